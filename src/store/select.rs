//! Statements: one way to select facts, whatever their kind. Text comes from here alone; every value is bound.

use sqlx::{QueryBuilder, Sqlite};

use super::order::{Key, Order, Place};
use crate::resource::Kind;
use crate::resources;
use crate::values::day::Day;

/// What a list is of.
#[derive(Clone, Copy)]
pub enum What {
    /// Facts of one kind, as items.
    Kind(&'static Kind),
    /// Dated facts of all kinds, parts included, each in the one shape of the timeline.
    Timeline,
    /// Facts of all kinds that have the words, in the shape of the timeline, the most relevant first.
    Search,
}

impl std::fmt::Debug for What {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Kind(kind) => kind.name,
            Self::Timeline => "/timeline",
            Self::Search => "/search",
        })
    }
}

/// What stands before and after a word that was looked for, in a snippet: signs that no text holds.
pub const MARKS: (char, char) = ('\u{1}', '\u{2}');

/// What is asked of a list. Values of one filter are alternatives, different filters all hold.
#[derive(Debug, Clone, Default)]
pub struct Filters {
    /// Ids of relations.
    pub relations: Vec<String>,
    pub ids: Vec<String>,
    /// Names of kinds, where a list has several.
    pub kinds: Vec<String>,
    /// Parameters and the terms they look for.
    pub terms: Vec<(&'static str, Vec<String>)>,
    pub dates: Option<Dates>,
    /// A full text query, made of quoted words alone.
    pub words: Option<String>,
    /// The day whose state is asked for; without it, all events have happened.
    pub as_of: Option<Day>,
}

/// The days between which a fact's date lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    pub from: Day,
    pub to: Day,
    /// All of the date lies between them and it is neither doubtful nor open; otherwise a part of it may.
    pub certain: bool,
}

/// Which part of a list is asked for.
#[derive(Debug, Clone, Default)]
pub struct Page {
    pub sort: Vec<Key>,
    /// Where to go on.
    pub after: Option<Place>,
    /// `None` for the whole list.
    pub limit: Option<u32>,
}

type Query = QueryBuilder<Sqlite>;

/// The items that pass, each with its place in the order.
pub fn items(what: What, filters: &Filters, page: &Page) -> Query {
    let mut query = Query::new("");
    push_items(&mut query, what, filters, page);
    query
}

/// The plan by which SQLite would find them.
pub fn explained(what: What, filters: &Filters, page: &Page) -> Query {
    let mut query = Query::new("explain query plan ");
    push_items(&mut query, what, filters, page);
    query
}

fn push_items(query: &mut Query, what: What, filters: &Filters, page: &Page) {
    let order = Order::of(what, &page.sort);
    if matches!(what, What::Search) {
        return push_found(query, &order, filters, page);
    }
    let states = matches!(what, What::Kind(kind) if kind.states.is_some());
    let day = filters.as_of.filter(|_| states);
    match (what, day) {
        (What::Timeline | What::Search, _) => query.push("select f.timeline_json"),
        (What::Kind(_), None) => query.push("select f.json"),
        (What::Kind(_), Some(day)) => {
            query.push("select json_set(f.json, '$.state', json_set(s.json, '$.as_of', ");
            query.push_bind(day.to_string()).push("))")
        }
    };
    query.push(", ");
    order.push_place(query);
    order.push_from(query, true);
    if let Some(day) = day {
        query.push(" join state s on s.fact = f.key");
        while_it_holds(query, "s", Some(day));
    }
    conditions(query, what, filters);
    if let What::Kind(kind) = what {
        order.push_joined(query, kind.name);
    }
    dates(query, what, filters.dates);
    finish(query, &order, page);
}

/// What a search finds. The score is made a whole number, so that a cursor holds it exactly.
fn push_found(query: &mut Query, order: &Order, filters: &Filters, page: &Page) {
    query.push("select json_set(f.timeline_json, '$.snippet', t.snippet), ");
    order.push_place(query);
    query.push(
        " from (select rowid as key, cast(bm25(fact_text, 10, 5, 1) * 1000000 as integer) as score,
            snippet(fact_text, -1, char(1), char(2), '…', 24) as snippet
          from fact_text where fact_text match ",
    );
    query.push_bind(filters.words.clone()).push(") t join fact f on f.key = t.key");
    conditions(query, What::Search, &Filters { words: None, ..filters.clone() });
    dates(query, What::Search, filters.dates);
    finish(query, order, page);
}

