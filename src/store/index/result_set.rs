//! A result set: the facts that pass the filters of a list, as a bitmap. It is counted without reading a fact, and
//! paged from any position.

use std::ops::Range;
use std::sync::Arc;

use roaring::RoaringBitmap;

use super::bitmap_index::Bitmap;
use crate::store::query::Direction;

/// The facts that pass: those of `bitmap` in any of the `ranges`, except those that are `excluded`.
#[derive(Debug)]
pub struct ResultSet {
    /// The facts that pass all filters except that by date.
    pub bitmap: Bitmap,
    /// The positions whose dates pass, in ascending order; all positions if there is no filter by date.
    pub ranges: Vec<Range<u32>>,
    /// The facts whose date is approximate, uncertain or open, if the filter demands certain dates.
    pub excluded: Option<Bitmap>,
    /// The position of the first fact without a date.
    pub dated: u32,
}

impl ResultSet {
    /// The number of facts that pass.
    pub fn total(&self) -> u64 {
        let excluded = |range: &Range<u32>| {
            let excluded = self.excluded.as_ref()?;
            let in_range: RoaringBitmap = excluded.range(range.clone()).collect();
            Some(self.bitmap.intersection_len(&in_range))
        };
        let passing = |range: &Range<u32>| {
            self.bitmap.range_cardinality(range.clone()) - excluded(range).unwrap_or(0)
        };
        self.ranges.iter().map(passing).sum()
    }

    /// The number of facts that pass all other filters and have no date.
    pub fn undated(&self) -> u64 {
        self.bitmap.range_cardinality(self.dated..)
    }

    pub fn contains(&self, position: u32) -> bool {
        self.bitmap.contains(position)
            && !self.is_excluded(position)
            && self.ranges.iter().any(|range| range.contains(&position))
    }

    /// The number of facts that pass and are in a bitmap.
    pub fn intersection_len(&self, bitmap: &RoaringBitmap) -> u64 {
        self.with_bitmap(&*self.bitmap & bitmap).total()
    }

    /// The facts of another bitmap that pass by date.
    pub fn with_bitmap(&self, bitmap: RoaringBitmap) -> Self {
        Self {
            bitmap: Arc::new(bitmap),
            ranges: self.ranges.clone(),
            excluded: self.excluded.clone(),
            dated: self.dated,
        }
    }

    /// Up to `limit` positions after a position.
    pub fn page(&self, direction: Direction, after: Option<u32>, limit: usize) -> Vec<u32> {
        self.positions_after(direction, after).take(limit).collect()
    }

    /// All positions after a position. Facts without a date come last in both directions.
    pub fn positions_after(
        &self,
        direction: Direction,
        after: Option<u32>,
    ) -> Box<dyn Iterator<Item = u32> + '_> {
        match direction {
            Direction::Ascending => Box::new(self.ascending(after)),
            Direction::Descending => Box::new(self.descending(after)),
        }
    }

    /// All positions that pass.
    pub fn positions(&self) -> impl Iterator<Item = u32> {
        self.ascending(None)
    }

    fn ascending(&self, after: Option<u32>) -> impl Iterator<Item = u32> {
        let start = after.map_or(0, |after| after.saturating_add(1));
        self.ranges
            .iter()
            .map(move |range| range.start.max(start)..range.end)
            .filter(|range| !range.is_empty())
            .flat_map(|range| self.bitmap.range(range))
            .filter(|position| !self.is_excluded(*position))
    }

    /// The newest date comes first. Facts without a date follow, still in the order of the article.
    fn descending(&self, after: Option<u32>) -> impl Iterator<Item = u32> {
        let dated = after.map_or(self.dated, |after| after.min(self.dated));
        let is_among_undated = after.is_some_and(|after| after >= self.dated);
        let dated = if is_among_undated { 0 } else { dated };
        let last_dated = self.dated.checked_sub(1);
        let undated = after.filter(|_| is_among_undated).or(last_dated);
        let ranges = self.ranges.iter().rev();
        ranges
            .map(move |range| range.start..range.end.min(dated))
            .filter(|range| !range.is_empty())
            .flat_map(|range| self.bitmap.range(range).rev())
            .filter(|position| !self.is_excluded(*position))
            .chain(self.ascending(undated))
    }

    fn is_excluded(&self, position: u32) -> bool {
        let excluded = self.excluded.as_ref();
        excluded.is_some_and(|excluded| excluded.contains(position))
    }
}

/// The facts that are in all bitmaps; `None` if there are no bitmaps.
pub fn intersection(mut bitmaps: Vec<Bitmap>) -> Option<Bitmap> {
    // Starting with the smallest keeps the intermediate results small.
    bitmaps.sort_by_key(|bitmap| bitmap.len());
    let bitmaps = bitmaps.into_iter();
    bitmaps.reduce(|all, bitmap| Arc::new(&*all & &*bitmap))
}
