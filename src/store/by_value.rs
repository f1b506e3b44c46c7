//! The facts of several kinds by the value of one parameter, such as those about each of some pairs: counted, and the latest of
//! them found, by bitmaps alone.

use roaring::RoaringBitmap;

use super::error::Result;
use super::index::bitmap_index::deserialize;
use super::index::result_set::ResultSet;
use super::pages::Items;
use super::sql::facts::RowFormat;
use super::store::Store;
use crate::kind::Kind;

/// The facts of a kind that have a value.
#[derive(Debug)]
pub struct FactsOfValue {
    /// The name of the kind.
    pub kind: String,
    pub value: String,
    facts: RoaringBitmap,
}

impl FactsOfValue {
    /// The number of facts.
    pub fn total(&self) -> u64 {
        self.facts.len()
    }

    /// The number of those that are in a result set.
    pub fn total_in(&self, results: &ResultSet) -> u64 {
        results.intersection_len(&self.facts)
    }

    /// The position of the latest fact with a date that is not in a result set.
    pub fn latest_except(&self, excluded: &ResultSet) -> Option<u32> {
        let left = &self.facts - &*excluded.bitmap;
        left.range(..excluded.dated).next_back()
    }
}

impl Store {
    /// The facts of some kinds that have each of some values. Values without facts of a kind are left out.
    pub async fn facts_by_value(
        &self,
        kinds: &[&'static Kind],
        parameter: &str,
        values: &[String],
    ) -> Result<Vec<FactsOfValue>> {
        let kinds: Vec<&str> = kinds.iter().map(|kind| kind.name).collect();
        let rows = self.connections.terms_of_kinds(&kinds, parameter, values);
        let facts = rows.await?.into_iter().map(|(kind, value, positions)| {
            let facts = deserialize(&positions)?;
            Ok(FactsOfValue { kind, value, facts })
        });
        facts.collect()
    }

    /// The facts at these positions, as entries of the timeline.
    pub async fn entries_at(&self, positions: &[u32]) -> Result<Items> {
        let keys = positions
            .iter()
            .map(|position| self.date_order.key(*position));
        let keys: Vec<u32> = keys.collect();
        let entries = self.connections.items(&keys, RowFormat::Timeline, None);
        Ok(Items(entries.await?))
    }
}
