//! `/embed/timeline`: the dated facts of pairs, to embed in another page.

use std::sync::LazyLock;

use askama::Template;
use axum::response::Response;

use super::item::Item;
use super::lanes::{FoldedTimeline, dated_facts, lanes_by_kind};
use super::page::{html, kind, some_parameters};
use super::timeline::TimelineLane;
use crate::http::handlers::item::find;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::kind::Parameter;
use crate::kinds;

/// The content security policy: any page may frame it.
pub const FRAMEABLE: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'self'; form-action 'none'; \
                         frame-ancestors *";

#[derive(Template)]
#[template(path = "embed.html", config = "src/http/web/askama.toml")]
struct EmbedPage {
    pairs: Vec<Item>,
    timeline: FoldedTimeline,
    facts: Vec<Item>,
}

/// One pair or several.
pub fn embed_parameters() -> &'static [Parameter] {
    static PARAMETERS: LazyLock<Vec<Parameter>> = LazyLock::new(|| {
        let mut parameters = some_parameters(kind("visits"), &["relation"]);
        for parameter in &mut parameters {
            parameter.required = true;
        }
        parameters
    });
    &PARAMETERS
}

pub async fn embed(request: ParsedRequest) -> Result<Response, Problem> {
    let store = &request.store;
    let (mut pairs, mut lanes, mut facts) = (Vec::new(), Vec::new(), Vec::new());
    for id in &request.query.filters.relations {
        let pair = Item::parse(&find(kinds::pair(), id, &request).await?);
        let dated = dated_facts(store, id).await;
        let dated = dated.map_err(request.store_problem())?.items;
        lanes.push(TimelineLane::new(&pair.text("title"), dated.clone()));
        facts.extend(dated);
        pairs.push(pair);
    }
    if pairs.len() == 1 {
        lanes = lanes_by_kind(&facts);
    }
    let page = EmbedPage {
        pairs,
        timeline: FoldedTimeline::new(&lanes, ""),
        facts,
    };
    html(&page, FRAMEABLE)
}
