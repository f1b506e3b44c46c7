//! Connections to the database, lent one at a time, each for one statement.
//!
//! The pool of sqlx asks each connection whether it lives whenever it comes back, in a task of its own: as dear as the query
//! itself, and needless for a file that does not change. This lends them and takes them back. Nobody waits without end: not
//! for a connection, and not for a statement, which is interrupted when its time is over or its asker has gone.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sqlx::query::QueryAs;
use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions, SqliteRow};
use sqlx::{ConnectOptions as _, FromRow, Sqlite, SqliteConnection};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::database_file::DatabaseFile;
use super::error::{OpenError, StoreError, Timeouts};

/// How many connections read at a time. More than cores, so that a slow query holds no core idle.
const COUNT: usize = 4;

/// The pages that each keeps, in KiB below zero: what lies above the leaves of a table of a million facts has room.
const CACHE: &str = "-8192";

/// How many steps of SQLite's machine lie between two looks at whether a statement is still wanted: some microseconds.
const STEPS: i32 = 1000;

/// A statement with its values, and what its rows become.
pub type Statement<'q, T> = QueryAs<'q, Sqlite, T, SqliteArguments>;

/// The connections to one file.
#[derive(Debug, Clone)]
pub struct Connections {
    lender: Arc<PoolInner>,
    waits: Timeouts,
}

#[derive(Debug)]
struct PoolInner {
    file: DatabaseFile,
    /// Those that are not lent.
    free: Mutex<Vec<Connection>>,
    /// As many as are free.
    permits: Arc<Semaphore>,
    statements: AtomicU64,
}

#[derive(Debug)]
struct Connection {
    sqlite: SqliteConnection,
    /// Nobody waits for what it does: it is to stop.
    unwanted: Arc<AtomicBool>,
}

/// A connection that comes back by itself.
struct PooledConnection {
    /// Always there until it comes back.
    connection: Option<Connection>,
    /// Whether it has nothing left to do.
    idle: bool,
    lender: Arc<PoolInner>,
    permit: Option<OwnedSemaphorePermit>,
}

impl Connections {
    /// Opens all of them.
    pub async fn open(path: &Path, waits: Timeouts) -> Result<Self, OpenError> {
        let unopened = |reason| OpenError::Refused(path.to_owned(), reason);
        let file = DatabaseFile::open(path)?;
        let mut free = Vec::with_capacity(COUNT);
        for _ in 0..COUNT {
            free.push(Connection::open(path).await.map_err(unopened)?);
        }
        file.check_place(path)?;
        let (permits, statements) = (Arc::new(Semaphore::new(COUNT)), AtomicU64::new(0));
        Ok(Self {
            lender: Arc::new(PoolInner {
                file,
                free: Mutex::new(free),
                permits,
                statements,
            }),
            waits,
        })
    }

    /// The same, for those who wait for a connection as long as for a statement.
    pub fn with_long_wait(&self) -> Self {
        Self {
            lender: Arc::clone(&self.lender),
            waits: Timeouts {
                connection: self.waits.statement,
                ..self.waits
            },
        }
    }

    pub fn file(&self) -> &DatabaseFile {
        &self.lender.file
    }

    /// How many statements were begun.
    pub fn statements(&self) -> u64 {
        self.lender.statements.load(Ordering::Relaxed)
    }

    /// How many connections are lent.
    pub fn lent(&self) -> usize {
        COUNT.saturating_sub(self.lender.permits.available_permits())
    }

    /// Whether all of them are at work.
    pub fn are_lent(&self) -> bool {
        self.lent() == COUNT
    }

    /// All rows of a statement.
    pub async fn all<T>(&self, statement: Statement<'_, T>) -> Result<Vec<T>, StoreError>
    where
        T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        let mut lent = self.lend().await?;
        self.lender.statements.fetch_add(1, Ordering::Relaxed);
        let rows = timeout(self.waits.statement, statement.fetch_all(lent.sqlite())).await;
        let rows = rows.map_err(|_| StoreError::TimedOut)?;
        lent.idle = true;
        // What was read before a change is right, and nothing that was read after one counts.
        self.lender.file.check_unchanged()?;
        Ok(rows?)
    }

    /// The row of a statement that has one at most.
    pub async fn optional<T>(&self, statement: Statement<'_, T>) -> Result<Option<T>, StoreError>
    where
        T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        Ok(self.all(statement).await?.pop())
    }

    /// The row of a statement that has one.
    pub async fn one<T>(&self, statement: Statement<'_, T>) -> Result<T, StoreError>
    where
        T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        self.optional(statement)
            .await?
            .ok_or(StoreError::Database(sqlx::Error::RowNotFound))
    }

