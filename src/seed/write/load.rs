//! Inserts prepared pairs, and then what is known only after the last of them: the order of all facts, terms and words.

use sqlx::SqliteConnection;

use super::batch::Batches;
use super::order::FactOrder;
use super::postings::Postings;
use super::rows::{Cell, PairRows, Row, to_integer};
use crate::seed::read::DatasetMetadata;
use crate::seed::version::BUILD;

/// Writes into a database that has the schema and no rows.
pub struct Loader {
    batches: Batches,
    order: FactOrder,
    postings: Postings,
    /// The number of pairs so far.
    pairs: u32,
}

impl Loader {
    pub fn start(connection: SqliteConnection) -> Self {
        Self {
            batches: Batches::start(connection),
            order: FactOrder::default(),
            postings: Postings::default(),
            pairs: 0,
        }
    }

    pub async fn insert_pair(&mut self, pair: PairRows) -> sqlx::Result<()> {
        let first = u32::try_from(self.batches.base).expect("fewer than 2^32 facts");
        for (key, entry) in (first..).zip(&pair.index_entries) {
            self.order.add(key, self.pairs, entry);
            self.postings.add(key, entry, &pair.name);
        }
        self.pairs += 1;
        for row in pair.rows {
            self.batches.push(row).await?;
        }
        self.batches.base += to_integer(pair.index_entries.len());
        Ok(())
    }

    /// Inserts the row that describes the data set.
    pub async fn insert_dataset(
        &mut self,
        version: &str,
        metadata: &DatasetMetadata,
    ) -> sqlx::Result<()> {
        let citation = metadata.citation.as_ref();
        let cells = vec![
            Cell::Integer(1),
            Cell::from(version),
            Cell::Static(BUILD),
            Cell::from(metadata.title.as_deref()),
            Cell::from(metadata.licence.as_deref()),
            Cell::from(citation.map(|citation| [citation, " ", version].concat())),
            Cell::from(metadata.revised.as_deref()),
        ];
        self.batches.push(Row::new("_dataset", cells)).await
    }

    /// Inserts what follows from all pairs together, and returns the connection.
    pub async fn finish(mut self) -> sqlx::Result<SqliteConnection> {
        let positions = self.order.sort();
        self.batches.push(self.order.order_row()).await?;
        let periods = self.order.period_rows();
        let terms = self.postings.term_rows(&positions);
        let words = self.postings.word_rows(&positions);
        for row in periods.chain(terms).chain(words) {
            self.batches.push(row).await?;
        }
        self.batches.finish().await
    }
}
