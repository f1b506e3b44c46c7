//! `/explore`: every list, with the number of its facts.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;

use super::names::list_title;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::http::route::Group;
use crate::http::web::docs::with_code;
use crate::http::web::page::{SELF_ONLY, html};
use crate::store::{Collection, Dataset, Filters, StoreError};

#[derive(Template)]
#[template(path = "explore_index.html", config = "src/http/web/askama.toml")]
struct IndexPage<'a> {
    dataset: &'a Dataset,
    /// The lists of facts that are not parts of others, and those of parts.
    lists: Vec<ListEntry>,
    parts: Vec<ListEntry>,
}

/// A list in the index.
struct ListEntry {
    title: String,
    url: String,
    summary: &'static str,
    count: u64,
    is_part: bool,
}

/// `/explore`.
pub async fn index(request: ParsedRequest) -> Result<Response, Problem> {
    let entries = entries(&request).await;
    let entries = entries.map_err(request.store_problem())?;
    let (parts, lists) = entries.into_iter().partition(|entry| entry.is_part);
    let page = IndexPage {
        dataset: &request.store.dataset,
        lists,
        parts,
    };
    html(&page, SELF_ONLY)
}

/// The lists that can be read without search terms, in the order of the API.
async fn entries(request: &ParsedRequest) -> Result<Vec<ListEntry>, StoreError> {
    let counts: HashMap<String, i64> = request.store.counts_by_kind().await?.into_iter().collect();
    let everything = Filters::default();
    let timeline = request.store.find(Collection::Timeline, &everything);
    let dated = timeline.await?.total();
    let lists = request
        .routes
        .iter()
        .filter(|route| route.group == Group::Lists);
    let entry = |(url, summary, collection)| {
        let (count, is_part) = match collection {
            Collection::Kind(kind) => {
                let count = counts.get(kind.name).copied().unwrap_or(0);
                (count.unsigned_abs(), kind.is_part())
            }
            Collection::Timeline => (dated, false),
            Collection::Search => return None,
        };
        Some(ListEntry {
            title: list_title(collection),
            url,
            summary,
            count,
            is_part,
        })
    };
    let lists = lists.filter_map(|route| {
        let name = route.pattern.rsplit('/').next()?;
        Some((
            format!("/explore/{name}"),
            route.summary,
            route.collection()?,
        ))
    });
    Ok(lists.filter_map(entry).collect())
}
