//! Storing prepared pairs, and what is known only when all of them are in: the order of all facts, and which have what terms.

use sqlx::SqliteConnection;

use super::about::About;
use super::batch::Batches;
use super::order::Order;
use super::postings::Postings;
use super::prepare::Prepared;

/// Writes pairs into a database that has the schema and nothing else.
pub struct Loader<'c> {
    batches: Batches<'c>,
    order: Order,
    postings: Postings,
}

impl<'c> Loader<'c> {
    /// Begins with what the data set says of itself.
    pub async fn new(connection: &'c mut SqliteConnection, version: &str, about: &About) -> sqlx::Result<Self> {
        sqlx::query("insert into dataset (one, version, title, licence, citation, revised) values (1, ?, ?, ?, ?, ?)")
            .bind(version)
            .bind(&about.title)
            .bind(&about.licence)
            .bind(about.citation.as_ref().map(|citation| [citation, " ", version].concat()))
            .bind(&about.revised)
            .execute(&mut *connection)
            .await?;
        let mut batches = Batches::new(connection);
        batches.base = (1, 1);
        Ok(Self { batches, order: Order::default(), postings: Postings::default() })
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

    /// Stores what follows from all pairs together.
    pub async fn finish(mut self) -> sqlx::Result<()> {
        let positions = self.order.settle();
        self.batches.push(self.order.row()).await?;
        for row in self.order.periods() {
            self.batches.push(row).await?;
        }
        for row in self.postings.term_rows(&positions).chain(self.postings.word_rows(&positions)) {
            self.batches.push(row).await?;
        }
        self.batches.flush().await
    }
}
