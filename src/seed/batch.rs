//! Inserting rows many at a time: a statement costs a hop to the database's thread, whatever it inserts.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::rows::{Cell, Row};

/// The values that one statement binds, about: half of what SQLite takes.
const VALUES: usize = 1000;

/// Rows that wait for others of their table.
#[derive(Debug)]
pub struct Batches<'c> {
    connection: &'c mut SqliteConnection,
    waiting: BTreeMap<Cow<'static, str>, Vec<Vec<Cell>>>,
    /// What is added to the keys of the pair at hand: those of its facts, those of its sentences.
    pub base: (i64, i64),
}

impl<'c> Batches<'c> {
    pub fn new(connection: &'c mut SqliteConnection) -> Self {
        Self { connection, waiting: BTreeMap::new(), base: (0, 0) }
    }

    /// Takes a row, and inserts those of its table once there are many.
    pub async fn push(&mut self, row: Row) -> sqlx::Result<()> {
        let (table, base) = (row.table, self.base);
        let cells: Vec<Cell> = row.cells.into_iter().map(|cell| keyed(cell, base)).collect();
        let width = cells.len();
        if !self.waiting.contains_key(&table) {
            self.waiting.insert(table.clone(), Vec::new());
        }
        let Some(rows) = self.waiting.get_mut(&table) else { return Ok(()) };
        rows.push(cells);
        if rows.len() * width < VALUES {
            return Ok(());
        }
        let rows = std::mem::take(rows);
        insert(self.connection, &table, rows).await
    }

    /// Inserts what still waits.
    pub async fn flush(&mut self) -> sqlx::Result<()> {
        for (table, rows) in std::mem::take(&mut self.waiting) {
            if !rows.is_empty() {
                insert(self.connection, &table, rows).await?;
            }
        }
        Ok(())
    }
}

fn keyed(cell: Cell, (facts, sentences): (i64, i64)) -> Cell {
    let key = |base: i64, key: usize| Cell::Integer(base + i64::try_from(key).unwrap_or(i64::MAX));
    match cell {
        Cell::Fact(at) => key(facts, at),
        Cell::Sentence(at) => key(sentences, at),
        other => other,
    }
}

/// Inserts whole rows: their values in the order of the table's columns. The name comes from a declaration.
async fn insert(connection: &mut SqliteConnection, table: &str, rows: Vec<Vec<Cell>>) -> sqlx::Result<()> {
    let mut query: QueryBuilder<Sqlite> = QueryBuilder::new("insert into ");
    query.push(table).push(" ");
    query.push_values(rows, |mut values, row| {
        for cell in row {
            match cell {
                Cell::Integer(number) => values.push_bind(number),
                Cell::Static(text) => values.push_bind(text),
                Cell::Text(text) => values.push_bind(text),
                Cell::Bytes(bytes) => values.push_bind(bytes),
                Cell::Null | Cell::Fact(_) | Cell::Sentence(_) => values.push_bind(None::<i64>),
            };
        }
    });
    query.build().persistent(true).execute(connection).await?;
    Ok(())
}
