//! The orders of a list other than by date: the SQL that sorts by the keys of a request and resumes after a position.
//!
//! The date order is held in memory ([`super::date_order`]); every other order is read by a statement built here. A
//! fact without a value sorts last in both directions: an ascending key starts with the column "is absent", a
//! descending one with "is present". All columns of a key therefore run in one direction, and one index serves them.
//! The id breaks ties, so every order is total.

#![expect(
    clippy::disallowed_types,
    reason = "a request names the columns to sort by"
)]

use serde_json::Value;
use sqlx::{QueryBuilder, Sqlite};

use super::date_window::WindowStart;
use crate::store::query::{Collection, Direction, PageRequest, SortField, SortKey, SortPosition};
use crate::values::date::SortDays;
use crate::values::day;

/// The sign behind the sort day of a date with an open start.
const OPEN_START: char = '~';

/// The facts to sort.
#[derive(Debug)]
pub enum Candidates {
    /// All facts of the list.
    All,
    /// A few facts, as a JSON array of keys: each is looked up, then they are sorted.
    Few(String),
    /// Many facts, as a JSON array of keys: the list is read in its order and all others are skipped.
    Many(String),
}

/// The direction if the keys ask for the date order alone.
pub fn date_direction(keys: &[SortKey]) -> Option<Direction> {
    match keys {
        [] => Some(Direction::Ascending),
        [key] if key.field == SortField::Date => Some(key.direction),
        _ => None,
    }
}

/// The direction of the date if the keys begin with it.
pub fn leading_date_direction(keys: &[SortKey]) -> Option<Direction> {
    let first = keys.first().filter(|key| key.field == SortField::Date)?;
    Some(first.direction)
}

/// Returns true if an index gives the order, so that a page costs no more than its facts.
pub fn is_indexed(collection: Collection, keys: &[SortKey]) -> bool {
    keys.len() == 1 || SortClause::new(collection, keys).decisive == 1
}

/// The start of the window of the date order in which the rest of a list begins, for an order that begins with the date;
/// `None` for other orders, and for a position that no fact has.
pub fn window_start(page: &PageRequest) -> Option<WindowStart> {
    let direction = leading_date_direction(&page.sort)?;
    let Some(SortPosition(values)) = &page.after else {
        return Some(WindowStart::First);
    };
    let [presence, sort_day, last, ..] = &values[..] else {
        return None;
    };
    let is_undated = match direction {
        Direction::Ascending => presence == 1,
        Direction::Descending => presence == 0,
    };
    let day = |value: &Value| Some(day::parse_day(value.as_str()?)?.yyyymmdd());
    let days = match is_undated {
        true if sort_day == "" && last == "" => None,
        true => return None,
        false => {
            let text = sort_day.as_str()?;
            Some(SortDays {
                day: day::parse_day(text.trim_end_matches(OPEN_START))?.yyyymmdd(),
                is_open_start: text.ends_with(OPEN_START),
                last: day(last)?,
            })
        }
    };
    Some(WindowStart::Date(days))
}

/// Returns true if a position has the form that positions in this order of the list have.
pub fn is_position_of(collection: Collection, keys: &[SortKey], position: &SortPosition) -> bool {
    let values = &position.0;
    let has_numbers = |count| {
        let is_u32 = |value: &Value| value.as_u64().is_some_and(|n| u32::try_from(n).is_ok());
        values.len() == count && values.iter().all(is_u32)
    };
    match (collection, date_direction(keys)) {
        (Collection::Search, _) => has_numbers(2),
        (_, Some(_)) => has_numbers(1),
        (_, None) => SortClause::new(collection, keys).columns.len() == values.len(),
    }
}

/// Selects the keys of facts in an order.
pub fn select_keys(
    collection: Collection,
    candidates: Candidates,
    page: &PageRequest,
) -> QueryBuilder<Sqlite> {
    let order = SortClause::new(collection, &page.sort);
    order.select("select f.key", collection, candidates, page)
}

