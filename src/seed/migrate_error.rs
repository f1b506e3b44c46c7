//! The reasons why no database was built.

use std::io;
use std::path::{Path, PathBuf};

use sqlx::error::DatabaseError;

use super::load_context::SeedError;
use super::source::SourceError;

/// The reason why no database was built. An existing one is unchanged.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    #[error(transparent)]
    Seeds(#[from] SeedError),
    #[error("cannot use {}: {reason}; name a database file that is readable, in a writable folder with free space", path.display())]
    Io { path: PathBuf, reason: io::Error },
    #[error("{} is not a bilateral database; move it away, or name another file with --database", .0.display())]
    ForeignFile(PathBuf),
    // Not a `#[source]`, which would print the reason twice.
    #[error("the database rejected the facts, which is a bug in bilateral: {0}")]
    Database(sqlx::Error),
}

impl MigrateError {
    /// Turns an error of the disk, which SQLite reports as its own, into one that names the file.
    pub fn with_path(self, path: &Path) -> Self {
        match self {
            Self::Database(sqlx::Error::Database(error)) if is_disk_error(&*error) => {
                Self::at(path)(io::Error::other(error.message().to_owned()))
            }
            other => other,
        }
    }

    /// Adds the path of a file to an error of it.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |reason| Self::Io { path, reason }
    }
}

/// True for `SQLITE_READONLY`, `SQLITE_IOERR`, `SQLITE_FULL` and `SQLITE_CANTOPEN`, which are the low bits of an error code.
fn is_disk_error(error: &dyn DatabaseError) -> bool {
    let code = error.code().and_then(|code| code.parse::<i32>().ok());
    code.is_some_and(|code| matches!(code & 0xFF, 8 | 10 | 13 | 14))
}

impl From<sqlx::Error> for MigrateError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<SourceError> for MigrateError {
    fn from(error: SourceError) -> Self {
        Self::Seeds(SeedError::Source(error))
    }
}
