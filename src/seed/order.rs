//! The order of all facts: by date, the undated last, then by id and kind. Lists are read in it and periods are runs of it.

use super::entry::Filed;
use super::rows::{Cell, Row};

/// What places a fact: the first and last day of its date, its id and kind, and its key.
type Placed = (u32, u32, Box<str>, &'static str, u32);

/// After the last day of the calendar.
const UNDATED: u32 = u32::MAX;

/// Facts on their way to their order.
#[derive(Debug, Default)]
pub struct Order(Vec<Placed>);

impl Order {
    /// Takes a fact up.
    pub fn add(&mut self, key: u32, fact: &Filed) {
        let (first, last) = fact.days.unwrap_or((UNDATED, UNDATED));
        self.0
            .push((first, last, fact.id.as_str().into(), fact.kind.name, key));
    }

    /// Puts all facts in order, and tells of each key its position.
    pub fn settle(&mut self) -> Vec<u32> {
        self.0.sort_unstable();
        let mut positions = vec![0; self.0.len() + 1];
        for (position, (.., key)) in (0..).zip(&self.0) {
            positions[*key as usize] = position;
        }
        positions
    }

    /// The row of the order itself, once it is settled.
    pub fn row(&self) -> Row {
        let dated = self.0.partition_point(|(first, ..)| *first < UNDATED);
        let keys = self
            .0
            .iter()
            .flat_map(|(.., key)| key.to_le_bytes())
            .collect();
        let dated = Cell::Integer(i64::try_from(dated).unwrap_or(i64::MAX));
        Row::new(
            "date_order",
            vec![Cell::Integer(1), dated, Cell::Bytes(keys)],
        )
    }

    /// The rows of its periods, once it is settled.
    pub fn periods(&self) -> impl Iterator<Item = Row> {
        let runs = self
            .0
            .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
            .scan(0, |position, run| {
                let start = *position;
                *position += i64::try_from(run.len()).unwrap_or(i64::MAX);
                Some((start, run[0].0, run[0].1))
            });
        runs.take_while(|(_, first, _)| *first < UNDATED)
            .map(|(start, first, last)| {
                Row::new(
                    "period",
                    vec![
                        Cell::Integer(start),
                        Cell::Integer(first.into()),
                        Cell::Integer(last.into()),
                    ],
                )
            })
    }
}
