//! `/`: all pairs, search, and the ways to get the data.

use std::sync::LazyLock;

use askama::Template;
use axum::response::Response;

use super::item::Item;
use super::page::{SELF_ONLY, html, json_ld, some_parameters};
use super::relation_state::relation_state;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::kind::Parameter;
use crate::kinds;
use crate::store::{Collection, Dataset};

/// The number of pairs or search results on a page.
const PAGE_SIZE: u32 = 50;

#[derive(Template)]
#[template(path = "home.html", config = "src/http/web/askama.toml")]
struct HomePage<'a> {
    dataset: &'a Dataset,
    /// The words of the search; `None` if all pairs are listed.
    words: Option<String>,
    items: Vec<Item>,
    total: u64,
    /// Words to search for instead of those that nothing contains.
    suggestions: Vec<String>,
    next: Option<String>,
    api_url: String,
    /// The id of a pair, for an example URL.
    example: Option<String>,
    json_ld: String,
}

/// The words of a search, and a cursor.
pub fn home_parameters() -> &'static [Parameter] {
    static PARAMETERS: LazyLock<Vec<Parameter>> =
        LazyLock::new(|| some_parameters(kinds::pair(), &["q", "cursor"]));
    &PARAMETERS
}

pub async fn home(request: ParsedRequest) -> Result<Response, Problem> {
    let (store, query) = (&request.store, &request.query);
    let words = query.filters.search_terms.as_ref();
    let words = words.map(ToString::to_string);
    let (collection, plural) = match words {
        Some(_) => (Collection::Search, "search"),
        None => (Collection::Kind(kinds::pair()), kinds::pair().plural),
    };
    let wanted = request.page_request(collection, Some(PAGE_SIZE))?;
    let page = store.list(collection, &query.filters, &wanted).await;
    let page = page.map_err(request.store_problem())?;
    let items = page.items.iter().map(Item::parse);
    let items: Vec<Item> = items.map(Item::with_own_names).collect();
    let terms = query.filters.search_terms.as_ref();
    let suggestions = match terms.filter(|_| page.total == 0) {
        Some(terms) => store.nearest_words(terms).await,
        None => Ok(Vec::new()),
    };
    let suggestions = suggestions.map_err(request.store_problem())?;
    let page = HomePage {
        suggestions: suggestions
            .into_iter()
            .flat_map(|one| one.nearest)
            .collect(),
        dataset: &store.dataset,
        words,
        example: items.first().map(|item| item.text("relation")),
        items,
        total: page.total,
        next: request.next_url(collection, &page),
        api_url: query.canonical_url(&["/v1/", plural].concat()),
        json_ld: json_ld(&store.dataset),
    };
    html(&page, SELF_ONLY)
}
