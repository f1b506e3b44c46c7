//! Orders of a list: by keys that the request names, and the place after which a page begins.
//!
//! The order of dates is held in memory; any other is read by a statement, whose text is all here. What has no value comes
//! last both ways: an ascending key begins with "is it absent", a descending one with "is it present", so that every key runs
//! in one direction and one index serves it. The id breaks ties, so an order is total.

#![expect(
    clippy::disallowed_types,
    reason = "a request names the columns to sort by"
)]

use serde_json::Value;
use sqlx::{QueryBuilder, Sqlite};

use crate::store::query::{Collection, PageRequest, SortField, SortKey, SortPosition};

/// Which facts are ordered.
#[derive(Debug)]
pub enum Candidates {
    /// All of the list.
    Whole,
    /// A few facts by their keys, a JSON array: each is looked up, then they are sorted.
    Few(String),
    /// Many: the list is read in its order, and what is none of them left out.
    Many(String),
}

/// Whether keys ask for the order of dates alone, and if so, whether against it.
pub fn by_date(keys: &[SortKey]) -> Option<bool> {
    match keys {
        [] => Some(false),
        [
            SortKey {
                by: SortField::Date,
                descending,
            },
            ..,
        ] => Some(*descending).filter(|_| keys.len() == 1),
        _ => None,
    }
}

/// Whether a list has places of this form in the order of these keys.
pub fn is_position_of(what: Collection, keys: &[SortKey], place: &SortPosition) -> bool {
    let numbers = |count| {
        place.0.len() == count
            && place
                .0
                .iter()
                .all(|value| value.as_u64().is_some_and(|n| u32::try_from(n).is_ok()))
    };
    match (what, by_date(keys)) {
        (Collection::Search, _) => numbers(2),
        (_, Some(_)) => numbers(1),
        (_, None) => SortClause::of(what, keys).columns.len() == place.0.len(),
    }
}

/// The keys of facts in an order, each with its place.
pub fn statement(what: Collection, of: Candidates, page: &PageRequest) -> QueryBuilder<Sqlite> {
    let mut query = QueryBuilder::new("");
    push_statement(&mut query, what, of, page, true);
    query
}

/// The keys of facts in an order, without their places.
pub fn keys(what: Collection, of: Candidates, page: &PageRequest) -> QueryBuilder<Sqlite> {
    let mut query = QueryBuilder::new("");
    push_statement(&mut query, what, of, page, false);
    query
}

/// The plan by which SQLite would find them.
pub fn explained(what: Collection, page: &PageRequest) -> QueryBuilder<Sqlite> {
    let mut query = QueryBuilder::new("explain query plan ");
    push_statement(&mut query, what, Candidates::Whole, page, true);
    query
}

fn push_statement(
    query: &mut QueryBuilder<Sqlite>,
    what: Collection,
    of: Candidates,
    page: &PageRequest,
    placed: bool,
) {
    let order = SortClause::of(what, &page.sort);
    query.push("select f.key");
    if placed {
        query.push(", ");
        order.push_place(query);
    }
    match &of {
        Candidates::Few(keys) => {
            query
                .push(" from json_each(")
                .push_bind(keys.clone())
                .push(") k cross join fact f on f.key = k.value");
            order.push_own(query, 0);
        }
        Candidates::Whole | Candidates::Many(_) => order.push_from(query),
    }
    match what {
        Collection::Kind(kind) => {
            query.push(" where f.kind = ").push_bind(kind.name);
            order.push_joined(query, kind.name);
        }
        Collection::Timeline | Collection::Search => drop(query.push(" where f.undated = 0")),
    }
    if let Candidates::Many(keys) = of {
        query
            .push(" and f.key in (select value from json_each(")
            .push_bind(keys)
            .push("))");
    }
    if let Some(place) = &page.after {
        order.push_after(query, place);
    }
    order.push_order(query);
    if let Some(limit) = page.limit {
        query.push(" limit ").push_bind(i64::from(limit));
    }
}

/// Columns in the order in which they sort, each with its direction.
#[derive(Debug)]
struct SortClause {
    columns: Vec<(String, bool)>,
    /// The kind's own sorts, in the order of their tables `s0`, `s1`, ….
    own: Vec<&'static str>,
}

