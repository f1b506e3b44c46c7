//! The page of a pair: all that is known of it.

use std::collections::HashMap;
use std::sync::LazyLock;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;

use super::facts::{Facts, facts, listed};
use super::item::Item;
use super::timeline::{self, Lane};
use super::{ALONE, html, kind, linked, map, taken};
use crate::http::asked::Asked;
use crate::http::handlers::no_such_item;
use crate::http::in_path::InPath;
use crate::http::problem::Problem;
use crate::kind::Parameter;
use crate::kinds;
use crate::store::{Collection, Dataset, Filters, Store, StoreError};
use crate::values::country;

/// Goods that go from one side to the other.
struct Side {
    from: String,
    to: String,
    goods: Vec<Item>,
}

#[derive(Template)]
#[template(path = "pair.html", config = "src/http/page/askama.toml")]
struct PairPage<'a> {
    dataset: &'a Dataset,
    relation: Item,
    contradictions: Vec<Item>,
    map: Option<String>,
    drawing: String,
    timeline_call: String,
    /// The years between which the state of missions is asked for, and the one that is shown.
    first: i32,
    last: i32,
    year: i32,
    /// What day that is of, in words.
    as_of: String,
    missions: Facts,
    visits: Facts,
    treaties: Facts,
    claims: Vec<Item>,
    trade: Facts,
    goods: Facts,
    sides: Vec<Side>,
    cooperation: Facts,
    history: Facts,
    discrepancies: Facts,
    documents: Facts,
    /// Schema.org's words for the data set.
    linked: String,
}

/// What the pair's page takes: a day for the missions.
pub fn pair_parameters() -> &'static [Parameter] {
    static TAKEN: LazyLock<Vec<Parameter>> = LazyLock::new(|| taken(kind("missions"), &["as_of"]));
    &TAKEN
}

/// `/relations/{id}`.
pub async fn pair(
    State(store): State<Store>,
    InPath(id): InPath,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let asked = Asked::other(&uri, pair_parameters())?;
    let kind = kinds::pair();
    let found = store
        .item(kind, &id, None)
        .await
        .map_err(Problem::database(&uri))?;
    let Some(relation) = found else {
        return Err(no_such_item(kind, &store, &id, &uri).await);
    };
    let page = pair_page(
        &store,
        Item(serde_json::from_str(&relation).unwrap_or_default()),
        &asked.filters,
    );
    let page = page.await.map_err(Problem::database(&uri))?;
    Ok(html(&page, ALONE))
}

async fn pair_page<'s>(
    store: &'s Store,
    relation: Item,
    filters: &Filters,
) -> Result<PairPage<'s>, StoreError> {
    let id = relation.text("id");
    let discrepancies = facts(
        store,
        "discrepancies",
        &id,
        Filters::default(),
        &HashMap::new(),
    )
    .await?;
    let titles = discrepancies
        .items
        .iter()
        .map(|doubt| (doubt.text("id"), doubt.text("title")))
        .collect();
    let of = |plural: &'static str| facts(store, plural, &id, Filters::default(), &titles);
    let lanes = lanes(store, &id).await?;
    let (first, last) =
        timeline::span(&lanes).map_or((1900, 2000), |(first, last)| (years(first), years(last)));
    let missions = Filters {
        as_of: filters.as_of,
        ..Filters::default()
    };
    let goods = of("goods").await?;
    Ok(PairPage {
        dataset: &store.dataset,
        contradictions: discrepancies
            .items
            .iter()
            .filter(|doubt| is_of_the_relation(doubt))
            .cloned()
            .collect(),
        map: map_of(&relation),
        drawing: timeline::draw(&lanes),
        timeline_call: format!("/v1/timeline?relation={id}"),
        first,
        last,
        as_of: filters.as_of.map_or_else(
            || "the last event".to_owned(),
            |day| in_words(&day.to_string()),
        ),
        year: filters
            .as_of
            .and_then(|day| day.to_string().get(..4)?.parse().ok())
            .unwrap_or(last),
        missions: facts(store, "missions", &id, missions, &titles).await?,
        visits: of("visits").await?,
        treaties: of("treaties").await?,
        claims: claims(store, &id, &titles).await?,
        trade: of("trade").await?,
        sides: sides(&relation, &goods.items),
        goods,
        cooperation: of("cooperation").await?,
        history: of("history").await?,
        discrepancies,
        documents: of("documents").await?,
        linked: linked(&store.dataset),
        relation: relation.with_titles(&titles),
    })
}

/// A day, or the year that it ends.
fn in_words(day: &str) -> String {
    day.strip_suffix("-12-31")
        .map_or_else(|| day.to_owned(), |year| format!("the end of {year}"))
}

/// Whether a discrepancy says that the document contradicts itself about the relation.
fn is_of_the_relation(doubt: &Item) -> bool {
    let about = |fact: &Item| fact.text("fact.kind").starts_with(kinds::pair().name);
    doubt.text("type") == "contradiction" && doubt.list("facts").iter().any(about)
}

fn parties(relation: &Item) -> Vec<String> {
    relation
        .list("parties")
        .iter()
        .map(|party| party.text(""))
        .collect()
}

fn map_of(relation: &Item) -> Option<String> {
    let parties = parties(relation);
    map::draw(parties.first()?, parties.get(1)?)
}

/// What the document says of how many treaties there are.
async fn claims(
    store: &Store,
    relation: &str,
    titles: &HashMap<String, String>,
) -> Result<Vec<Item>, StoreError> {
    let Some(counter) = kind("treaties").coverage else {
        return Ok(Vec::new());
    };
    let found = listed(
        store,
        Collection::Kind(counter),
        relation,
        Filters::default(),
    )
    .await?;
    Ok(Item::all(&found.items)
        .into_iter()
        .map(|claim| claim.with_titles(titles))
        .collect())
}

/// A year that a drawing begins or ends with, which is whole.
#[expect(clippy::cast_possible_truncation, reason = "years have four digits")]
fn years(year: f64) -> i32 {
    year as i32
}

/// What is drawn of a pair: dated facts by kind.
async fn lanes(store: &Store, relation: &str) -> Result<Vec<Lane>, StoreError> {
    let has_timeline: [(&str, &str); 5] = [
        ("Relations", "relation_event"),
        ("Missions", "mission_event"),
        ("Visits", "visit"),
        ("Treaties", "treaty"),
        ("Cooperation", "cooperation"),
    ];
    let mut lanes = Vec::new();
    for (name, kind) in has_timeline {
        let filters = Filters {
            kinds: vec![kind.to_owned()],
            ..Filters::default()
        };
        let found = listed(store, Collection::Timeline, relation, filters).await?;
        lanes.push(Lane {
            name: name.to_owned(),
            facts: Item::all(&found.items),
        });
    }
    Ok(lanes)
}

/// Goods by the way they go; nothing where there are none.
fn sides(relation: &Item, goods: &[Item]) -> Vec<Side> {
    let name = |code: &str| country::name(code).unwrap_or(code).to_owned();
    let [one, other] = &parties(relation)[..] else {
        return Vec::new();
    };
    let ways = [(one, other), (other, one)];
    let side = |(from, to): (&String, &String)| {
        let goods = goods
            .iter()
            .filter(|good| good.text("exporter") == *from)
            .cloned()
            .collect();
        Side {
            from: name(from),
            to: name(to),
            goods,
        }
    };
    ways.map(side)
        .into_iter()
        .filter(|side| !side.goods.is_empty())
        .collect()
}
