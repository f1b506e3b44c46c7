//! `/relations/{id}/discrepancies`: the contradictions, ambiguities and omissions in the documents of a pair.

use askama::Template;
use axum::response::Response;

use super::facts::Facts;
use super::item::Item;
use super::page::{SELF_ONLY, html, redirect_to_reversed};
use super::pair_facts::PairFacts;
use super::sources::SourceContext;
use crate::http::handlers::item::find;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::kinds;
use crate::store::Dataset;

/// The pattern of the page's route.
pub const DISCREPANCIES: &str = "/relations/{id}/discrepancies";

#[derive(Template)]
#[template(path = "discrepancies.html", config = "src/http/web/askama.toml")]
struct DiscrepanciesPage<'a> {
    dataset: &'a Dataset,
    context: SourceContext,
    relation: Item,
    discrepancies: Facts,
}

pub async fn discrepancies(request: ParsedRequest) -> Result<Response, Problem> {
    let relation = match find(kinds::pair(), &request.id, &request).await {
        Ok(relation) => Item::parse(&relation),
        Err(problem) => {
            return redirect_to_reversed(kinds::pair(), &request)
                .await
                .ok_or(problem);
        }
    };
    let facts = PairFacts::load(&request.store, &relation).await;
    let mut facts = facts.map_err(request.store_problem())?;
    let page = DiscrepanciesPage {
        dataset: &request.store.dataset,
        context: SourceContext::new(&request, facts.documents(), facts.items()),
        discrepancies: facts.take("discrepancies"),
        relation,
    };
    html(&page, SELF_ONLY)
}