impl SortClause {
    /// The order of a list by these keys, of which there is one at least.
    fn of(what: Collection, keys: &[SortKey]) -> Self {
        let mut order = Self {
            columns: Vec::new(),
            own: Vec::new(),
        };
        for key in keys {
            order.add(key);
        }
        let descending = keys.last().is_some_and(|key| key.descending);
        // The tie-breaker of the table that leads, so that its index gives the whole order.
        let leading = if matches!(keys[0].by, SortField::Own(_)) {
            "s0.id"
        } else {
            "f.id"
        };
        if !keys.iter().any(|key| key.by == SortField::Id) {
            order.columns.push((leading.to_owned(), descending));
        }
        if matches!(what, Collection::Timeline) {
            order.columns.push(("f.kind".to_owned(), descending));
        }
        order
    }

    fn add(&mut self, key: &SortKey) {
        let mut push = |column: String| self.columns.push((column, key.descending));
        match key.by {
            SortField::Date => {
                push(
                    if key.descending {
                        "f.dated"
                    } else {
                        "f.undated"
                    }
                    .to_owned(),
                );
                push("f.first_day".to_owned());
                push("f.last_day".to_owned());
            }
            SortField::Id => push("f.id".to_owned()),
            SortField::Title => push("f.title".to_owned()),
            SortField::Own(name) => {
                let table = self.own.len();
                push(format!(
                    "s{table}.{}",
                    if key.descending { "present" } else { "absent" }
                ));
                push(format!("s{table}.value"));
                self.own.push(name);
            }
        }
    }

    /// `from …`: the fact, led by the table of the first key where that is one of the kind's own.
    fn push_from(&self, query: &mut QueryBuilder<Sqlite>) {
        let leads = self.columns[0].0.starts_with("s0.");
        query.push(if leads {
            " from sort_key s0 cross join fact f on f.key = s0.fact"
        } else {
            " from fact f"
        });
        self.push_own(query, usize::from(leads));
    }

    /// The tables of own sorts from one on.
    fn push_own(&self, query: &mut QueryBuilder<Sqlite>, first: usize) {
        for table in first..self.own.len() {
            query.push(format_args!(
                " join sort_key s{table} on s{table}.fact = f.key"
            ));
        }
    }

    /// The conditions that tie the tables of own sorts to their names.
    fn push_joined(&self, query: &mut QueryBuilder<Sqlite>, kind: &'static str) {
        for (table, name) in self.own.iter().enumerate() {
            query
                .push(format_args!(" and s{table}.kind = "))
                .push_bind(kind);
            query
                .push(format_args!(" and s{table}.name = "))
                .push_bind(*name);
        }
    }

    /// `json_array(…)` of the columns: the place of a row.
    fn push_place(&self, query: &mut QueryBuilder<Sqlite>) {
        let columns: Vec<&str> = self
            .columns
            .iter()
            .map(|(column, _)| column.as_str())
            .collect();
        query.push(format_args!("json_array({})", columns.join(", ")));
    }

    /// `order by …`.
    fn push_order(&self, query: &mut QueryBuilder<Sqlite>) {
        let direction = |descending: &bool| if *descending { " desc" } else { "" };
        let columns: Vec<String> = self
            .columns
            .iter()
            .map(|(name, down)| [name, direction(down)].concat())
            .collect();
        query.push(" order by ").push(columns.join(", "));
    }

    /// The condition that a row comes after a place, which must have a value for each column.
    fn push_after(&self, query: &mut QueryBuilder<Sqlite>, place: &SortPosition) {
        let sorted: Vec<(&(String, bool), &Value)> = self.columns.iter().zip(&place.0).collect();
        let runs: Vec<_> = sorted.chunk_by(|a, b| a.0.1 == b.0.1).collect();
        query.push(" and (");
        for (at, run) in runs.iter().enumerate() {
            push_compared(query, run, if run[0].0.1 { "<" } else { ">" });
            if at + 1 < runs.len() {
                query.push(" or ");
                push_compared(query, run, "=");
                query.push(" and (");
            }
        }
        query.push(")".repeat(runs.len()));
    }
}

/// `(a, b) > (?, ?)`.
fn push_compared(
    query: &mut QueryBuilder<Sqlite>,
    run: &[(&(String, bool), &Value)],
    sign: &'static str,
) {
    let columns: Vec<&str> = run.iter().map(|((column, _), _)| column.as_str()).collect();
    query.push(format_args!("({}) {sign} (", columns.join(", ")));
    let mut values = query.separated(", ");
    for (_, value) in run {
        match value {
            Value::Number(number) => values.push_bind(number.as_i64()),
            other => values.push_bind(other.as_str().map(str::to_owned)),
        };
    }
    query.push(")");
}
