//! Connections to the database, lent one at a time.
//!
//! The pool of sqlx asks each connection whether it lives whenever it comes back, in a task of its own: as dear as the query
//! itself, and needless for a file that does not change. This lends them and takes them back, no more.

use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How many connections read at a time. More than cores, so that a slow query holds no core idle.
const COUNT: usize = 4;

/// The pages that each keeps, in KiB below zero: what lies above the leaves of a table of a million facts has room.
const CACHE: &str = "-8192";

/// The connections that are not lent.
#[derive(Debug)]
pub struct Connections {
    free: Mutex<Vec<SqliteConnection>>,
    /// As many as are free.
    permits: Semaphore,
}

/// A connection that comes back by itself.
pub struct Lent<'c> {
    /// Always there until it comes back.
    connection: Option<SqliteConnection>,
    lender: &'c Connections,
    _permit: SemaphorePermit<'c>,
}

impl Connections {
    /// Opens all of them.
    pub async fn open(path: &Path) -> sqlx::Result<Self> {
        let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(true);
        let options = options.pragma("cache_size", CACHE).disable_statement_logging();
        let mut free = Vec::with_capacity(COUNT);
        for _ in 0..COUNT {
            free.push(options.connect().await?);
        }
        Ok(Self { free: Mutex::new(free), permits: Semaphore::new(COUNT) })
    }

    /// Lends one, as soon as one is free.
    pub async fn lend(&self) -> sqlx::Result<Lent<'_>> {
        let permit = self.permits.acquire().await.map_err(|_| sqlx::Error::PoolClosed)?;
        let connection = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = Some(connection.ok_or(sqlx::Error::PoolClosed)?);
        Ok(Lent { connection, lender: self, _permit: permit })
    }
}

impl Deref for Lent<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        self.connection.as_ref().expect("it is there until it is dropped")
    }
}

impl DerefMut for Lent<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        self.connection.as_mut().expect("it is there until it is dropped")
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let free = &self.lender.free;
        free.lock().unwrap_or_else(PoisonError::into_inner).extend(self.connection.take());
    }
}
