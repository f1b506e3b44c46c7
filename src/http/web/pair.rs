//! `/relations/{id}`: all facts about a pair.

use std::sync::{Arc, LazyLock};

use askama::Template;
use axum::response::Response;

use super::facts::{Facts, caveats, facts, fetch};
use super::item::{Item, ItemNames};
use super::lanes::{FoldedTimeline, dated_facts, lanes_by_kind};
use super::map::LocatorMap;
use super::page::{SELF_ONLY, html, json_ld, kind, redirect_to_reversed, some_parameters};
use super::relation_state::{relation_state, state_on_day};
use super::timeline::year_range;
use crate::http::handlers::item::find;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::kind::Parameter;
use crate::kinds;
use crate::store::{Collection, Dataset, Filters, Store, StoreError};
use crate::values::day::{Day, parse_day};

/// Goods that one country exports to the other.
struct GoodsFlow {
    from: String,
    to: String,
    goods: Vec<Item>,
}

/// The day for which the states of missions are shown, and the range of the slider that chooses it.
struct MissionsDay {
    first: i32,
    last: i32,
    year: i32,
    /// The day in words.
    as_of: String,
    is_requested: bool,
}

#[derive(Template)]
#[template(path = "pair.html", config = "src/http/web/askama.toml")]
struct PairPage<'a> {
    dataset: &'a Dataset,
    relation: Item,
    /// In words.
    relation_state: String,
    /// The relation as of the day of the missions, if one is requested.
    relation_on_day: Option<Item>,
    contradictions: Vec<Item>,
    map: Option<LocatorMap>,
    timeline: FoldedTimeline,
    dated: Facts,
    day: MissionsDay,
    missions: Facts,
    visits: Facts,
    treaties: Facts,
    claims: Vec<Item>,
    trade: Facts,
    goods: Facts,
    flows: Vec<GoodsFlow>,
    cooperation: Facts,
    incidents: Facts,
    history: Facts,
    discrepancies: Facts,
    documents: Facts,
    /// The id of the first document.
    document_id: String,
    json_ld: String,
}

/// The day for which the states of missions are shown.
pub fn pair_parameters() -> &'static [Parameter] {
    static PARAMETERS: LazyLock<Vec<Parameter>> =
        LazyLock::new(|| some_parameters(kind("missions"), &["as_of"]));
    &PARAMETERS
}

pub async fn pair(mut request: ParsedRequest) -> Result<Response, Problem> {
    // The day is that of the missions. The relations are shown as they are now, whatever the slider says.
    let day = request.query.filters.as_of.take();
    let relation = match find(kinds::pair(), &request.id, &request).await {
        Ok(relation) => relation,
        Err(problem) => {
            return redirect_to_reversed(kinds::pair(), &request)
                .await
                .ok_or(problem);
        }
    };
    request.query.filters.as_of = day;
    let page = pair_page(&request, Item::parse(&relation)).await;
    html(&page.map_err(request.store_problem())?, SELF_ONLY)
}

async fn pair_page(request: &ParsedRequest, relation: Item) -> Result<PairPage<'_>, StoreError> {
    let (store, id) = (&request.store, relation.text("id"));
    let no_filters = Filters::default();
    let names = item_names(store, &relation).await?;
    let relation = relation.with_names(&names);
    let of_kind = |plural: &'static str| facts(store, plural, &id, &no_filters, &names);
    let (dated, goods) = (dated_facts(store, &id).await?, of_kind("goods").await?);
    let (documents, discrepancies) = (of_kind("documents").await?, of_kind("discrepancies").await?);
    Ok(PairPage {
        dataset: &store.dataset,
        contradictions: contradictions(&discrepancies),
        map: locator_map(&relation),
        timeline: FoldedTimeline::new(&lanes_by_kind(&dated.items), &format!("/relations/{id}")),
        day: MissionsDay::new(request, &dated.items, &documents),
        dated,
        missions: facts(store, "missions", &id, &request.query.filters, &names).await?,
        visits: of_kind("visits").await?,
        treaties: of_kind("treaties").await?,
        claims: claims(store, &id, &names).await?,
        trade: of_kind("trade").await?,
        flows: flows(&relation, &goods.items),
        goods,
        cooperation: of_kind("cooperation").await?,
        incidents: of_kind("incidents").await?,
        history: of_kind("history").await?,
        discrepancies,
        document_id: documents
            .items
            .first()
            .map_or_else(String::new, |one| one.text("id")),
        documents,
        relation_state: relation_state(&relation),
        relation_on_day: relation_on_day(request, &names).await?,
        json_ld: json_ld(&store.dataset),
        relation,
    })
}

