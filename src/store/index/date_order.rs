//! The order of all facts by date, held in memory: which fact stands where, and which runs of it a period is.

use std::ops::Range;
use std::sync::Arc;

use roaring::RoaringBitmap;
use sqlx::FromRow;

use super::bitmap_index::Set;
use crate::store::connections::Connections;
use crate::store::error::StoreError;
use crate::store::query::{DateFilter, DateMatch};

/// The order of all facts: positions are counted from 0, keys from 1.
#[derive(Debug)]
pub struct DateOrder {
    keys: Vec<u32>,
    /// The position of each key.
    positions: Vec<u32>,
    /// Positions before this one have a date.
    pub dated: u32,
    periods: Vec<Period>,
    /// All positions.
    pub all: Set,
}

/// The facts of one date: those from its position up to that of the next.
#[derive(Debug)]
struct Period {
    start: u32,
    /// Days as numbers that order as days do.
    first: u32,
    last: u32,
    /// The last day of it and of all periods before it.
    reach: u32,
}

#[derive(FromRow)]
struct Row {
    dated: u32,
    keys: Vec<u8>,
}

impl DateOrder {
    /// Reads the order, which does not change.
    pub async fn read(connections: &Connections) -> Result<Self, StoreError> {
        let Row { dated, keys } = connections
            .one(sqlx::query_as("select dated, keys from date_order"))
            .await?;
        let keys: Vec<u32> = keys
            .as_chunks()
            .0
            .iter()
            .map(|bytes| u32::from_le_bytes(*bytes))
            .collect();
        let mut positions = vec![0; keys.len() + 1];
        for (position, key) in (0..).zip(&keys) {
            positions[*key as usize] = position;
        }
        let periods =
            sqlx::query_as("select position, first_day, last_day from period order by position");
        let rows: Vec<(u32, u32, u32)> = connections.all(periods).await?;
        let mut reach = 0;
        let periods = rows.into_iter().map(|(start, first, last)| {
            reach = reach.max(last);
            Period {
                start,
                first,
                last,
                reach,
            }
        });
        let periods = periods.collect();
        let mut all = RoaringBitmap::new();
        all.insert_range(0..u32::try_from(keys.len()).unwrap_or(u32::MAX));
        Ok(Self {
            keys,
            positions,
            dated,
            periods,
            all: Arc::new(all),
        })
    }

    /// How many facts there are.
    pub fn len(&self) -> u32 {
        u32::try_from(self.keys.len()).unwrap_or(u32::MAX)
    }

    /// The key of the fact at a position.
    pub fn key(&self, position: u32) -> u32 {
        self.keys[position as usize]
    }

    /// The position of a fact; `None` for what is no key.
    pub fn position(&self, key: u32) -> Option<u32> {
        self.positions.get(key as usize).copied()
    }

    /// The runs of facts whose date may lie in a period; with `certain`, those whose date lies inside it.
    pub fn runs(&self, dates: &DateFilter) -> Vec<Range<u32>> {
        let (from, to) = (dates.from.yyyymmdd(), dates.to.yyyymmdd());
        // Before the first of these no date reaches the period; the second is the first that begins in it; the third is the
        // first that begins after it.
        let reaching = self.periods.partition_point(|period| period.reach < from);
        let begins = self
            .periods
            .partition_point(|period| period.first < from)
            .max(reaching);
        let end = self.periods.partition_point(|period| period.first <= to);
        if dates.date_match == DateMatch::Certain {
            return self.joined((begins..end).filter(|at| self.periods[*at].last <= to));
        }
        let mut runs =
            self.joined((reaching..begins.min(end)).filter(|at| self.periods[*at].last >= from));
        if begins < end {
            runs.push(self.start(begins)..self.start(end));
        }
        runs
    }

    /// Where the facts of a period stand, or the undated after the last.
    fn start(&self, at: usize) -> u32 {
        self.periods
            .get(at)
            .map_or(self.dated, |period| period.start)
    }

    /// The runs of these periods, neighbours as one.
    fn joined(&self, periods: impl Iterator<Item = usize>) -> Vec<Range<u32>> {
        let mut runs: Vec<Range<u32>> = Vec::new();
        for at in periods {
            let run = self.start(at)..self.start(at + 1);
            match runs.last_mut().filter(|last| last.end == run.start) {
                Some(last) => last.end = run.end,
                None => runs.push(run),
            }
        }
        runs
    }
}
