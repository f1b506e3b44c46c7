//! A pool of connections to the database, each used for one statement at a time.
//!
//! Our own rather than sqlx's pool, which pings each connection when it is returned, in a separate task: that costs as
//! much as a query and is needless for a file that does not change. All waits are bounded: for a free connection by a
//! timeout, and for a statement by a timeout after which SQLite interrupts it. A statement whose future is dropped is
//! interrupted too.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sqlx::query::QueryAs;
use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions, SqliteRow};
use sqlx::{ConnectOptions as _, FromRow, Sqlite, SqliteConnection};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::database_file::DatabaseFile;
use super::error::{OpenError, Result, StoreError, Timeouts};

/// The number of connections: more than cores, so that a slow query leaves no core idle.
const CONNECTIONS: usize = 4;

/// The least and the greatest page cache of a connection, in KiB. In the greatest, the inner pages of a table of a million facts
/// fit.
const CACHE_SIZES: (u64, u64) = (512, 8192);
/// The part of the file that the page cache of a connection may hold. The kernel keeps the pages of a small file anyway.
const CACHED_PART: u64 = 16;

/// The number of SQLite's virtual machine instructions between two checks for cancellation: some microseconds.
const INSTRUCTIONS_PER_CHECK: i32 = 1000;

/// A statement with its bound values and the type of its rows.
pub type Statement<'q, T> = QueryAs<'q, Sqlite, T, SqliteArguments>;

/// The type of a row.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + Send + Unpin {}

impl<T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin> Row for T {}

/// A handle to the pool.
#[derive(Debug, Clone)]
pub struct Connections {
    pool: Arc<PoolInner>,
    timeouts: Timeouts,
}

#[derive(Debug)]
struct PoolInner {
    file: DatabaseFile,
    free: Mutex<Vec<Connection>>,
    /// One permit for each free connection.
    permits: Arc<Semaphore>,
    /// The number of statements started.
    statements: AtomicU64,
}

#[derive(Debug)]
struct Connection {
    sqlite: SqliteConnection,
    /// Makes SQLite interrupt the current statement.
    cancelled: Arc<AtomicBool>,
}

/// A connection that returns to the pool when it is dropped.
struct PooledConnection {
    /// `None` only while being dropped.
    acquired: Option<(Connection, OwnedSemaphorePermit)>,
    /// True once its statement has completed.
    idle: bool,
    pool: Arc<PoolInner>,
}

impl Connections {
    /// Opens all connections.
    pub async fn open(path: &Path, timeouts: Timeouts) -> Result<Self, OpenError> {
        let cannot_connect = |error| OpenError::CannotConnect(path.to_owned(), error);
        let file = DatabaseFile::open(path)?;
        let mut free = Vec::with_capacity(CONNECTIONS);
        for _ in 0..CONNECTIONS {
            let connection = Connection::open(path, cache_size(file.size()));
            free.push(connection.await.map_err(cannot_connect)?);
        }
        file.check_path(path)?;
        let pool = Arc::new(PoolInner {
            file,
            free: Mutex::new(free),
            permits: Arc::new(Semaphore::new(CONNECTIONS)),
            statements: AtomicU64::new(0),
        });
        Ok(Self { pool, timeouts })
    }

    /// A handle that waits for a connection as long as for a statement.
    pub fn with_long_wait(&self) -> Self {
        let mut connections = self.clone();
        connections.timeouts.connection = self.timeouts.statement;
        connections
    }

    pub fn file(&self) -> &DatabaseFile {
        &self.pool.file
    }

    /// The number of statements started.
    pub fn statements(&self) -> u64 {
        self.pool.statements.load(Ordering::Relaxed)
    }

    /// The number of connections in use.
    pub fn in_use(&self) -> usize {
        CONNECTIONS.saturating_sub(self.pool.permits.available_permits())
    }

    pub fn all_in_use(&self) -> bool {
        self.in_use() == CONNECTIONS
    }

    /// Fetches all rows of a statement.
    pub async fn fetch_all<T: Row>(&self, statement: Statement<'_, T>) -> Result<Vec<T>> {
        let mut connection = self.acquire().await?;
        self.pool.statements.fetch_add(1, Ordering::Relaxed);
        let fetched = statement.fetch_all(connection.sqlite());
        let rows = timeout(self.timeouts.statement, fetched)
            .await
            .map_err(|_| StoreError::TimedOut)?;
        connection.idle = true;
        // Checked after reading: if the file is unchanged now, it was unchanged while it was read.
        self.check_unchanged().await?;
        Ok(rows?)
    }

    /// Fails if the file was written to. Reading it again, which may take seconds, blocks no request.
    pub async fn check_unchanged(&self) -> Result<()> {
        let file = &self.pool.file;
        if file.is_untouched()? {
            return Ok(());
        }
        let file = file.clone();
        let checked = spawn_blocking(move || file.check_unchanged()).await;
        checked.map_err(io::Error::from)?
    }

