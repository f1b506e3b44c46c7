//! Statements: one way to select facts, whatever their kind. Text comes from here alone; every value is bound.

use sqlx::{QueryBuilder, Sqlite};

use crate::resource::Kind;
use crate::resources;
use crate::values::day::Day;

/// What a list is of.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// Facts of one kind, as items.
    Kind(&'static Kind),
    /// Dated facts of all kinds, parts included, each in the one shape of the timeline.
    Timeline,
}

/// What is asked of a list. Values of one filter are alternatives, different filters all hold.
#[derive(Debug, Clone, Default)]
pub struct Filters {
    /// Ids of relations.
    pub relations: Vec<String>,
    pub ids: Vec<String>,
    /// Names of kinds, on the timeline.
    pub kinds: Vec<String>,
    /// Parameters and the terms they look for.
    pub terms: Vec<(&'static str, Vec<String>)>,
    pub dates: Option<Dates>,
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

type Query = QueryBuilder<Sqlite>;

/// The items that pass.
pub fn items(what: What, filters: &Filters) -> Query {
    let mut query = Query::new("select ");
    match what {
        What::Timeline => query.push("f.timeline_json from fact f"),
        What::Kind(kind) if kind.states.is_some() => match filters.as_of {
            Some(day) => {
                query.push("json_set(f.json, '$.state', json_set(s.state, '$.as_of', ").push_bind(day.to_string());
                query.push(")) from fact f join standing s on s.fact = f.key");
                while_it_holds(&mut query, "s", Some(day))
            }
            None => query.push("f.json from fact f"),
        },
        What::Kind(_) => query.push("f.json from fact f"),
    };
    conditions(&mut query, what, filters);
    dates(&mut query, what, filters.dates);
    match what {
        What::Timeline => query.push(" order by f.undated, f.first_day, f.last_day, f.kind, f.id"),
        What::Kind(_) => query.push(" order by f.undated, f.first_day, f.last_day, f.id"),
    };
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

/// How many facts of a kind pass, whatever their date.
pub fn count(kind: &'static Kind, filters: &Filters) -> Query {
    let mut query = Query::new("select count(*) from fact f");
    conditions(&mut query, What::Kind(kind), filters);
    query
}

fn conditions(query: &mut Query, what: What, filters: &Filters) {
    match what {
        What::Kind(kind) => query.push(" where f.kind = ").push_bind(kind.name),
        What::Timeline => query.push(" where true"),
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
        query.push(" and f.undated = 0");
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
