//! `/embed/timeline`: the visits of pairs, to embed in another page.

use std::sync::LazyLock;

use askama::Template;
use axum::response::Response;

use super::facts::facts;
use super::item::{Item, ItemNames};
use super::page::{html, kind, some_parameters};
use super::timeline::{Timeline, TimelineLane};
use crate::http::handlers::item::find;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::kind::Parameter;
use crate::kinds;
use crate::store::Filters;

/// The content security policy: any page may frame it.
pub const FRAMEABLE: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'self'; form-action 'none'; \
                         frame-ancestors *";

#[derive(Template)]
#[template(path = "embed.html", config = "src/http/web/askama.toml")]
struct EmbedPage {
    pairs: Vec<Item>,
    timeline: Option<Timeline>,
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
    let (mut pairs, mut lanes) = (Vec::new(), Vec::new());
    for id in &request.query.filters.relations {
        let pair = Item::parse(&find(kinds::pair(), id, &request).await?);
        let visits = facts(
            store,
            "visits",
            id,
            &Filters::default(),
            &ItemNames::default(),
        )
        .await;
        let visits = visits.map_err(request.store_problem())?;
        lanes.push(TimelineLane::new(&pair.text("title"), visits.items));
        pairs.push(pair);
    }
    let page = EmbedPage {
        pairs,
        timeline: Timeline::new(&lanes),
        facts: lanes.into_iter().flat_map(|lane| lane.facts).collect(),
    };
    html(&page, FRAMEABLE)
}
