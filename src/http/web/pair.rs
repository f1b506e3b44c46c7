//! `/relations/{id}`: all facts about a pair.

use std::collections::HashMap;
use std::sync::LazyLock;

use askama::Template;
use axum::response::Response;

use super::facts::{Facts, facts, fetch};
use super::item::Item;
use super::map::LocatorMap;
use super::page::{SELF_ONLY, html, json_ld, kind, some_parameters};
use super::timeline::{Lane, Timeline, year_range};
use crate::http::handlers::item::not_found;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::kind::Parameter;
use crate::kinds;
use crate::store::{Collection, Dataset, Filters, Store, StoreError};
use crate::values::country;

/// The kinds that the timeline shows, with the names of their lanes.
const LANES: [(&str, &str); 5] = [
    ("Relations", "relation_event"),
    ("Missions", "mission_event"),
    ("Visits", "visit"),
    ("Treaties", "treaty"),
    ("Cooperation", "cooperation"),
];

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
}

#[derive(Template)]
#[template(path = "pair.html", config = "src/http/web/askama.toml")]
struct PairPage<'a> {
    dataset: &'a Dataset,
    relation: Item,
    contradictions: Vec<Item>,
    map: Option<LocatorMap>,
    timeline: Option<Timeline>,
    timeline_url: String,
    day: MissionsDay,
    missions: Facts,
    visits: Facts,
    treaties: Facts,
    claims: Vec<Item>,
    trade: Facts,
    goods: Facts,
    flows: Vec<GoodsFlow>,
    cooperation: Facts,
    history: Facts,
    discrepancies: Facts,
    documents: Facts,
    json_ld: String,
}

/// The day for which the states of missions are shown.
pub fn pair_parameters() -> &'static [Parameter] {
    static PARAMETERS: LazyLock<Vec<Parameter>> =
        LazyLock::new(|| some_parameters(kind("missions"), &["as_of"]));
    &PARAMETERS
}

pub async fn pair(request: ParsedRequest) -> Result<Response, Problem> {
    let (store, kind) = (&request.store, kinds::pair());
    let found = store
        .item(kind, &request.id, None)
        .await
        .map_err(request.store_problem())?;
    let Some(relation) = found else {
        return Err(not_found(kind, &request).await);
    };
    let page = pair_page(store, Item::parse(&relation), &request.query.filters).await;
    html(&page.map_err(request.store_problem())?, SELF_ONLY)
}

async fn pair_page<'s>(
    store: &'s Store,
    relation: Item,
    filters: &Filters,
) -> Result<PairPage<'s>, StoreError> {
    let id = relation.text("id");
    let none = HashMap::new();
    let discrepancies = facts(store, "discrepancies", &id, Filters::default(), &none).await?;
    let title = |discrepancy: &Item| (discrepancy.text("id"), discrepancy.text("title"));
    let titles = discrepancies.items.iter().map(title).collect();
    let of_kind = |plural: &'static str| facts(store, plural, &id, Filters::default(), &titles);
    let lanes = lanes(store, &id).await?;
    let on_day = Filters {
        as_of: filters.as_of,
        ..Filters::default()
    };
    let goods = of_kind("goods").await?;
    let contradictions = discrepancies
        .items
        .iter()
        .filter(|item| is_about_the_relation(item));
    Ok(PairPage {
        dataset: &store.dataset,
        contradictions: contradictions.cloned().collect(),
        map: locator_map(&relation),
        timeline: Timeline::new(&lanes),
        timeline_url: format!("/v1/timeline?relation={id}"),
        day: MissionsDay::new(filters, &lanes),
        missions: facts(store, "missions", &id, on_day, &titles).await?,
        visits: of_kind("visits").await?,
        treaties: of_kind("treaties").await?,
        claims: claims(store, &id, &titles).await?,
        trade: of_kind("trade").await?,
        flows: flows(&relation, &goods.items),
        goods,
        cooperation: of_kind("cooperation").await?,
        history: of_kind("history").await?,
        discrepancies,
        documents: of_kind("documents").await?,
        json_ld: json_ld(&store.dataset),
        relation: relation.with_titles(&titles),
    })
}

impl MissionsDay {
    #[expect(clippy::cast_possible_truncation, reason = "years have four digits")]
    fn new(filters: &Filters, lanes: &[Lane]) -> Self {
        let (first, last) = year_range(lanes).unwrap_or((1900.0, 2000.0));
        let (first, last) = (first as i32, last as i32);
        let day = filters.as_of.map(|day| day.to_string());
        let year = day
            .as_ref()
            .and_then(|day| day.get(..4)?.parse().ok())
            .unwrap_or(last);
        let as_of = day.map_or_else(|| "the last event".to_owned(), |day| in_words(&day));
        Self {
            first,
            last,
            year,
            as_of,
        }
    }
}

/// A day, or the year whose last day it is.
fn in_words(day: &str) -> String {
    day.strip_suffix("-12-31")
        .map_or_else(|| day.to_owned(), |year| format!("the end of {year}"))
}

/// True for a contradiction about the relation itself.
fn is_about_the_relation(discrepancy: &Item) -> bool {
    let is_about = |fact: &Item| fact.text("fact.kind").starts_with(kinds::pair().name);
    discrepancy.text("type") == "contradiction" && discrepancy.list("facts").iter().any(is_about)
}

fn parties(relation: &Item) -> Vec<String> {
    relation
        .list("parties")
        .iter()
        .map(|party| party.text(""))
        .collect()
}

fn locator_map(relation: &Item) -> Option<LocatorMap> {
    let parties = parties(relation);
    LocatorMap::new(parties.first()?, parties.get(1)?)
}

/// The document's claims of how many treaties there are.
async fn claims(
    store: &Store,
    relation: &str,
    titles: &HashMap<String, String>,
) -> Result<Vec<Item>, StoreError> {
    let Some(counter) = kind("treaties").coverage else {
        return Ok(Vec::new());
    };
    let page = fetch(
        store,
        Collection::Kind(counter),
        relation,
        Filters::default(),
    )
    .await?;
    Ok(Item::from_items(&page.items, titles))
}

/// Dated facts by kind.
async fn lanes(store: &Store, relation: &str) -> Result<Vec<Lane>, StoreError> {
    let mut lanes = Vec::new();
    for (name, kind) in LANES {
        let filters = Filters {
            kinds: vec![kind.to_owned()],
            ..Filters::default()
        };
        let page = fetch(store, Collection::Timeline, relation, filters).await?;
        let facts = Item::from_items(&page.items, &HashMap::new());
        lanes.push(Lane {
            name: name.to_owned(),
            facts,
        });
    }
    Ok(lanes)
}

/// Goods by their direction; a direction without goods is left out.
fn flows(relation: &Item, goods: &[Item]) -> Vec<GoodsFlow> {
    let name = |code: &str| country::name(code).unwrap_or(code).to_owned();
    let [one, other] = &parties(relation)[..] else {
        return Vec::new();
    };
    let flow = |(from, to): (&String, &String)| {
        let goods = goods
            .iter()
            .filter(|good| good.text("exporter") == *from)
            .cloned()
            .collect();
        GoodsFlow {
            from: name(from),
            to: name(to),
            goods,
        }
    };
    let flows = [(one, other), (other, one)].map(flow).into_iter();
    flows.filter(|flow| !flow.goods.is_empty()).collect()
}
