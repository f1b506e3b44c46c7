//! `/embed/timeline`: the dated facts of pairs, to embed in another page.

use std::sync::LazyLock;

use askama::Template;
use axum::response::Response;

use super::colours::Colours;
use super::item::Item;
use super::lanes::{FoldedTimeline, dated_facts, lanes_by_kind};
use super::page::{html, kind, some_parameters};
use super::pair_facts::PairFacts;
use super::pair_pictures::Parties;
use super::timeline::TimelineLane;
use crate::http::handlers::item::find;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::kind::Parameter;
use crate::kinds;
use crate::store::{Dataset, StoreError};

/// The content security policy: any page may frame it. Its script only tells that page how high it is.
pub const FRAMEABLE: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'self'; \
                             form-action 'none'; frame-ancestors *";

#[derive(Template)]
#[template(path = "embed.html", config = "src/http/web/askama.toml")]
struct EmbedPage<'a> {
    dataset: &'a Dataset,
    pairs: Vec<Item>,
    /// The countries of the pair, which the two colours stand for.
    names: [String; 2],
    timeline: FoldedTimeline,
    colours: Colours,
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
    let mut pairs = Vec::new();
    for id in &request.query.filters.relations {
        pairs.push(Item::parse(&find(kinds::pair(), id, &request).await?));
    }
    let page = embed_page(&request, pairs).await;
    html(&page.map_err(request.store_problem())?, FRAMEABLE)
}

async fn embed_page(
    request: &ParsedRequest,
    pairs: Vec<Item>,
) -> Result<EmbedPage<'_>, StoreError> {
    let store = &request.store;
    let (mut lanes, mut facts) = (Vec::new(), Vec::new());
    let mut colours = Colours::default();
    let mut names = ["the first country of a pair", "the second"].map(str::to_owned);
    for pair in &pairs {
        let dated = dated_facts(store, &pair.text("id")).await?.items;
        let parties = Parties::new(&pair.clone().with_own_names());
        let all = PairFacts::load(store, pair).await?;
        colours.add(&parties.codes, all.items());
        lanes.push(TimelineLane::new(&pair.text("title"), dated.clone()));
        facts.extend(dated);
        if pairs.len() == 1 {
            names = parties.names;
        }
    }
    if pairs.len() == 1 {
        lanes = lanes_by_kind(&facts);
    }
    Ok(EmbedPage {
        dataset: &store.dataset,
        pairs,
        names,
        timeline: FoldedTimeline::new(&lanes, "", &colours),
        colours,
        facts,
    })
}
