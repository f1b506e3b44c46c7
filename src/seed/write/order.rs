//! The order of all facts: by date, then by id and kind. A date with an open start stands at its end; facts without a date come last, in the order of the article, and those
//! of one sentence in the order of the seed file. Positions in bitmaps are positions in it.

use super::rows::{Cell, Row, to_integer};
use crate::seed::derive::{ArticlePlace, IndexEntry};
use crate::values::date::SortDays;

/// The sort key of a fact. The order of the fields is the order of comparison.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct OrderedFact {
    is_undated: bool,
    days: SortDays,
    /// The pair, the place in the article and the key of a fact without a date; zeros for any other. Keys follow the seed file.
    place: (u32, ArticlePlace, u32),
    id: Box<str>,
    kind: &'static str,
    key: u32,
}

/// Collects facts and sorts them.
#[derive(Debug, Default)]
pub struct FactOrder(Vec<OrderedFact>);

impl FactOrder {
    /// Adds a fact of the pair with this number.
    pub fn add(&mut self, key: u32, pair: u32, entry: &IndexEntry) {
        self.0.push(OrderedFact {
            is_undated: entry.days.is_none(),
            days: entry.days.unwrap_or_default(),
            place: match entry.days {
                Some(_) => (0, ArticlePlace::default(), 0),
                None => (pair, entry.place, key),
            },
            id: entry.id.as_str().into(),
            kind: entry.kind.name,
            key,
        });
    }

    /// Sorts all facts and returns the position of each key. Keys start at 1.
    pub fn sort(&mut self) -> Vec<u32> {
        self.0.sort_unstable();
        let mut positions = vec![0; self.0.len() + 1];
        for (position, fact) in (0..).zip(&self.0) {
            positions[fact.key as usize] = position;
        }
        positions
    }

    /// The row with the keys of all facts in their order.
    pub fn order_row(&self) -> Row {
        let dated = self.0.partition_point(|fact| !fact.is_undated);
        let keys = self.0.iter().flat_map(|fact| fact.key.to_le_bytes());
        let keys = Cell::Bytes(keys.collect());
        let cells = vec![Cell::Integer(1), Cell::from(dated), keys];
        Row::new("_date_order", cells)
    }

    /// A row for each run of facts with the same date.
    pub fn period_rows(&self) -> impl Iterator<Item = Row> {
        let dated = self.0.partition_point(|fact| !fact.is_undated);
        let runs = self.0[..dated].chunk_by(|a, b| a.days == b.days);
        let mut start = 0;
        runs.map(move |run| {
            let days = run[0].days;
            let numbers = [
                start,
                days.day.into(),
                days.is_open_start.into(),
                days.last.into(),
            ];
            start += to_integer(run.len());
            Row::new("_period", numbers.map(Cell::Integer).into())
        })
    }
}