/// The names of the countries and the discrepancies of a pair, and the caveats of its facts.
async fn item_names(store: &Store, relation: &Item) -> Result<Arc<ItemNames>, StoreError> {
    let id = relation.text("id");
    let unnamed = Arc::default();
    let discrepancies = facts(store, "discrepancies", &id, &Filters::default(), &unnamed).await?;
    let title = |discrepancy: &Item| (discrepancy.text("id"), discrepancy.text("title"));
    Ok(Arc::new(ItemNames {
        discrepancies: discrepancies.items.iter().map(title).collect(),
        countries: relation.country_names(),
        caveats: caveats(store, &id).await?,
    }))
}

/// The relation as of the day of the missions, if one is requested.
async fn relation_on_day(
    request: &ParsedRequest,
    names: &Arc<ItemNames>,
) -> Result<Option<Item>, StoreError> {
    let Some(day) = request.query.filters.as_of else {
        return Ok(None);
    };
    let relation = request.store.item(kinds::pair(), &request.id, Some(day));
    let relation = relation.await?;
    Ok(relation.map(|relation| Item::parse(&relation).with_names(names)))
}

/// The year of the newest document whose day is known, from which on undated missions count.
fn newest_year(store: &Store, documents: &Facts) -> Option<i32> {
    let revised = store.dataset.revised.as_deref().and_then(parse_day);
    let days = documents
        .items
        .iter()
        .filter_map(|one| one.document_day(revised));
    let year = |day: Day| i32::try_from(day.yyyymmdd() / 10_000).ok();
    days.max().and_then(year)
}

impl MissionsDay {
    #[expect(clippy::cast_possible_truncation, reason = "years have four digits")]
    fn new(request: &ParsedRequest, dated: &[Item], documents: &Facts) -> Self {
        // Facts such as history are older than any mission.
        let events = dated
            .iter()
            .filter(|fact| has_state(&fact.text("part_of.kind")));
        let (first, _) = year_range(events).unwrap_or((1900.0, 2000.0));
        let (_, last) = year_range(dated).unwrap_or((1900.0, 2000.0));
        let last = (last as i32).max(newest_year(&request.store, documents).unwrap_or(0));
        let day = request.query.filters.as_of.map(|day| day.to_string());
        let year = day.as_ref().and_then(|day| day.get(..4)?.parse().ok());
        Self {
            first: first as i32,
            last,
            year: year.unwrap_or(last),
            is_requested: day.is_some(),
            as_of: day.map_or_else(|| "the latest event".to_owned(), in_words),
        }
    }
}

/// True for a kind whose facts change with the days.
fn has_state(kind: &str) -> bool {
    kinds::by_name(kind).is_some_and(|kind| kind.states.is_some())
}

/// A day, or the year whose last day it is.
fn in_words(day: String) -> String {
    let year = day
        .strip_suffix("-12-31")
        .map(|year| format!("the end of {year}"));
    year.unwrap_or(day)
}

/// The contradictions about the relation itself.
fn contradictions(discrepancies: &Facts) -> Vec<Item> {
    let discrepancies = discrepancies.items.iter();
    let contradictions = discrepancies.filter(|item| is_about_the_relation(item));
    contradictions.cloned().collect()
}

/// True for a contradiction about the relation itself.
fn is_about_the_relation(discrepancy: &Item) -> bool {
    let is_about = |fact: &Item| fact.text("fact.kind").starts_with(kinds::pair().name);
    discrepancy.text("type") == "contradiction" && discrepancy.list("facts").iter().any(is_about)
}

fn parties(relation: &Item) -> Vec<String> {
    let parties = relation.list("parties");
    parties.iter().map(|party| party.text("")).collect()
}

fn locator_map(relation: &Item) -> Option<LocatorMap> {
    let parties = relation.list("parties");
    let [one, other] = &parties[..] else {
        return None;
    };
    let codes = [one, other].map(|party| party.text(""));
    let names = [one, other].map(|party| party.country(""));
    LocatorMap::new([&codes[0], &codes[1]], names)
}

/// The document's claims of how many treaties there are.
async fn claims(
    store: &Store,
    relation: &str,
    names: &Arc<ItemNames>,
) -> Result<Vec<Item>, StoreError> {
    let counter = kind("treaties").coverage.expect("treaties are counted");
    let counters = Collection::Kind(counter);
    let page = fetch(store, counters, relation, &Filters::default()).await?;
    Ok(Item::from_items(&page.items, names))
}

/// Goods by their direction; a direction without goods is left out.
fn flows(relation: &Item, goods: &[Item]) -> Vec<GoodsFlow> {
    let parties = parties(relation);
    let names = relation.list("parties");
    let names: Vec<String> = names.iter().map(|party| party.country("")).collect();
    let mut flows = Vec::new();
    for (from, way) in parties.iter().zip([[0, 1], [1, 0]]) {
        let is_exported = |good: &&Item| good.text("exporter") == *from;
        let goods: Vec<Item> = goods.iter().filter(is_exported).cloned().collect();
        if !goods.is_empty() {
            let [from, to] = way.map(|party| names[party].clone());
            flows.push(GoodsFlow { from, to, goods });
        }
    }
    flows
}
