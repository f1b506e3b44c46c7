//! The order of all facts: by date, then by id and kind; facts without a date come last, in the order of the article, and those
//! of one sentence in the order of the seed file. Positions in bitmaps are positions in it.

use super::rows::{Cell, Row, to_integer};
use crate::seed::derive::{ArticlePlace, IndexEntry};

/// Sorts after the last day of the calendar.
const UNDATED: u32 = u32::MAX;

/// The sort key of a fact. The order of the fields is the order of comparison.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct OrderedFact {
    first_day: u32,
    last_day: u32,
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
        let (first_day, last_day) = entry.days.unwrap_or((UNDATED, UNDATED));
        self.0.push(OrderedFact {
            first_day,
            last_day,
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
        let dated = self.0.partition_point(|fact| fact.first_day < UNDATED);
        let keys = self.0.iter().flat_map(|fact| fact.key.to_le_bytes());
        let keys = Cell::Bytes(keys.collect());
        let cells = vec![Cell::Integer(1), Cell::from(dated), keys];
        Row::new("_date_order", cells)
    }

    /// A row for each run of facts with the same date.
    pub fn period_rows(&self) -> impl Iterator<Item = Row> {
        let days = |fact: &OrderedFact| (fact.first_day, fact.last_day);
        let runs = self.0.chunk_by(move |a, b| days(a) == days(b));
        let dated = runs.take_while(|run| run[0].first_day < UNDATED);
        let mut start = 0;
        dated.map(move |run| {
            let (first_day, last_day) = days(&run[0]);
            let numbers = [start, first_day.into(), last_day.into()];
            start += to_integer(run.len());
            Row::new("_period", numbers.map(Cell::Integer).into())
        })
    }
}
