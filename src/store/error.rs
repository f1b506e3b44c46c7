//! Errors of the read side, and how long it waits before it gives up.

use std::path::PathBuf;
use std::time::Duration;

/// Why a database cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("cannot read {}: {}", .0.display(), .1)]
    Unreadable(PathBuf, std::io::Error),
    #[error("{} is damaged: it is not what was built", .0.display())]
    Damaged(PathBuf),
    #[error("{} was replaced while it was opened", .0.display())]
    Replaced(PathBuf),
    #[error("cannot open {}: {}", .0.display(), .1)]
    Refused(PathBuf, sqlx::Error),
    #[error("cannot use {}: {}", .0.display(), .1)]
    Unusable(PathBuf, StoreError),
}

/// Why there is no answer. What the database said is for the log, not for clients.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("no connection was free in time")]
    Busy,
    #[error("a statement was not done in time")]
    TimedOut,
    #[error("the database file was written to while it was served")]
    Changed,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        Self::Database(sqlx::Error::Io(error))
    }
}

/// How long the database is waited for.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// For one of its connections.
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
