//! `/countries/{code}`: the pairs of a country, its missions and its visits.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use askama::Template;
use axum::response::Response;

use super::item::{Item, ItemNames};
use super::network::Network;
use super::page::{SELF_ONLY, html, kind, some_parameters};
use super::pair_card::parties;
use super::pair_counts::{FactsOfPairs, visits_not_held, with_term};
use super::pair_of_country::{PairOfCountry, pairs};
use super::year_chart::{VisitsOfYear, YearChart};
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::{InvalidParameter, Problem, Reason};
use crate::http::wire::redirect;
use crate::kind::{COUNTRY, Parameter, YEAR};
use crate::kinds;
use crate::store::{
    Collection, Dataset, Direction, Filters, Page, PageRequest, ResultSet, RowFormat, SortField,
    SortKey, Store, StoreError,
};
use crate::values::country;
use crate::values::day::Day;

/// The most pairs and missions that the page shows.
const MAX_ROWS: u32 = 300;

/// The number of the newest visits.
const NEWEST: u32 = 10;

#[derive(Template)]
#[template(path = "country.html", config = "src/http/web/askama.toml")]
struct CountryPage<'a> {
    dataset: &'a Dataset,
    code: &'a str,
    name: String,
    pairs: Vec<PairOfCountry>,
    total: u64,
    network: Option<Network>,
    /// The day of the states, if one is requested.
    day: Option<Day>,
    sent: Vec<Item>,
    received: Vec<Item>,
    visits: Visits,
}

/// The visits of a country in both directions.
struct Visits {
    made: u64,
    received: u64,
    years: Vec<VisitsOfYear>,
    chart: Option<YearChart>,
    newest: Vec<Item>,
}

/// The day of the states.
pub fn country_parameters() -> &'static [Parameter] {
    static PARAMETERS: LazyLock<Vec<Parameter>> =
        LazyLock::new(|| some_parameters(kind("missions"), &["as_of"]));
    &PARAMETERS
}

pub async fn country(request: ParsedRequest) -> Result<Response, Problem> {
    let (store, day) = (&request.store, request.query.filters.as_of);
    let Some(code) = store.countries.parse(&request.id) else {
        return Err(unknown(&request));
    };
    if code != request.id {
        let path = request.route.pattern.replace("{code}", &code);
        return Ok(redirect::permanent(&path, &request.uri));
    }
    let page = of_country(store, kinds::pair().plural, &code, day).await;
    let page = page.map_err(request.store_problem())?;
    if page.total == 0 {
        return Err(without_pairs(&code, &request));
    }
    let items: Vec<Item> = page.items.iter().map(Item::parse).collect();
    let items: Vec<Item> = items.into_iter().map(Item::with_own_names).collect();
    let facts = FactsOfPairs::load(store, &items).await;
    let facts = facts.map_err(request.store_problem())?;
    let missions = of_country(store, "missions", &code, day).await;
    let missions = missions.map_err(request.store_problem())?;
    let visits = visits(store, &code).await;
    let visits = visits.map_err(request.store_problem())?;
    let name = name(&code, &items);
    let pairs = pairs(&code, items, &facts, day);
    let [sent, received] = missions_of(&missions, &code);
    let page = CountryPage {
        dataset: &store.dataset,
        code: &code,
        network: Network::new(&name, &pairs),
        name,
        pairs,
        total: page.total,
        day,
        sent,
        received,
        visits,
    };
    html(&page, SELF_ONLY)
}

/// The missions that a country sends and receives.
fn missions_of(page: &Page, code: &str) -> [Vec<Item>; 2] {
    let missions = Item::from_items(&page.items, &Arc::<ItemNames>::default());
    ["sending", "receiving"].map(|side| {
        let missions = missions.iter();
        let own = missions.filter(|mission| mission.text(side) == code);
        own.cloned().collect()
    })
}

