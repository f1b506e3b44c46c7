//! The errors of the store, and its timeouts.

use std::path::PathBuf;
use std::time::Duration;

/// The reason why a database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("cannot read {}: {}", .0.display(), .1)]
    Unreadable(PathBuf, std::io::Error),
    #[error("{} is damaged: its checksum does not match", .0.display())]
    Damaged(PathBuf),
    #[error("{} was replaced while it was being opened", .0.display())]
    Replaced(PathBuf),
    #[error("cannot open {}: {}", .0.display(), .1)]
    CannotConnect(PathBuf, sqlx::Error),
    #[error("cannot use {}: {}", .0.display(), .1)]
    Unusable(PathBuf, StoreError),
}

/// A result of the store, by default that of a query.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// The reason why a query has no result. SQLite's messages are for the log, not for clients.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("no connection became free before the timeout")]
    Busy,
    #[error("a statement exceeded its timeout")]
    TimedOut,
    #[error("the database file was modified while it was being served")]
    Changed,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        Self::Database(sqlx::Error::Io(error))
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Database(sqlx::Error::Decode(error.into()))
    }
}

/// The longest times to wait for the database.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// For a free connection.
    pub connection: Duration,
    /// For all rows of a statement.
    pub statement: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connection: Duration::from_secs(1),
            statement: Duration::from_secs(10),
        }
    }
}
