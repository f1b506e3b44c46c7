//! The results of an export in an order that is expensive to establish for each page: it is established once, or, where the
//! date comes first, in windows of the date order.

use std::vec;

use super::error::Result;
use super::index::date_window::{DateWindow, WindowStart};
use super::index::result_set::ResultSet;
use super::index::sort_orders::{self, Candidates};
use super::query::{Collection, Filters, PageRequest};
use super::sql::facts::json_array;
use super::store::Store;

/// The number of facts up to which looking up each and sorting them is cheaper than reading the list in its order.
const MAX_SORTED_FACTS: usize = 10_000;

/// The keys of results in their order, found as far as they are needed.
#[derive(Debug)]
pub struct SortedKeys {
    /// The keys that are found and not taken yet.
    keys: vec::IntoIter<u32>,
    /// The window that the next keys are found in; `None` if all are found.
    next: Option<WindowStart>,
    /// The results that are not found yet.
    rest: PageRequest,
}

impl SortedKeys {
    /// True if all keys were taken.
    pub fn is_empty(&self) -> bool {
        self.keys.len() == 0 && self.next.is_none()
    }
}

impl Store {
    /// The keys of all results in their order, or `None` if the order is held in memory or read from an index.
    pub async fn sorted_keys(
        &self,
        collection: Collection,
        filters: &Filters,
        results: &ResultSet,
        page: &PageRequest,
    ) -> Result<Option<SortedKeys>> {
        if matches!(collection, Collection::Search)
            || sort_orders::date_direction(&page.sort).is_some()
            || (filters.is_empty() && sort_orders::is_indexed(collection, &page.sort))
        {
            return Ok(None);
        }
        let mut sorted = SortedKeys {
            keys: vec::IntoIter::default(),
            next: sort_orders::window_start(page),
            rest: page.clone(),
        };
        if sorted.next.is_none() {
            let candidates = self.candidates(filters, results);
            let mut statement = sort_orders::select_keys(collection, candidates, page);
            let keys = self.connections.fetch_column(statement.build_query_as());
            sorted.keys = keys.await?.into_iter();
        }
        Ok(Some(sorted))
    }

    /// Takes the next keys: `count` of them, or all that are left.
    pub async fn take_keys(
        &self,
        collection: Collection,
        results: &ResultSet,
        sorted: &mut SortedKeys,
        count: usize,
    ) -> Result<Vec<u32>> {
        while sorted.keys.len() < count
            && let Some(start) = sorted.next.take()
        {
            let rest = &mut sorted.rest;
            let window = self.date_window(results, rest, start, count);
            let candidates = self.few(window.positions.iter().copied());
            let mut statement = sort_orders::select_keys(collection, candidates, rest);
            let found = self.connections.fetch_column(statement.build_query_as());
            let found: Vec<u32> = found.await?;
            // The position is in this window, and all facts of the next ones come after it.
            rest.after = None;
            rest.limit = rest.limit.map(|limit| limit - to_count(found.len()));
            sorted.next = window.next.filter(|_| rest.limit != Some(0));
            let keys = sorted.keys.by_ref().chain(found);
            sorted.keys = keys.collect::<Vec<u32>>().into_iter();
        }
        Ok(sorted.keys.by_ref().take(count).collect())
    }

    /// The candidates for a page of up to `limit` facts: those of a window of the date order, if the date comes first.
    pub(super) fn candidates_for_page(
        &self,
        filters: &Filters,
        results: &ResultSet,
        page: &PageRequest,
        limit: usize,
    ) -> Candidates {
        match sort_orders::window_start(page) {
            Some(start) => {
                let window = self.date_window(results, page, start, limit);
                self.few(window.positions.into_iter())
            }
            None => self.candidates(filters, results),
        }
    }

    fn date_window(
        &self,
        results: &ResultSet,
        page: &PageRequest,
        start: WindowStart,
        count: usize,
    ) -> DateWindow {
        let direction = sort_orders::leading_date_direction(&page.sort);
        let direction = direction.expect("only an order that begins with the date has windows");
        DateWindow::new(&self.date_order, results, direction, start, count)
    }

    /// All results as candidates.
    fn candidates(&self, filters: &Filters, results: &ResultSet) -> Candidates {
        if filters.is_empty() {
            return Candidates::All;
        }
        let keys = self.keys(results.positions());
        if keys.len() <= MAX_SORTED_FACTS {
            Candidates::Few(json_array(&keys))
        } else {
            Candidates::Many(json_array(&keys))
        }
    }

    fn few(&self, positions: impl Iterator<Item = u32>) -> Candidates {
        Candidates::Few(json_array(&self.keys(positions)))
    }

    fn keys(&self, positions: impl Iterator<Item = u32>) -> Vec<u32> {
        positions.map(|at| self.date_order.key(at)).collect()
    }
}

fn to_count(length: usize) -> u32 {
    u32::try_from(length).expect("keys are u32, so there are no more of them")
}
