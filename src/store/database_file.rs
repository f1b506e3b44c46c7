//! The database file, held open so that a later change to it is noticed.
//!
//! SQLite opens the file as immutable, so it would not notice a change itself.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwapOption;

use super::error::{OpenError, Result, StoreError};
use crate::checksum;

/// An open file, independent of what its path names later.
#[derive(Debug, Clone)]
pub struct DatabaseFile {
    file: Arc<File>,
    size: u64,
    state: Arc<State>,
}

/// The part of an open file that its clones share.
#[derive(Debug)]
struct State {
    /// The stamp with which the file had its checksum; `None` once it had not.
    intact_as: ArcSwapOption<Stamp>,
    /// Held while the checksum is computed again.
    verifying: Mutex<()>,
}

/// The properties of a file that change when it is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    written: Written,
    /// Seconds and nanoseconds of the last change of the file or of its metadata. Unlike the time of modification, no program
    /// can set it.
    changed: (i64, i64),
    /// The number of names that the file has.
    names: u64,
}

/// The properties that change only when the file is written to, or when somebody sets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Written {
    size: u64,
    /// Seconds and nanoseconds.
    modified: (i64, i64),
}

impl DatabaseFile {
    /// Opens a file and verifies its checksum.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let unreadable = |error| OpenError::Unreadable(path.to_owned(), error);
        let file = File::open(path).map_err(unreadable)?;
        let stamp = Stamp::new(&file.metadata().map_err(unreadable)?);
        if !checksum::verify(&file).map_err(unreadable)? {
            return Err(OpenError::Damaged(path.to_owned()));
        }
        Ok(Self {
            file: Arc::new(file),
            size: stamp.written.size,
            state: Arc::new(State {
                intact_as: ArcSwapOption::from_pointee(stamp),
                verifying: Mutex::default(),
            }),
        })
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

    /// Returns true if nothing at all has changed. If something has, [`Self::check_unchanged`] may read the whole file.
    pub fn is_untouched(&self) -> io::Result<bool> {
        let intact_as = self.state.intact_as.load();
        Ok(intact_as.as_deref() == Some(&Stamp::new(&self.file.metadata()?)))
    }

    /// Fails if the file was written to, because then no result can be trusted. If only its metadata was changed, such as its
    /// name or its owner, its checksum decides.
    pub fn check_unchanged(&self) -> Result<()> {
        if self.is_untouched()? {
            return Ok(());
        }
        let verifying = self.state.verifying.lock();
        let _verifying = verifying.unwrap_or_else(PoisonError::into_inner);
        let intact_as = self.state.intact_as.load();
        let before = intact_as.as_deref().ok_or(StoreError::Changed)?;
        let stamp = Stamp::new(&self.file.metadata()?);
        if stamp.written != before.written {
            return Err(StoreError::Changed);
        }
        // A file that lost its last name was replaced by `migrate`, and nobody else can open it. Others may have been written
        // to by somebody who then restored the time of modification.
        let is_intact = stamp == *before || stamp.names == 0 || checksum::verify(&self.file)?;
        let now = Stamp::new(&self.file.metadata()?);
        let intact_as = is_intact.then(|| Arc::new(stamp));
        self.state.intact_as.store(intact_as);
        if is_intact && now == stamp {
            Ok(())
        } else {
            Err(StoreError::Changed)
        }
    }

    /// In bytes.
    pub fn size(&self) -> u64 {
        self.size
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
            written: Written {
                size: metadata.len(),
                modified: (metadata.mtime(), metadata.mtime_nsec()),
            },
            changed: (metadata.ctime(), metadata.ctime_nsec()),
            names: metadata.nlink(),
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