    /// Fetches the values of a statement that has one column.
    pub async fn fetch_column<T>(&self, statement: Statement<'_, (T,)>) -> Result<Vec<T>>
    where
        (T,): Row,
    {
        let rows = self.fetch_all(statement).await?;
        Ok(rows.into_iter().map(|(value,)| value).collect())
    }

    /// Fetches the row of a statement that has at most one.
    pub async fn fetch_optional<T: Row>(&self, statement: Statement<'_, T>) -> Result<Option<T>> {
        Ok(self.fetch_all(statement).await?.pop())
    }

    /// Fetches the row of a statement that has exactly one.
    pub async fn fetch_one<T: Row>(&self, statement: Statement<'_, T>) -> Result<T> {
        let row = self.fetch_optional(statement).await?;
        row.ok_or(StoreError::Database(sqlx::Error::RowNotFound))
    }

    async fn acquire(&self) -> Result<PooledConnection> {
        let permits = Arc::clone(&self.pool.permits);
        // Without waiting, no timer is needed.
        let permit = match Arc::clone(&permits).try_acquire_owned() {
            Ok(permit) => Ok(permit),
            Err(_) => timeout(self.timeouts.connection, permits.acquire_owned())
                .await
                .map_err(|_| StoreError::Busy)?,
        };
        let permit = permit.expect("the semaphore is never closed");
        let connection = self.pool.free().pop();
        let connection = connection.expect("a permit stands for a free connection");
        Ok(PooledConnection {
            acquired: Some((connection, permit)),
            idle: false,
            pool: Arc::clone(&self.pool),
        })
    }
}

/// The size of the page cache of a connection, in KiB, for a file of this size in bytes.
fn cache_size(file: u64) -> u64 {
    (file / 1024 / CACHED_PART).clamp(CACHE_SIZES.0, CACHE_SIZES.1)
}

impl PoolInner {
    fn free(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    /// Opens a connection with a page cache of some KiB.
    async fn open(path: &Path, cache_size: u64) -> sqlx::Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .read_only(true)
            .immutable(true)
            // A negative number is in KiB.
            .pragma("cache_size", format!("-{cache_size}"))
            // Sorting must not need a writable file system.
            .pragma("temp_store", "memory")
            .disable_statement_logging();
        let mut sqlite = options.connect().await?;
        let cancelled = Arc::new(AtomicBool::new(false));
        let is_cancelled = Arc::clone(&cancelled);
        let may_continue = move || !is_cancelled.load(Ordering::Relaxed);
        let mut handle = sqlite.lock_handle().await?;
        handle.set_progress_handler(INSTRUCTIONS_PER_CHECK, may_continue);
        drop(handle);
        Ok(Self { sqlite, cancelled })
    }
}

impl PooledConnection {
    fn sqlite(&mut self) -> &mut SqliteConnection {
        let (connection, _) = self.acquired.as_mut().expect("not dropped yet");
        &mut connection.sqlite
    }
}

impl Drop for PooledConnection {
    fn drop(&mut self) {
        let (mut connection, permit) = self.acquired.take().expect("dropped once");
        let pool = Arc::clone(&self.pool);
        if self.idle {
            pool.free().push(connection);
            return;
        }
        // The statement may still be running: interrupt it, and return the connection once it has stopped.
        connection.cancelled.store(true, Ordering::Relaxed);
        let Ok(runtime) = Handle::try_current() else {
            permit.forget();
            return;
        };
        runtime.spawn(async move {
            let stopped = connection.sqlite.lock_handle().await.is_ok();
            connection.cancelled.store(false, Ordering::Relaxed);
            if stopped {
                pool.free().push(connection);
                drop(permit);
            } else {
                // The thread of the connection has ended: the pool shrinks by one.
                permit.forget();
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use tempfile::TempDir;
    use tokio::task::JoinSet;

    use super::*;

    /// A statement that never ends.
    const ENDLESS: &str =
        "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n";

    /// Opens an empty database with timeouts for a connection and a statement.
    async fn open(folder: &TempDir, connection: Duration, statement: Duration) -> Connections {
        let path = folder.path().join("db.sqlite");
        crate::store::database_file::tests::create_empty(&path).await;
        let timeouts = Timeouts {
            connection,
            statement,
        };
        Connections::open(&path, timeouts).await.unwrap()
    }

    async fn select(connections: &Connections, statement: &'static str) -> Result<i64> {
        let row = connections.fetch_one(sqlx::query_as(statement));
        row.await.map(|(number,)| number)
    }

    async fn assert_usable(connections: &Connections) {
        assert_eq!(select(connections, "select 1").await.unwrap(), 1);
    }

    #[tokio::test]
    async fn an_endless_statement_is_stopped_and_its_connection_serves_again() {
        let folder = TempDir::new().unwrap();
        let connections = open(&folder, Duration::from_mins(1), Duration::from_millis(50)).await;
        for _ in 0..3 * CONNECTIONS {
            let result = select(&connections, ENDLESS).await;
            assert!(matches!(result, Err(StoreError::TimedOut)), "{result:?}");
        }
        // Each would wait forever behind a statement that was not stopped.
        for _ in 0..3 * CONNECTIONS {
            assert_usable(&connections).await;
        }
    }

    #[tokio::test]
    async fn a_statement_whose_client_has_gone_is_stopped() {
        let folder = TempDir::new().unwrap();
        let hour = Duration::from_hours(1);
        let connections = open(&folder, hour, hour).await;
        for _ in 0..3 * CONNECTIONS {
            let pending = select(&connections, ENDLESS);
            assert!(timeout(Duration::from_millis(20), pending).await.is_err());
        }
        assert_usable(&connections).await;
    }

    #[tokio::test]
    async fn the_wait_for_a_connection_is_bounded() {
        let folder = TempDir::new().unwrap();
        let connections = open(&folder, Duration::from_millis(20), Duration::from_hours(1)).await;
        let mut running = JoinSet::new();
        for _ in 0..CONNECTIONS {
            let connections = connections.clone();
            running.spawn(async move { select(&connections, ENDLESS).await.is_ok() });
        }
        let started = Instant::now();
        while connections.in_use() < CONNECTIONS && started.elapsed() < Duration::from_mins(1) {
            tokio::task::yield_now().await;
        }
        let result = select(&connections, "select 1").await;
        assert!(matches!(result, Err(StoreError::Busy)), "{result:?}");
        running.abort_all();
        assert_usable(&connections.with_long_wait()).await;
    }
}
