//! What passes a list's filters, as a set of positions: counted without reading a fact, and paged from any place.

use std::ops::Range;
use std::sync::Arc;

use roaring::RoaringBitmap;

use super::bitmap_index::Set;
use crate::store::query::Direction;

/// The facts that pass.
#[derive(Debug)]
pub struct ResultSet {
    /// What passes all filters but that of dates.
    pub set: Set,
    /// What of it is doubtful, where only certain dates pass.
    pub doubtful: Option<Set>,
    /// The runs of the order in which dates pass; the whole order where none is asked for.
    pub runs: Vec<Range<u32>>,
    /// The positions from this one on have no date.
    pub dated: u32,
}

impl ResultSet {
    /// How many pass.
    pub fn total(&self) -> u64 {
        let doubtful = |run: &Range<u32>| match &self.doubtful {
            Some(doubtful) => self.set.intersection_len(&within(doubtful, run)),
            None => 0,
        };
        self.runs
            .iter()
            .map(|run| self.set.range_cardinality(run.clone()) - doubtful(run))
            .sum()
    }

    /// How many would pass but for having no date.
    pub fn undated(&self) -> u64 {
        self.set.range_cardinality(self.dated..)
    }

    /// Up to `limit` positions after one of them, in the order of the list or, but for the undated, against it.
    pub fn page(&self, direction: Direction, after: Option<u32>, limit: usize) -> Vec<u32> {
        match direction {
            Direction::Ascending => self.forwards(after, limit),
            Direction::Descending => self.backwards(after, limit),
        }
    }

    /// Whether a fact passes.
    pub fn contains(&self, position: u32) -> bool {
        self.set.contains(position)
            && self.passes(position)
            && self.runs.iter().any(|run| run.contains(&position))
    }

    /// How many of a set pass.
    pub fn intersection_len(&self, set: &RoaringBitmap) -> u64 {
        let set = Arc::new(&*self.set & set);
        Self {
            set,
            doubtful: self.doubtful.clone(),
            runs: self.runs.clone(),
            dated: self.dated,
        }
        .total()
    }

    /// What of it is in a set and not in the one before: the parts of other facts, or those that are none.
    pub fn at_level(
        &self,
        set: &RoaringBitmap,
        before: Option<&RoaringBitmap>,
        parts: &RoaringBitmap,
        are: bool,
    ) -> Self {
        let mut here = &*self.set & set;
        if let Some(before) = before {
            here -= before;
        }
        if are {
            here &= parts;
        } else {
            here -= parts;
        }
        Self {
            set: Arc::new(here),
            doubtful: self.doubtful.clone(),
            runs: self.runs.clone(),
            dated: self.dated,
        }
    }

    /// All positions that pass, in their order.
    pub fn positions(&self) -> RoaringBitmap {
        self.forwards(None, usize::MAX).into_iter().collect()
    }

    fn forwards(&self, after: Option<u32>, limit: usize) -> Vec<u32> {
        let start = after.map_or(0, |after| after.saturating_add(1));
        let left = self
            .runs
            .iter()
            .map(|run| run.start.max(start)..run.end)
            .filter(|run| !run.is_empty());
        left.flat_map(|run| self.set.range(run))
            .filter(|at| self.passes(*at))
            .take(limit)
            .collect()
    }

    /// From the last date to the first, then the undated, which come last either way.
    fn backwards(&self, after: Option<u32>, limit: usize) -> Vec<u32> {
        let beyond = |part: &Range<u32>| match after {
            // The place is among the undated: the dated are done.
            Some(after) if after >= self.dated && part.end <= self.dated => 0..0,
            Some(after) if part.contains(&after) => part.start..after,
            _ => part.clone(),
        };
        let parts = [0..self.dated, self.dated..u32::MAX];
        let runs = parts.iter().flat_map(|part| {
            let open = beyond(part);
            self.runs
                .iter()
                .rev()
                .map(move |run| run.start.max(open.start)..run.end.min(open.end))
        });
        let left = runs.filter(|run| !run.is_empty());
        left.flat_map(|run| self.set.range(run).rev())
            .filter(|at| self.passes(*at))
            .take(limit)
            .collect()
    }

    fn passes(&self, position: u32) -> bool {
        self.doubtful
            .as_ref()
            .is_none_or(|doubtful| !doubtful.contains(position))
    }
}

/// What of a set lies in a run.
fn within(set: &RoaringBitmap, run: &Range<u32>) -> RoaringBitmap {
    set.range(run.clone()).collect()
}

/// The facts that are in all of these sets.
pub fn all_of(mut sets: Vec<Set>) -> Option<Set> {
    sets.sort_by_key(|set| set.len());
    let mut sets = sets.into_iter();
    let first = sets.next()?;
    Some(sets.fold(first, |all, set| Arc::new(&*all & &*set)))
}
