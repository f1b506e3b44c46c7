//! Inserts many rows with each statement, because a statement has the fixed cost of a message to sqlx's database thread.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::panic;
use std::sync::Arc;

use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments as _, AssertSqlSafe, SqliteConnection};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::{JoinError, JoinHandle};

use super::rows::{Cell, Row, to_integer};

/// The approximate number of values in a statement. With more, its fixed cost no longer matters.
const VALUES_PER_STATEMENT: usize = 1000;

/// The number of statements that may wait for the database, which bounds the memory of loading.
const QUEUED_STATEMENTS: usize = 8;

/// A statement with its values.
struct Insert {
    statement: Arc<str>,
    values: SqliteArguments,
}

/// The connection, once all rows are inserted.
type Inserted = sqlx::Result<SqliteConnection>;

/// Rows that are waiting for more of their table, and a task that inserts full batches.
#[derive(Debug)]
pub struct Batches {
    waiting: BTreeMap<Cow<'static, str>, Batch>,
    inserts: Sender<Insert>,
    inserting: JoinHandle<Inserted>,
    /// The key of the first fact of the current pair.
    pub base: i64,
}

/// The waiting rows of a table.
#[derive(Debug)]
struct Batch {
    /// Inserts a full batch.
    statement: Arc<str>,
    /// The number of rows of a full batch.
    capacity: usize,
    rows: Vec<Vec<Cell>>,
}

impl Batches {
    /// Starts the task that inserts. Keys start at 1.
    pub fn start(connection: SqliteConnection) -> Self {
        let (inserts, received) = channel(QUEUED_STATEMENTS);
        Self {
            waiting: BTreeMap::new(),
            inserts,
            inserting: tokio::spawn(insert_all(connection, received)),
            base: 1,
        }
    }

    /// Adds a row, and inserts the batch of its table if it is full.
    pub async fn push(&mut self, mut row: Row) -> sqlx::Result<()> {
        // Keys of the current pair become keys of the database.
        for cell in &mut row.cells {
            if let Cell::Fact(key) = *cell {
                *cell = Cell::Integer(self.base + to_integer(key));
            }
        }
        let width = row.cells.len();
        let batch = self.waiting.entry(row.table);
        let batch = batch.or_insert_with_key(|table| Batch::new(table, width));
        batch.rows.push(row.cells);
        if batch.rows.len() < batch.capacity {
            return Ok(());
        }
        let statement = Arc::clone(&batch.statement);
        let values = bind(batch.rows.drain(..))?;
        self.insert(Insert { statement, values }).await
    }

    async fn insert(&mut self, insert: Insert) -> sqlx::Result<()> {
        match self.inserts.send(insert).await {
            Ok(()) => Ok(()),
            // The receiver is gone because an insert failed.
            Err(_) => join((&mut self.inserting).await).map(drop),
        }
    }

    /// Inserts the rows that are still waiting, and returns the connection.
    pub async fn finish(mut self) -> Inserted {
        for (table, batch) in std::mem::take(&mut self.waiting) {
            if let Some(row) = batch.rows.first() {
                let statement = insert_statement(&table, row.len(), batch.rows.len());
                let values = bind(batch.rows.into_iter())?;
                self.insert(Insert { statement, values }).await?;
            }
        }
        drop(self.inserts);
        join(self.inserting.await)
    }
}

/// The result of the task that inserts.
fn join(result: Result<Inserted, JoinError>) -> Inserted {
    // The task is cancelled only when the runtime is shut down.
    let cancelled = |_| Err(sqlx::Error::WorkerCrashed);
    result.unwrap_or_else(|failed| {
        failed
            .try_into_panic()
            .map_or_else(cancelled, |panic| panic::resume_unwind(panic))
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "`insert_statement` makes the text of declared names"
)]
async fn insert_all(mut connection: SqliteConnection, mut inserts: Receiver<Insert>) -> Inserted {
    while let Some(Insert { statement, values }) = inserts.recv().await {
        let query = sqlx::query_with(AssertSqlSafe(statement), values);
        query.execute(&mut connection).await?;
    }
    Ok(connection)
}

impl Batch {
    fn new(table: &str, width: usize) -> Self {
        let capacity = (VALUES_PER_STATEMENT / width).max(1);
        Self {
            statement: insert_statement(table, width, capacity),
            capacity,
            rows: Vec::with_capacity(capacity),
        }
    }
}

/// The SQL that inserts rows with values for all columns. The name of the table comes from a declaration, never from input.
fn insert_statement(table: &str, width: usize, rows: usize) -> Arc<str> {
    let row = ["(", &vec!["?"; width].join(","), ")"].concat();
    let rows = vec![row.as_str(); rows].join(",");
    ["insert into ", table, " values ", &rows].concat().into()
}

fn bind(rows: impl Iterator<Item = Vec<Cell>>) -> sqlx::Result<SqliteArguments> {
    let mut values = SqliteArguments::default();
    for cell in rows.flatten() {
        let bound = match cell {
            Cell::Null => values.add(None::<i64>),
            Cell::Integer(number) => values.add(number),
            Cell::Static(text) => values.add(text),
            Cell::Text(text) => values.add(text),
            Cell::Bytes(bytes) => values.add(bytes),
            Cell::Fact(_) => unreachable!("`push` rebases all keys"),
        };
        bound.map_err(sqlx::Error::Encode)?;
    }
    Ok(values)
}
