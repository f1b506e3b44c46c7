//! The database file, held open so that a later change to it is noticed.
//!
//! SQLite opens the file as immutable, so it would not notice a change itself.

use std::fs::{File, Metadata};
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use super::error::{OpenError, Result, StoreError};
use crate::checksum;

/// An open file, independent of what its path names later.
#[derive(Debug, Clone)]
pub struct DatabaseFile {
    file: Arc<File>,
    opened_as: Stamp,
}

/// The properties of a file that change when it is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    size: u64,
    /// `None` if the file system has no modification times.
    modified: Option<SystemTime>,
}

impl DatabaseFile {
    /// Opens a file and verifies its checksum.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let unreadable = |error| OpenError::Unreadable(path.to_owned(), error);
        let file = File::open(path).map_err(unreadable)?;
        let opened_as = Stamp::new(&file.metadata().map_err(unreadable)?);
        if !checksum::verify(&file).map_err(unreadable)? {
            return Err(OpenError::Damaged(path.to_owned()));
        }
        let file = Arc::new(file);
        Ok(Self { file, opened_as })
    }

    /// Fails if the path names another file by now, so that SQLite may have opened that one.
    pub fn check_path(&self, path: &Path) -> Result<(), OpenError> {
        let inode = |metadata: Metadata| (metadata.dev(), metadata.ino());
        let own = self.file.metadata().map(inode);
        let current = std::fs::metadata(path).map(inode);
        match (own, current) {
            (Ok(own), Ok(current)) if own == current => Ok(()),
            _ => Err(OpenError::Replaced(path.to_owned())),
        }
    }

    /// Fails if the file was written to, because then no result can be trusted.
    pub fn check_unchanged(&self) -> Result<()> {
        if Stamp::new(&self.file.metadata()?) == self.opened_as {
            Ok(())
        } else {
            Err(StoreError::Changed)
        }
    }

    /// In bytes.
    pub fn size(&self) -> u64 {
        self.opened_as.size
    }

    /// Reads up to `max` bytes from an offset; fewer only at the end of the file.
    pub fn read_at(&self, offset: u64, max: usize) -> Result<Vec<u8>> {
        let left = self.size().saturating_sub(offset);
        let length = usize::try_from(left).map_or(max, |left| left.min(max));
        let mut bytes = vec![0; length];
        self.file.read_exact_at(&mut bytes, offset)?;
        self.check_unchanged()?;
        Ok(bytes)
    }
}

impl Stamp {
    fn new(metadata: &Metadata) -> Self {
        Self {
            size: metadata.len(),
            modified: metadata.modified().ok(),
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Creates a database without facts, with the checksum that `migrate` writes.
    pub async fn create_empty(path: &Path) {
        use sqlx::{ConnectOptions as _, Connection as _};
        let options = sqlx::sqlite::SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true);
        let mut connection = options.connect().await.unwrap();
        sqlx::raw_sql("create table void (id)")
            .execute(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
        let mut options = File::options();
        let file = options.read(true).write(true).open(path).unwrap();
        checksum::write(&file).unwrap();
    }
}
