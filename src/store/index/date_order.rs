//! The order of all facts by date, held in memory: the positions of facts, and the positions that a period covers.

use std::ops::Range;

use roaring::RoaringBitmap;
use sqlx::FromRow;

use crate::store::connections::Connections;
use crate::store::error::Result;
use crate::store::query::{DateFilter, DateMatch, Direction};
use crate::values::date::SortDays;

/// All facts by date, those without a date last. Positions are counted from 0, keys from 1.
#[derive(Debug)]
pub struct DateOrder {
    /// The key of the fact at each position.
    keys: Vec<u32>,
    /// The position of each key; the first entry is unused.
    positions: Vec<u32>,
    /// The number of facts with a date, which is the position of the first fact without one.
    pub dated: u32,
    /// The distinct dates in their order.
    periods: Vec<Period>,
    /// The indexes of those with an open start.
    open_starts: Vec<usize>,
}

/// The facts with one date: from the position `start` up to the start of the next period.
#[derive(Debug)]
struct Period {
    start: u32,
    days: SortDays,
    /// The latest last day of this and all earlier periods, as [`Day::yyyymmdd`](crate::values::day::Day::yyyymmdd).
    latest: u32,
}

/// A date: the first position of its facts, and its [`SortDays`].
#[derive(Debug, FromRow)]
pub struct PeriodRow {
    pub position: u32,
    pub sort_day: u32,
    pub open_start: bool,
    pub last_day: u32,
}

impl DateOrder {
    pub async fn load(connections: &Connections) -> Result<Self> {
        let order = sqlx::query_as("select dated, keys from _date_order");
        // The keys are little-endian numbers of four bytes.
        let (dated, keys): (u32, Vec<u8>) = connections.fetch_one(order).await?;
        let (keys, _) = keys.as_chunks();
        let keys = keys.iter().map(|key| u32::from_le_bytes(*key)).collect();
        let periods = sqlx::query_as(
            "select position, sort_day, open_start, last_day from _period order by position",
        );
        Ok(Self::new(
            dated,
            keys,
            connections.fetch_all(periods).await?,
        ))
    }

    /// The order with these keys by position, and a row for each date.
    pub fn new(dated: u32, keys: Vec<u32>, periods: Vec<PeriodRow>) -> Self {
        let mut positions = vec![0; keys.len() + 1];
        for (position, key) in (0..).zip(&keys) {
            positions[*key as usize] = position;
        }
        let mut latest = 0;
        let periods = periods.into_iter().map(|row| {
            latest = latest.max(row.last_day);
            Period {
                start: row.position,
                days: SortDays {
                    day: row.sort_day,
                    is_open_start: row.open_start,
                    last: row.last_day,
                },
                latest,
            }
        });
        let periods: Vec<Period> = periods.collect();
        let is_open = |index: &usize| periods[*index].days.is_open_start;
        let open_starts = (0..periods.len()).filter(is_open).collect();
        Self {
            keys,
            positions,
            dated,
            periods,
            open_starts,
        }
    }

    /// All positions.
    pub fn all(&self) -> RoaringBitmap {
        let mut all = RoaringBitmap::new();
        all.insert_range(0..self.len());
        all
    }

    /// The number of facts.
    pub fn len(&self) -> u32 {
        length(&self.keys)
    }

    /// The key of the fact at a position.
    pub fn key(&self, position: u32) -> u32 {
        self.keys[position as usize]
    }

    /// The position of the fact with this key; `None` if there is no such fact.
    pub fn position(&self, key: u32) -> Option<u32> {
        self.positions.get(key as usize).copied()
    }

    /// The positions of the facts with the same date as the one at a position. Facts without a date are one run.
    pub fn run_at(&self, position: u32) -> Range<u32> {
        if position >= self.dated {
            return self.undated();
        }
        let next = self.periods.partition_point(|date| date.start <= position);
        self.start(next - 1)..self.start(next)
    }

    /// The run of a date, or of the facts without one. If no fact has the date, the run that comes next in the direction.
    pub fn run_of(&self, days: Option<SortDays>, direction: Direction) -> Range<u32> {
        let dates = &self.periods;
        let index = days.and_then(|days| match direction {
            Direction::Ascending => Some(dates.partition_point(|date| date.days < days)),
            Direction::Descending => dates
                .partition_point(|date| date.days <= days)
                .checked_sub(1),
        });
        let index = index.filter(|index| *index < dates.len());
        index.map_or(self.undated(), |index| {
            self.start(index)..self.start(index + 1)
        })
    }

    fn undated(&self) -> Range<u32> {
        self.dated..self.len()
    }

    /// The ranges of positions whose dates match the filter, in ascending order. Approximate and uncertain
    /// dates are treated like all others.
    pub fn matching(&self, filter: &DateFilter) -> Vec<Range<u32>> {
        let (from, to) = (filter.from.yyyymmdd(), filter.to.yyyymmdd());
        // No date before `reaching` extends into the period; `starting` is the first that starts in it, `end` the first
        // that starts after it. A date with an open start, which stands at its end, certainly lies in no period.
        let reaching = self.periods.partition_point(|date| date.latest < from);
        let starting = self.periods.partition_point(|date| date.days.day < from);
        let starting = starting.max(reaching);
        let end = self.periods.partition_point(|date| date.days.day <= to);
        let days = |index: usize| self.periods[index].days;
        let last = |index: usize| days(index).last;
        match filter.date_match {
            DateMatch::Certain => {
                let lies_in = |index: &usize| last(*index) <= to && !days(*index).is_open_start;
                self.merge((starting..end).filter(lies_in))
            }
            DateMatch::Possible => {
                let earlier = reaching..starting.min(end);
                let mut ranges = self.merge(earlier.filter(|index| last(*index) >= from));
                if starting < end {
                    ranges.push(self.start(starting)..self.start(end));
                }
                let later = self.open_starts.partition_point(|index| *index < end);
                ranges.extend(self.merge(self.open_starts[later..].iter().copied()));
                ranges
            }
        }
    }

    /// The first position of a period; after the last period, that of the facts without a date.
    fn start(&self, index: usize) -> u32 {
        let period = self.periods.get(index);
        period.map_or(self.dated, |period| period.start)
    }

    /// The positions of these periods, with adjacent ranges merged.
    fn merge(&self, periods: impl Iterator<Item = usize>) -> Vec<Range<u32>> {
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for index in periods {
            let range = self.start(index)..self.start(index + 1);
            match ranges.last_mut().filter(|last| last.end == range.start) {
                Some(last) => last.end = range.end,
                None => ranges.push(range),
            }
        }
        ranges
    }
}

fn length(keys: &[u32]) -> u32 {
    u32::try_from(keys.len()).expect("keys are u32, so there are no more of them")
}
