//! `/?q=`: the facts that contain the words, most relevant first, each with its pair.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;

use super::item::Item;
use super::page::{SELF_ONLY, html};
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::http::query::canonical_query;
use crate::kind::{COUNTRY, KIND};
use crate::kinds;
use crate::store::{Collection, Dataset, Filters, PageRequest, Store, StoreError};
use crate::values::country;
use crate::values::html::escape;

/// The number of pairs or search results on a page.
pub const PAGE_SIZE: u32 = 50;

#[derive(Template)]
#[template(path = "search.html", config = "src/http/web/askama.toml")]
struct SearchPage<'a> {
    dataset: &'a Dataset,
    words: String,
    hits: Vec<Item>,
    /// The titles of the pairs of the hits, by id.
    pairs: HashMap<String, String>,
    /// The country that the words name, with its code, if there are pairs with it.
    country: Option<(String, String)>,
    total: u64,
    kinds: Vec<KindChoice>,
    /// Words to search for instead of those that nothing contains.
    suggestions: Vec<String>,
    /// The URL of the search among all kinds.
    all_kinds: String,
    next: Option<String>,
    api_url: String,
}

/// A kind of fact, with the number of its results.
struct KindChoice {
    label: String,
    results: u64,
    is_chosen: bool,
    /// The URL of the search with this kind alone.
    href: String,
}

/// The results of a search.
pub async fn search(request: ParsedRequest) -> Result<Response, Problem> {
    let (store, filters) = (&request.store, &request.query.filters);
    let terms = filters.search_terms.as_ref();
    let words = terms.map(ToString::to_string).unwrap_or_default();
    let wanted = request.page_request(Collection::Search, Some(PAGE_SIZE))?;
    let page = store.list(Collection::Search, filters, &wanted).await;
    let page = page.map_err(request.store_problem())?;
    let hits: Vec<Item> = page.items.iter().map(Item::parse).collect();
    let suggestions = match terms.filter(|_| page.total == 0) {
        Some(terms) => store.nearest_words(terms).await,
        None => Ok(Vec::new()),
    };
    let suggestions = suggestions.map_err(request.store_problem())?;
    let suggestions = suggestions.into_iter().flat_map(|one| one.nearest);
    let kinds = kind_choices(store, filters).await;
    let pairs = titles_of_pairs(store, &hits).await;
    let country = named_country(store, &words).await;
    let all_kinds = canonical_query::url("/", [("q", words.as_str())].into_iter());
    let page = SearchPage {
        all_kinds,
        dataset: &store.dataset,
        words,
        hits,
        pairs: pairs.map_err(request.store_problem())?,
        country: country.map_err(request.store_problem())?,
        total: page.total,
        kinds: kinds.map_err(request.store_problem())?,
        suggestions: suggestions.collect(),
        next: request.next_url(Collection::Search, &page),
        api_url: request.query.canonical_url("/v1/search"),
    };
    html(&page, SELF_ONLY)
}

/// The kinds that have results, whichever of them is chosen.
async fn kind_choices(store: &Store, filters: &Filters) -> Result<Vec<KindChoice>, StoreError> {
    let of_all_kinds = Filters {
        kinds: Vec::new(),
        ..filters.clone()
    };
    let results = store.find(Collection::Search, &of_all_kinds).await?;
    let facet = store.facet(Collection::Search, &of_all_kinds, &results, KIND);
    let terms = filters.search_terms.as_ref();
    let words = terms.map(ToString::to_string).unwrap_or_default();
    let choice = |(name, results): (String, u64)| KindChoice {
        label: name.replace('_', " "),
        results,
        is_chosen: filters.kinds.contains(&name),
        href: canonical_query::url(
            "/",
            [("q", words.as_str()), (KIND, name.as_str())].into_iter(),
        ),
    };
    Ok(facet.await?.values.into_iter().map(choice).collect())
}

async fn titles_of_pairs(
    store: &Store,
    hits: &[Item],
) -> Result<HashMap<String, String>, StoreError> {
    let mut ids: Vec<String> = hits.iter().map(|hit| hit.text("relation")).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let filters = Filters {
        ids,
        ..Filters::default()
    };
    let pairs = Collection::Kind(kinds::pair());
    let page = store.list(pairs, &filters, &PageRequest::default()).await?;
    let pairs = page.items.iter().map(Item::parse);
    Ok(pairs
        .map(|pair| (pair.text("id"), pair.text("title")))
        .collect())
}

/// The code and name of the country that the words name, if it is a party of a pair.
async fn named_country(store: &Store, words: &str) -> Result<Option<(String, String)>, StoreError> {
    let Some(code) = store.countries.parse(words) else {
        return Ok(None);
    };
    let filters = Filters {
        terms: vec![(COUNTRY, vec![code.clone()])],
        ..Filters::default()
    };
    let pairs = store.find(Collection::Kind(kinds::pair()), &filters);
    let has_pairs = pairs.await?.total() > 0;
    let name = country::name(&code).unwrap_or(&code).to_owned();
    Ok(has_pairs.then_some((code, name)))
}

/// True if the snippet of a result is its title, which the page shows anyway.
fn is_title(hit: &Item) -> bool {
    let snippet = hit
        .text("snippet")
        .replace("<mark>", "")
        .replace("</mark>", "");
    snippet == escape(&hit.text("title"))
}