fn finish(query: &mut Query, order: &Order, page: &Page) {
    if let Some(place) = &page.after {
        order.push_after(query, place);
    }
    order.push_order(query);
    if let Some(limit) = page.limit {
        query.push(" limit ").push_bind(i64::from(limit));
    }
}

/// How many pass.
pub fn total(what: What, filters: &Filters) -> Query {
    let mut query = Query::new("select count(*) from fact f");
    conditions(&mut query, what, filters);
    dates(&mut query, what, filters.dates);
    query
}

/// How many would pass if they had a date; `None` where no date is asked for.
pub fn undated(what: What, filters: &Filters) -> Option<Query> {
    let asked = filters.dates.is_some() || matches!(what, What::Timeline);
    asked.then(|| {
        let mut query = Query::new("select count(*) from fact f");
        conditions(&mut query, what, filters);
        query.push(" and f.undated = 1");
        query
    })
}

/// How many of those that pass have each value, the commonest first.
pub fn facet(what: What, filters: &Filters, name: &'static str) -> Query {
    let mut query = match name {
        "relation" => Query::new("select r.id, count(*) from fact f join fact r on r.key = f.relation"),
        "kind" if !matches!(what, What::Kind(_)) => Query::new("select f.kind, count(*) from fact f"),
        _ => {
            let mut query = Query::new("select t.value, count(*) from fact f join term t on t.fact = f.key");
            query.push(" and t.facet = 1 and t.parameter = ").push_bind(name);
            while_it_holds(&mut query, "t", filters.as_of);
            query
        }
    };
    conditions(&mut query, what, filters);
    dates(&mut query, what, filters.dates);
    query.push(" group by 1 order by 2 desc, 1");
    query
}

fn conditions(query: &mut Query, what: What, filters: &Filters) {
    match what {
        What::Kind(kind) => query.push(" where f.kind = ").push_bind(kind.name),
        What::Timeline | What::Search => query.push(" where true"),
    };
    one_of(query, " and f.kind in (", &filters.kinds);
    one_of(query, " and f.id in (", &filters.ids);
    if !filters.relations.is_empty() {
        query.push(" and f.relation in (select key from fact where kind = ").push_bind(resources::pair().name);
        one_of(query, " and id in (", &filters.relations);
        query.push(")");
    }
    for (parameter, values) in &filters.terms {
        query.push(" and f.key in (select fact from term t where t.parameter = ").push_bind(*parameter);
        one_of(query, " and t.value in (", values);
        while_it_holds(query, "t", filters.as_of);
        query.push(")");
    }
    if let Some(words) = &filters.words {
        query
            .push(" and f.key in (select rowid from fact_text where fact_text match ")
            .push_bind(words.clone())
            .push(")");
    }
}

fn one_of(query: &mut Query, opening: &'static str, values: &[String]) {
    if values.is_empty() {
        return;
    }
    let mut list = query.push(opening).separated(", ");
    for value in values {
        list.push_bind(value.clone());
    }
    query.push(")");
}

/// Of what changes, what holds on a day; without a day, what holds when everything has happened.
fn while_it_holds<'q>(query: &'q mut Query, table: &'static str, day: Option<Day>) -> &'q mut Query {
    let day = day.unwrap_or(Day::LAST).to_string();
    query.push(" and ").push(table).push(".since <= ").push_bind(day.clone());
    query.push(" and (").push(table).push(".until is null or ").push(table).push(".until > ").push_bind(day).push(")")
}

fn dates(query: &mut Query, what: What, dates: Option<Dates>) {
    if dates.is_some() || matches!(what, What::Timeline) {
        // Both say the same, so that either index of dates, forwards or backwards, begins with a known value.
        query.push(" and f.undated = 0 and f.dated = 1");
    }
    match dates {
        Some(Dates { from, to, certain: false }) => {
            query.push(" and f.first_day <= ").push_bind(to.to_string());
            query.push(" and f.last_day >= ").push_bind(from.to_string());
        }
        Some(Dates { from, to, certain: true }) => {
            query.push(" and f.earliest >= ").push_bind(from.to_string());
            query.push(" and f.latest <= ").push_bind(to.to_string());
            query.push(" and f.approximate = 0 and f.uncertain = 0");
        }
        None => {}
    }
}
