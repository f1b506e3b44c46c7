//! Inserting rows many at a time: a statement costs a hop to the database's thread, whatever it inserts.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments as _, AssertSqlSafe, SqliteConnection};

use super::rows::{Cell, Row};

/// The values that one statement binds, about: enough that its cost is that of its rows.
const VALUES: usize = 1000;

/// Rows that wait for others of their table.
#[derive(Debug)]
pub struct Batches<'c> {
    connection: &'c mut SqliteConnection,
    waiting: BTreeMap<Cow<'static, str>, Waiting>,
    /// What is added to the keys of the pair at hand: those of its facts, those of its sentences.
    pub base: (i64, i64),
}

/// Rows of a table.
#[derive(Debug)]
struct Waiting {
    /// The statement that inserts as many rows as are inserted at a time, and how many that is.
    statement: Arc<str>,
    full: usize,
    rows: Vec<Vec<Cell>>,
}

impl<'c> Batches<'c> {
    pub fn new(connection: &'c mut SqliteConnection) -> Self {
        Self { connection, waiting: BTreeMap::new(), base: (0, 0) }
    }

    /// Takes a row, and inserts those of its table once there are many.
    pub async fn push(&mut self, mut row: Row) -> sqlx::Result<()> {
        for cell in &mut row.cells {
            settle(cell, self.base);
        }
        if !self.waiting.contains_key(&row.table) {
            self.waiting.insert(row.table.clone(), Waiting::new(&row.table, row.cells.len()));
        }
        let Some(waiting) = self.waiting.get_mut(&row.table) else { return Ok(()) };
        waiting.rows.push(row.cells);
        if waiting.rows.len() < waiting.full {
            return Ok(());
        }
        let statement = Arc::clone(&waiting.statement);
        insert(self.connection, statement, waiting.rows.drain(..)).await
    }

    /// Inserts what still waits.
    pub async fn flush(&mut self) -> sqlx::Result<()> {
        for (table, waiting) in std::mem::take(&mut self.waiting) {
            if let Some(row) = waiting.rows.first() {
                let statement = statement(&table, row.len(), waiting.rows.len());
                insert(self.connection, statement, waiting.rows.into_iter()).await?;
            }
        }
        Ok(())
    }
}

impl Waiting {
    fn new(table: &str, width: usize) -> Self {
        let full = (VALUES / width).max(1);
        Self { statement: statement(table, width, full), full, rows: Vec::with_capacity(full) }
    }
}

/// Keys of the pair at hand become keys of the database.
fn settle(cell: &mut Cell, (facts, sentences): (i64, i64)) {
    let key = |base: i64, key: usize| Cell::Integer(base + i64::try_from(key).unwrap_or(i64::MAX));
    match cell {
        Cell::Fact(at) => *cell = key(facts, *at),
        Cell::Sentence(at) => *cell = key(sentences, *at),
        _ => {}
    }
}

/// The statement that inserts whole rows: their values in the order of the table's columns. The name comes from a declaration.
fn statement(table: &str, width: usize, rows: usize) -> Arc<str> {
    let row = ["(", &vec!["?"; width].join(","), ")"].concat();
    ["insert into ", table, " values ", &vec![row.as_str(); rows].join(",")].concat().into()
}

async fn insert(
    connection: &mut SqliteConnection,
    statement: Arc<str>,
    rows: impl Iterator<Item = Vec<Cell>>,
) -> sqlx::Result<()> {
    let mut values = SqliteArguments::default();
    for cell in rows.flatten() {
        let bound = match cell {
            Cell::Integer(number) => values.add(number),
            Cell::Static(text) => values.add(text),
            Cell::Text(text) => values.add(text),
            Cell::Bytes(bytes) => values.add(bytes),
            Cell::Null | Cell::Fact(_) | Cell::Sentence(_) => values.add(None::<i64>),
        };
        bound.map_err(sqlx::Error::Encode)?;
    }
    sqlx::query_with(AssertSqlSafe(statement), values).execute(connection).await?;
    Ok(())
}
