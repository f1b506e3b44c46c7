//! Storing prepared pairs, and what is known only when all of them are in: the order of all facts, and which have what terms.

use sqlx::SqliteConnection;

use super::about::About;
use super::batch::Batches;
use super::order::Order;
use super::postings::Postings;
use super::prepare::Prepared;
use super::rows::{Cell, Row};

/// Writes pairs into a database that has the schema and nothing else.
pub struct Loader {
    batches: Batches,
    order: Order,
    postings: Postings,
}

impl Loader {
    pub fn start(connection: SqliteConnection) -> Self {
        Self {
            batches: Batches::start(connection),
            order: Order::default(),
            postings: Postings::default(),
        }
    }

    /// Stores what the data set says of itself.
    pub async fn dataset(&mut self, version: &str, about: &About) -> sqlx::Result<()> {
        let citation = about
            .citation
            .as_ref()
            .map(|citation| [citation, " ", version].concat());
        let said = [
            Some(version.to_owned()),
            Some(super::BUILD.to_owned()),
            about.title.clone(),
            about.licence.clone(),
            citation,
            about.revised.clone(),
        ];
        let cells = std::iter::once(Cell::Integer(1)).chain(said.into_iter().map(Cell::from));
        self.batches
            .push(Row::new("dataset", cells.collect()))
            .await
    }

    /// Stores a pair.
    pub async fn pair(&mut self, pair: Prepared) -> sqlx::Result<()> {
        let (first, _) = self.batches.base;
        for (key, fact) in (u32::try_from(first).unwrap_or(u32::MAX)..).zip(&pair.facts) {
            self.order.add(key, fact);
            self.postings.add(key, fact, &pair.name);
        }
        for row in pair.rows {
            self.batches.push(row).await?;
        }
        let (facts, sentences) = &mut self.batches.base;
        *facts += i64::try_from(pair.facts.len()).unwrap_or(i64::MAX);
        *sentences += i64::try_from(pair.sentences).unwrap_or(i64::MAX);
        Ok(())
    }

    /// Stores what follows from all pairs together, and gives the connection back.
    pub async fn finish(mut self) -> sqlx::Result<SqliteConnection> {
        let positions = self.order.settle();
        self.batches.push(self.order.row()).await?;
        for row in self.order.periods() {
            self.batches.push(row).await?;
        }
        for row in self
            .postings
            .term_rows(&positions)
            .chain(self.postings.word_rows(&positions))
        {
            self.batches.push(row).await?;
        }
        self.batches.finish().await
    }
}