/// Selects the keys of facts in an order, each with its position as a JSON array.
pub fn select_positions(
    collection: Collection,
    candidates: Candidates,
    page: &PageRequest,
) -> QueryBuilder<Sqlite> {
    let order = SortClause::new(collection, &page.sort);
    order.select(&order.positions(), collection, candidates, page)
}

/// Asks for SQLite's plan of [`select_positions`] over the whole list.
pub fn explain(collection: Collection, page: &PageRequest) -> QueryBuilder<Sqlite> {
    let order = SortClause::new(collection, &page.sort);
    let start = ["explain query plan ", &order.positions()].concat();
    order.select(&start, collection, Candidates::All, page)
}

/// The columns that a list is sorted by, the most significant first.
#[derive(Debug)]
struct SortClause {
    columns: Vec<SortColumn>,
    /// The number of columns that decide the order: those after a unique one never do.
    decisive: usize,
    /// The sorts that the kind declares, in the order of their joined tables `s0`, `s1`, ….
    declared: Vec<&'static str>,
}

#[derive(Debug)]
struct SortColumn {
    name: String,
    direction: Direction,
}

impl SortClause {
    /// The order of a list by these keys, of which there is at least one.
    fn new(collection: Collection, keys: &[SortKey]) -> Self {
        let mut order = Self {
            columns: Vec::new(),
            decisive: 0,
            declared: Vec::new(),
        };
        for key in keys {
            order.push_key(key);
        }
        let direction = keys
            .last()
            .map_or(Direction::Ascending, |key| key.direction);
        // The tie-breaker comes from the leading table, so that the index of that table gives the whole order.
        let id = if matches!(keys[0].field, SortField::Declared(_)) {
            "s0.id"
        } else {
            "f.id"
        };
        if !keys.iter().any(|key| key.field == SortField::Id) {
            order.push_column(id, direction);
        }
        if matches!(collection, Collection::Timeline) {
            order.push_column("f.kind", direction);
        }
        let is_unique = |column: &SortColumn| {
            matches!(collection, Collection::Kind(_))
                && ["f.id", "s0.id"].contains(&column.name.as_str())
        };
        let unique = order.columns.iter().position(is_unique);
        order.decisive = unique.map_or(order.columns.len(), |unique| unique + 1);
        order
    }

    fn push_key(&mut self, key: &SortKey) {
        let direction = key.direction;
        let by_direction = |ascending, descending| match direction {
            Direction::Ascending => ascending,
            Direction::Descending => descending,
        };
        match key.field {
            SortField::Date => {
                self.push_column(by_direction("f.undated", "f.dated"), direction);
                self.push_column("f.sort_day", direction);
                self.push_column("f.last_day", direction);
            }
            SortField::Id => self.push_column("f.id", direction),
            SortField::Title => self.push_column("f.title_key", direction),
            SortField::Declared(name) => {
                let table = self.declared.len();
                let presence = by_direction("absent", "present");
                self.push_column(format!("s{table}.{presence}"), direction);
                self.push_column(format!("s{table}.value"), direction);
                self.declared.push(name);
            }
        }
    }

    fn push_column(&mut self, name: impl Into<String>, direction: Direction) {
        let name = name.into();
        self.columns.push(SortColumn { name, direction });
    }

    fn decisive_columns(&self) -> &[SortColumn] {
        &self.columns[..self.decisive]
    }

    fn positions(&self) -> String {
        format!("select f.key, json_array({})", names(&self.columns))
    }

    /// The statement that starts with the selected columns.
    fn select(
        &self,
        start: &str,
        collection: Collection,
        candidates: Candidates,
        page: &PageRequest,
    ) -> QueryBuilder<Sqlite> {
        let mut query = QueryBuilder::new(start);
        self.push_from(&mut query, &candidates);
        match collection {
            Collection::Kind(kind) => {
                query.push(" where f.kind = ").push_bind(kind.name);
                self.push_declared_conditions(&mut query, kind.name);
            }
            Collection::Timeline | Collection::Search => drop(query.push(" where f.undated = 0")),
        }
        if let Candidates::Many(keys) = candidates {
            query
                .push(" and f.key in (select value from json_each(")
                .push_bind(keys)
                .push("))");
        }
        if let Some(position) = &page.after {
            self.push_after(&mut query, position);
        }
        self.push_order_by(&mut query);
        if let Some(limit) = page.limit {
            query.push(" limit ").push_bind(i64::from(limit));
        }
        query
    }