    /// Lends one, as soon as one is free.
    async fn lend(&self) -> Result<PooledConnection, StoreError> {
        let permits = Arc::clone(&self.lender.permits);
        let permit = match Arc::clone(&permits).try_acquire_owned() {
            Ok(permit) => Ok(permit),
            Err(_) => timeout(self.waits.connection, permits.acquire_owned())
                .await
                .map_err(|_| StoreError::Busy)?,
        };
        let permit = permit.map_err(|_| sqlx::Error::PoolClosed)?;
        let connection = self.lender.free().pop().ok_or(sqlx::Error::PoolClosed)?;
        Ok(PooledConnection {
            connection: Some(connection),
            idle: false,
            lender: Arc::clone(&self.lender),
            permit: Some(permit),
        })
    }
}

impl PoolInner {
    fn free(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    async fn open(path: &Path) -> sqlx::Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .read_only(true)
            .immutable(true);
        // What has to be sorted is sorted in memory: there may be nowhere to write.
        let options = options
            .pragma("cache_size", CACHE)
            .pragma("temp_store", "memory")
            .disable_statement_logging();
        let mut sqlite = options.connect().await?;
        let unwanted = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&unwanted);
        sqlite
            .lock_handle()
            .await?
            .set_progress_handler(STEPS, move || !told.load(Ordering::Relaxed));
        Ok(Self { sqlite, unwanted })
    }
}

impl PooledConnection {
    fn sqlite(&mut self) -> &mut SqliteConnection {
        &mut self
            .connection
            .as_mut()
            .expect("it is there until it is dropped")
            .sqlite
    }
}

impl Drop for PooledConnection {
    fn drop(&mut self) {
        let (Some(mut connection), Some(permit)) = (self.connection.take(), self.permit.take())
        else {
            return;
        };
        let lender = Arc::clone(&self.lender);
        if self.idle {
            lender.free().push(connection);
            return;
        }
        // The statement may still run: it is stopped, and waited for before another comes.
        connection.unwanted.store(true, Ordering::Relaxed);
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        runtime.spawn(async move {
            let ended = connection.sqlite.lock_handle().await.is_ok();
            connection.unwanted.store(false, Ordering::Relaxed);
            // One whose thread is gone is not lent again.
            if ended {
                lender.free().push(connection);
                drop(permit);
            } else {
                permit.forget();
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    /// Counts without end.
    const ENDLESS: &str =
        "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n";

    async fn connections(folder: &tempfile::TempDir, waits: Timeouts) -> Connections {
        let path = folder.path().join("db.sqlite");
        crate::store::store::tests::sealed(&path).await;
        Connections::open(&path, waits).await.unwrap()
    }

    async fn one(connections: &Connections) -> i64 {
        connections
            .one(sqlx::query_as::<_, (i64,)>("select 1"))
            .await
            .unwrap()
            .0
    }

    #[tokio::test]
    async fn an_endless_statement_is_stopped_and_its_connection_serves_again() {
        let folder = tempfile::TempDir::new().unwrap();
        let waits = Timeouts {
            connection: Duration::from_mins(1),
            statement: Duration::from_millis(50),
        };
        let connections = connections(&folder, waits).await;
        for _ in 0..3 * COUNT {
            let answer = connections.all(sqlx::query_as::<_, (i64,)>(ENDLESS)).await;
            assert!(matches!(answer, Err(StoreError::TimedOut)), "{answer:?}");
        }
        // Each would wait for ever behind a statement that was not stopped.
        for _ in 0..3 * COUNT {
            assert_eq!(one(&connections).await, 1);
        }
    }

    #[tokio::test]
    async fn a_statement_whose_asker_has_gone_is_stopped() {
        let folder = tempfile::TempDir::new().unwrap();
        let hour = Duration::from_hours(1);
        let connections = connections(
            &folder,
            Timeouts {
                connection: hour,
                statement: hour,
            },
        )
        .await;
        for _ in 0..3 * COUNT {
            let asked = connections.all(sqlx::query_as::<_, (i64,)>(ENDLESS));
            assert!(timeout(Duration::from_millis(20), asked).await.is_err());
        }
        assert_eq!(one(&connections).await, 1);
    }

    #[tokio::test]
    async fn nobody_waits_for_a_connection_for_long() {
        let folder = tempfile::TempDir::new().unwrap();
        let waits = Timeouts {
            connection: Duration::from_millis(20),
            statement: Duration::from_hours(1),
        };
        let connections = connections(&folder, waits).await;
        let asked: Vec<_> = (0..COUNT)
            .map(|_| {
                let connections = connections.clone();
                tokio::spawn(async move {
                    connections
                        .all(sqlx::query_as::<_, (i64,)>(ENDLESS))
                        .await
                        .is_ok()
                })
            })
            .collect();
        let begun = Instant::now();
        while connections.lent() < COUNT && begun.elapsed() < Duration::from_mins(1) {
            tokio::task::yield_now().await;
        }
        let answer = connections
            .all(sqlx::query_as::<_, (i64,)>("select 1"))
            .await;
        assert!(matches!(answer, Err(StoreError::Busy)), "{answer:?}");
        asked.iter().for_each(tokio::task::JoinHandle::abort);
        assert_eq!(one(&connections.with_long_wait()).await, 1);
    }
}
