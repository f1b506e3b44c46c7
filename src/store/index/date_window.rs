//! Windows of the date order: the facts that may be on a page of an order whose first key is the date.
//!
//! Such an order differs from the date order only within a run, which is the facts with one date. A page is therefore found
//! among the runs around it, and the rest of the list is not sorted.

use std::ops::Range;

use super::date_order::DateOrder;
use super::result_set::ResultSet;
use crate::store::query::Direction;
use crate::values::date::SortDays;

/// The place at which a window starts, always that of a whole run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowStart {
    First,
    /// At the run of a date or of the facts without one, where the page before has ended.
    Date(Option<SortDays>),
    /// After the last position of another window.
    After(u32),
}

/// Whole runs of results, in the date order.
#[derive(Debug, PartialEq, Eq)]
pub struct DateWindow {
    pub positions: Vec<u32>,
    /// The start of the next window; `None` after the last.
    pub next: Option<WindowStart>,
}

impl DateWindow {
    /// The shortest window with `count` facts besides those of the date that it starts with, if there are as many.
    pub fn new(
        order: &DateOrder,
        results: &ResultSet,
        direction: Direction,
        start: WindowStart,
        count: usize,
    ) -> Self {
        let (begun, after) = match start {
            WindowStart::First => (0..0, None),
            WindowStart::Date(days) => {
                let run = order.run_of(days, direction);
                let after = before_run(order, direction, &run);
                (run, after)
            }
            WindowStart::After(position) => (0..0, Some(position)),
        };
        let (mut positions, mut run, mut counted) = (Vec::new(), begun.clone(), 0);
        for position in results.positions_after(direction, after) {
            if !run.contains(&position) {
                if counted >= count {
                    let next = positions.last().copied().map(WindowStart::After);
                    return Self { positions, next };
                }
                run = order.run_at(position);
            }
            counted += usize::from(!begun.contains(&position));
            positions.push(position);
        }
        Self {
            positions,
            next: None,
        }
    }
}

/// The position after which a run is the next one; `None` before the first run.
fn before_run(order: &DateOrder, direction: Direction, run: &Range<u32>) -> Option<u32> {
    match direction {
        Direction::Ascending => run.start.checked_sub(1),
        // The facts without a date come after the first date, which is at the first position.
        Direction::Descending if run.start >= order.dated => (order.dated > 0).then_some(0),
        Direction::Descending => (run.end < order.dated).then_some(run.end),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use roaring::RoaringBitmap;

    use super::*;
    use crate::store::index::date_order::PeriodRow;

    /// Runs of facts: the order of these many facts for each date, and of undated ones.
    fn order(lengths: &[u32], undated: u32) -> DateOrder {
        let mut dated = 0;
        let row = |(length, year): (&u32, u32)| {
            let (position, day) = (dated, year * 10_000 + 101);
            dated += length;
            PeriodRow {
                position,
                sort_day: day,
                open_start: false,
                last_day: day,
            }
        };
        let rows = lengths.iter().zip(1900..).map(row).collect();
        DateOrder::new(dated, (1..=dated + undated).collect(), rows)
    }

    /// All windows, from the first or from one that starts at a date.
    fn windows(
        order: &DateOrder,
        results: &ResultSet,
        direction: Direction,
        start: WindowStart,
        count: usize,
    ) -> Vec<Vec<u32>> {
        let (mut next, mut all) = (Some(start), Vec::new());
        while let Some(start) = next {
            let window = DateWindow::new(order, results, direction, start, count);
            all.push(window.positions);
            next = window.next;
        }
        all
    }

    proptest! {
        #[test]
        fn windows_are_whole_runs_and_no_longer_than_they_must_be(
            lengths in prop::collection::vec(1..6_u32, 0..20),
            undated in 0..6_u32,
            passing in prop::collection::vec(any::<bool>(), 120),
            descends in any::<bool>(),
            count in 1..12_usize,
            at in 0..22_usize,
        ) {
            let order = order(&lengths, undated);
            let passes = |position: &u32| passing[*position as usize % passing.len()];
            let bitmap: RoaringBitmap = (0..order.len()).filter(passes).collect();
            let results = ResultSet {
                bitmap: Arc::new(bitmap),
                ranges: std::iter::once(0..order.len()).collect(),
                excluded: None,
                dated: order.dated,
            };
            let direction = if descends { Direction::Descending } else { Direction::Ascending };
            let all = results.page(direction, None, usize::MAX);
            let found = windows(&order, &results, direction, WindowStart::First, count);
            prop_assert_eq!(found.concat(), &all[..]);
            for window in &found {
                let last = order.run_at(*window.last().unwrap_or(&0));
                let before = window.iter().filter(|position| !last.contains(position)).count();
                prop_assert!(before < count, "{:?}", window);
            }
            // A date that facts have, or that none has, or no date.
            let day = u32::try_from(at).expect("a small number") * 10_000 + 19_000_101;
            let days = (at < 21).then_some(SortDays { day, is_open_start: false, last: day });
            let from_date = windows(&order, &results, direction, WindowStart::Date(days), count);
            let run = order.run_of(days, direction);
            let is_after = |position: &&u32| match direction {
                _ if run.start >= order.dated => **position >= order.dated,
                Direction::Ascending => **position >= run.start,
                Direction::Descending => **position < run.end || **position >= order.dated,
            };
            let expected: Vec<u32> = all.iter().filter(is_after).copied().collect();
            prop_assert_eq!(from_date.concat(), expected);
        }
    }
}