    /// `from …`: the fact, joined to the tables of the declared sorts. If a declared sort comes first, its table leads.
    fn push_from(&self, query: &mut QueryBuilder<Sqlite>, candidates: &Candidates) {
        let leads = self.columns[0].name.starts_with("s0.");
        let mut joined = 0..self.declared.len();
        match candidates {
            Candidates::Few(keys) => {
                query
                    .push(" from json_each(")
                    .push_bind(keys.clone())
                    .push(") k cross join _fact f on f.key = k.value");
            }
            Candidates::All | Candidates::Many(_) if leads => {
                query.push(" from _sort_key s0 cross join _fact f on f.key = s0.fact");
                joined.start = 1;
            }
            Candidates::All | Candidates::Many(_) => drop(query.push(" from _fact f")),
        }
        for table in joined {
            query.push(format_args!(
                " join _sort_key s{table} on s{table}.fact = f.key"
            ));
        }
    }

    /// The conditions that tie the tables of declared sorts to their names.
    fn push_declared_conditions(&self, query: &mut QueryBuilder<Sqlite>, kind: &'static str) {
        for (table, name) in self.declared.iter().enumerate() {
            query
                .push(format_args!(" and s{table}.kind = "))
                .push_bind(kind);
            query
                .push(format_args!(" and s{table}.name = "))
                .push_bind(*name);
        }
    }

    fn push_order_by(&self, query: &mut QueryBuilder<Sqlite>) {
        query.push(" order by ");
        let mut columns = query.separated(", ");
        for SortColumn { name, direction } in self.decisive_columns() {
            columns.push(name);
            if *direction == Direction::Descending {
                columns.push_unseparated(" desc");
            }
        }
    }

    /// The condition that a row comes after a position, which has a value for each column.
    ///
    /// Columns of one direction are compared as a row value. The condition nests at each change of direction: `(a, b)
    /// > (?, ?) or (a, b) = (?, ?) and (…)`. It is then preceded by `(a, b) >= (?, ?)`, which an index can seek.
    fn push_after(&self, query: &mut QueryBuilder<Sqlite>, position: &SortPosition) {
        let mut values = &position.0[..];
        let runs = self.decisive_columns();
        let runs: Vec<_> = runs.chunk_by(|a, b| a.direction == b.direction).collect();
        let operators = |run: &[SortColumn]| match run[0].direction {
            Direction::Ascending => [">", ">="],
            Direction::Descending => ["<", "<="],
        };
        if let [first, _, ..] = runs[..] {
            let [_, not_before] = operators(first);
            query.push(" and ");
            push_comparison(query, first, not_before, &values[..first.len()]);
        }
        query.push(" and (");
        for (at, run) in runs.iter().enumerate() {
            let (run_values, rest) = values.split_at(run.len());
            values = rest;
            let [after, _] = operators(run);
            push_comparison(query, run, after, run_values);
            if at + 1 < runs.len() {
                query.push(" or ");
                push_comparison(query, run, "=", run_values);
                query.push(" and (");
            }
        }
        query.push(")".repeat(runs.len()));
    }
}

/// `a, b`.
fn names(columns: &[SortColumn]) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    names.join(", ")
}

/// `(a, b) > (?, ?)`.
fn push_comparison(
    query: &mut QueryBuilder<Sqlite>,
    columns: &[SortColumn],
    operator: &'static str,
    values: &[Value],
) {
    query.push(format_args!("({}) {operator} (", names(columns)));
    let mut bound = query.separated(", ");
    for value in values {
        match value {
            Value::Number(number) => bound.push_bind(number.as_i64()),
            other => bound.push_bind(other.as_str().map(str::to_owned)),
        };
    }
    query.push(")");
}
