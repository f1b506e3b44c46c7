//! `/`: what there is, on a map and as cards, and the ways to get the data. With words to search for, the search results.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use askama::Template;
use axum::response::Response;

use super::item::Item;
use super::page::{SELF_ONLY, html, json_ld, some_parameters};
use super::pair_card::{PairCard, pair_cards, parties};
use super::pair_counts::{FactCounts, contradictions};
use super::phrases::grouped;
use super::search::{PAGE_SIZE, search};
use super::world_map::{MapCountry, MapPair, WorldMap};
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::kind::{COUNTRY, Kind, Parameter};
use crate::kinds;
use crate::store::{Collection, Dataset, Filters, PageRequest, Store, StoreError};
use crate::values::country;

/// The number of pairs on the map: those with the most facts.
const MAX_ARCS: usize = 60;
/// The most publishers that the page names.
const MAX_PUBLISHERS: usize = 3;

#[derive(Template)]
#[template(path = "home.html", config = "src/http/web/askama.toml")]
struct HomePage<'a> {
    dataset: &'a Dataset,
    numbers: Numbers,
    map: WorldMap,
    countries: Vec<MapCountry>,
    cards: Vec<PairCard>,
    next: Option<String>,
    /// The id of a pair, for an example URL.
    example: Option<String>,
    json_ld: String,
}

/// The size of the data set.
struct Numbers {
    pairs: u64,
    facts: u64,
    sentences: i64,
    documents: i64,
    /// The publishers of most documents, with the numbers of these.
    publishers: Vec<(String, u64)>,
    contradictions: u64,
}

/// The words of a search, the kinds of facts to search, and a cursor.
pub fn home_parameters() -> &'static [Parameter] {
    static PARAMETERS: LazyLock<Vec<Parameter>> = LazyLock::new(|| {
        let mut parameters = some_parameters(kinds::pair(), &["q", "cursor"]);
        let kind = kinds::search_parameters().iter();
        let kind = kind.filter(|parameter| parameter.name == crate::kind::KIND);
        parameters.extend(kind.cloned());
        parameters
    });
    &PARAMETERS
}

pub async fn home(request: ParsedRequest) -> Result<Response, Problem> {
    if request.query.filters.search_terms.is_some() {
        return search(request).await;
    }
    let store = &request.store;
    let (pairs, all) = (Collection::Kind(kinds::pair()), Filters::default());
    let wanted = request.page_request(pairs, Some(PAGE_SIZE))?;
    let page = store.list(pairs, &all, &wanted).await;
    let page = page.map_err(request.store_problem())?;
    let items: Vec<Item> = page.items.iter().map(Item::parse).collect();
    let items: Vec<Item> = items.into_iter().map(Item::with_own_names).collect();
    let numbers = numbers(store, page.total).await;
    let countries = countries(store, &items).await;
    let cards = pair_cards(store, items).await;
    let cards = cards.map_err(request.store_problem())?;
    let arcs = arcs(store, &cards, page.total).await;
    let countries = countries.map_err(request.store_problem())?;
    let home = HomePage {
        dataset: &store.dataset,
        numbers: numbers.map_err(request.store_problem())?,
        map: WorldMap::new(arcs.map_err(request.store_problem())?, &countries),
        countries,
        example: cards.first().map(|card| card.pair.text("id")),
        cards,
        next: request.next_url(pairs, &page),
        json_ld: json_ld(&store.dataset),
    };
    html(&home, SELF_ONLY)
}

async fn numbers(store: &Store, pairs: u64) -> Result<Numbers, StoreError> {
    let counts = store.counts_by_kind().await?;
    let of = |kind: &Kind| {
        let found = counts.iter().find(|(name, _)| name == kind.name);
        found.map_or(0, |(_, count)| *count)
    };
    let (sentences, documents) = (of(kinds::sentence()), of(kinds::document()));
    let counts = counts.into_iter();
    let counts = counts.map(|(kind, count)| (kind, u64::try_from(count).unwrap_or(0)));
    Ok(Numbers {
        pairs,
        facts: counts.collect::<FactCounts>().all(),
        sentences,
        documents,
        publishers: publishers(store).await?,
        contradictions: contradictions(store).await?.total(),
    })
}

/// The publishers of most documents, with the numbers of their documents.
async fn publishers(store: &Store) -> Result<Vec<(String, u64)>, StoreError> {
    let (documents, all) = (Collection::Kind(kinds::document()), Filters::default());
    let results = store.find(documents, &all).await?;
    let facet = store.facet(documents, &all, &results, "publisher").await?;
    Ok(facet.values.into_iter().take(MAX_PUBLISHERS).collect())
}

/// All countries by name, each with the number of its pairs. Those of `pairs` have the names that the documents use.
async fn countries(store: &Store, pairs: &[Item]) -> Result<Vec<MapCountry>, StoreError> {
    let (collection, all) = (Collection::Kind(kinds::pair()), Filters::default());
    let results = store.find(collection, &all).await?;
    let facet = store.facet(collection, &all, &results, COUNTRY).await?;
    let parties = pairs.iter().flat_map(parties);
    let names: BTreeMap<String, String> = parties.map(|party| (party.code, party.name)).collect();
    let country = |(code, pairs): (String, u64)| {
        let own = names.get(&code).map(String::as_str);
        let name = own.or(country::name(&code)).unwrap_or(&code).to_owned();
        MapCountry { code, name, pairs }
    };
    let mut countries: Vec<MapCountry> = facet.values.into_iter().map(country).collect();
    countries.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(countries)
}

/// The pairs with the most facts: all of them, if the page shows all.
async fn arcs(store: &Store, cards: &[PairCard], total: u64) -> Result<Vec<MapPair>, StoreError> {
    if total == cards.len() as u64 {
        let facts = |card: &PairCard| card.counts.all();
        let arcs = cards.iter();
        return Ok(arcs
            .filter_map(|card| arc(&card.pair, facts(card)))
            .collect());
    }
    let mut counts = store.counts_by_pair().await?;
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.truncate(MAX_ARCS);
    let filters = Filters {
        ids: counts.iter().map(|(id, _)| id.clone()).collect(),
        ..Filters::default()
    };
    let pairs = Collection::Kind(kinds::pair());
    let page = store.list(pairs, &filters, &PageRequest::default()).await?;
    let items = page.items.iter().map(Item::parse).map(Item::with_own_names);
    let counts: BTreeMap<String, i64> = counts.into_iter().collect();
    let arcs = items.filter_map(|pair| {
        let facts = counts.get(&pair.text("id")).copied().unwrap_or(0);
        arc(&pair, u64::try_from(facts).unwrap_or(0))
    });
    Ok(arcs.collect())
}

fn arc(pair: &Item, facts: u64) -> Option<MapPair> {
    let codes = parties(pair).into_iter().map(|party| party.code);
    Some(MapPair {
        href: format!("/relations/{}", pair.text("id")),
        title: pair.text("title"),
        parties: codes.collect::<Vec<_>>().try_into().ok()?,
        facts,
    })
}
