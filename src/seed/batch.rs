//! Inserting rows many at a time: a statement costs a hop to the database's thread, whatever it inserts.

#![expect(
    clippy::disallowed_methods,
    reason = "a statement has as many placeholders as rows"
)]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments as _, AssertSqlSafe, SqliteConnection};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::{JoinError, JoinHandle};

use super::rows::{Cell, Row};

/// The values that one statement binds, about: enough that its cost is that of its rows.
const VALUES: usize = 1000;

/// How many statements may wait for the database, so that what is read ahead does not pile up.
const AHEAD: usize = 8;

/// A statement with its values.
type Insert = (Arc<str>, SqliteArguments);

/// Rows that wait for others of their table. They are inserted while others are made.
#[derive(Debug)]
pub struct Batches {
    waiting: BTreeMap<Cow<'static, str>, Waiting>,
    inserts: Sender<Insert>,
    inserting: JoinHandle<sqlx::Result<SqliteConnection>>,
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

impl Batches {
    /// Begins to insert. Keys begin at 1.
    pub fn start(connection: SqliteConnection) -> Self {
        let (inserts, received) = channel(AHEAD);
        let inserting = tokio::spawn(insert_all(connection, received));
        Self {
            waiting: BTreeMap::new(),
            inserts,
            inserting,
            base: (1, 1),
        }
    }

    /// Takes a row, and inserts those of its table once there are many.
    pub async fn push(&mut self, mut row: Row) -> sqlx::Result<()> {
        for cell in &mut row.cells {
            settle(cell, self.base);
        }
        if !self.waiting.contains_key(&row.table) {
            self.waiting
                .insert(row.table.clone(), Waiting::new(&row.table, row.cells.len()));
        }
        let Some(waiting) = self.waiting.get_mut(&row.table) else {
            return Ok(());
        };
        waiting.rows.push(row.cells);
        if waiting.rows.len() < waiting.full {
            return Ok(());
        }
        let insert = (
            Arc::clone(&waiting.statement),
            values(waiting.rows.drain(..))?,
        );
        self.insert(insert).await
    }

    async fn insert(&mut self, insert: Insert) -> sqlx::Result<()> {
        match self.inserts.send(insert).await {
            Ok(()) => Ok(()),
            // Nobody receives: inserting has failed.
            Err(_) => joined((&mut self.inserting).await).map(drop),
        }
    }

    /// Inserts what still waits, and gives the connection back.
    pub async fn finish(mut self) -> sqlx::Result<SqliteConnection> {
        for (table, waiting) in std::mem::take(&mut self.waiting) {
            if let Some(row) = waiting.rows.first() {
                let statement = statement(&table, row.len(), waiting.rows.len());
                self.insert((statement, values(waiting.rows.into_iter())?))
                    .await?;
            }
        }
        drop(self.inserts);
        joined(self.inserting.await)
    }
}

/// What the task that inserts has come to.
fn joined(
    ended: Result<sqlx::Result<SqliteConnection>, JoinError>,
) -> sqlx::Result<SqliteConnection> {
    ended.unwrap_or_else(|failed| std::panic::resume_unwind(failed.into_panic()))
}

async fn insert_all(
    mut connection: SqliteConnection,
    mut inserts: Receiver<Insert>,
) -> sqlx::Result<SqliteConnection> {
    while let Some((statement, values)) = inserts.recv().await {
        sqlx::query_with(AssertSqlSafe(statement), values)
            .execute(&mut connection)
            .await?;
    }
    Ok(connection)
}

impl Waiting {
    fn new(table: &str, width: usize) -> Self {
        let full = (VALUES / width).max(1);
        Self {
            statement: statement(table, width, full),
            full,
            rows: Vec::with_capacity(full),
        }
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
    [
        "insert into ",
        table,
        " values ",
        &vec![row.as_str(); rows].join(","),
    ]
    .concat()
    .into()
}

fn values(rows: impl Iterator<Item = Vec<Cell>>) -> sqlx::Result<SqliteArguments> {
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
    Ok(values)
}