/// The facts of a kind about the pairs of a country, as of a day.
async fn of_country(
    store: &Store,
    plural: &'static str,
    code: &str,
    as_of: Option<Day>,
) -> Result<Page, StoreError> {
    let filters = Filters {
        terms: vec![(COUNTRY, vec![code.to_owned()])],
        as_of,
        ..Filters::default()
    };
    let page = PageRequest {
        limit: Some(MAX_ROWS),
        ..PageRequest::default()
    };
    let collection = Collection::Kind(kind(plural));
    store.list(collection, &filters, &page).await
}

/// The usual name of a country; that of the documents for one that has none.
fn name(code: &str, pairs: &[Item]) -> String {
    let of_documents = || {
        let mut parties = pairs.iter().flat_map(parties);
        parties.find(|party| party.code == code)
    };
    let usual = country::name(code).map(str::to_owned);
    let name = usual.or_else(|| of_documents().map(|party| party.name));
    name.unwrap_or_else(|| code.to_owned())
}

async fn visits(store: &Store, code: &str) -> Result<Visits, StoreError> {
    let not_held = visits_not_held(store).await?;
    let held = |visits: ResultSet| visits.with_bitmap(&*visits.bitmap - &*not_held.bitmap);
    let made = held(with_term(store, "visits", "guest_country", &[code]).await?);
    let received = held(with_term(store, "visits", "host", &[code]).await?);
    let years = years(store, [&made, &received]).await?;
    let both = made.with_bitmap(&*made.bitmap | &*received.bitmap);
    let newest = PageRequest {
        sort: vec![SortKey {
            field: SortField::Date,
            direction: Direction::Descending,
        }],
        limit: Some(NEWEST),
        after: None,
    };
    let (collection, all) = (Collection::Kind(kind("visits")), Filters::default());
    let format = RowFormat::Timeline;
    let (newest, _) = store
        .fetch_items(collection, &all, &both, &newest, format)
        .await?;
    Ok(Visits {
        made: made.total(),
        received: received.total(),
        chart: YearChart::new(code, &years),
        years,
        newest: newest.iter().map(Item::parse).collect(),
    })
}

/// The numbers of visits in each year, in the order of the years.
async fn years(store: &Store, ways: [&ResultSet; 2]) -> Result<Vec<VisitsOfYear>, StoreError> {
    let (collection, all) = (Collection::Kind(kind("visits")), Filters::default());
    let mut years: BTreeMap<String, [u64; 2]> = BTreeMap::new();
    for (way, results) in ways.into_iter().enumerate() {
        let facet = store.facet(collection, &all, results, YEAR).await?;
        for (year, count) in facet.values {
            years.entry(year).or_default()[way] = count;
        }
    }
    let year = |(year, [made, received]): (String, [u64; 2])| VisitsOfYear {
        year,
        made,
        received,
    };
    Ok(years.into_iter().map(year).collect())
}

/// The number of missions that are open.
fn open(missions: &[Item]) -> usize {
    let missions = missions.iter();
    let open = missions.filter(|mission| mission.text("state.status") == "open");
    open.count()
}

/// 404 for a text that names no country, with those that it may have been meant for.
fn unknown(request: &ParsedRequest) -> Problem {
    let text = request.id.as_str();
    let similar = country::suggestions(text);
    let error = InvalidParameter::new("code", Reason::Unknown)
        .value(text)
        .expected("an ISO 3166 code, or the English name of a country")
        .did_you_mean(similar.first().copied())
        .allowed(similar.iter().copied());
    let detail = format!("`{text}` is neither the code nor the name of a country.");
    let urls = similar.iter().map(|code| format!("/countries/{code}"));
    let urls = urls.chain(["/#countries".to_owned()]);
    Problem::not_found(&request.uri, detail, error).with_suggestions(urls)
}

/// 404 for a country that is not in the data set.
fn without_pairs(code: &str, request: &ParsedRequest) -> Problem {
    let name = country::name(code).unwrap_or(code);
    let error = InvalidParameter::new("code", Reason::Unknown)
        .value(code)
        .expected("the code of a country of a pair");
    let detail = format!("There is no pair with {name} in this data set.");
    let urls = ["/#countries".to_owned()];
    Problem::not_found(&request.uri, detail, error).with_suggestions(urls)
}
