//! The file that is served, held open: what it was when it was opened, and whether somebody has written to it since.
//!
//! Connections are told that the file does not change, so that they would not notice. Here it is noticed, whoever writes.

use std::fs::{File, Metadata};
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use super::error::{OpenError, StoreError};
use crate::checksum;

/// A file as it was opened, whatever stands at its path now.
#[derive(Debug, Clone)]
pub struct DatabaseFile {
    file: Arc<File>,
    as_it_was: (u64, Option<SystemTime>),
}

impl DatabaseFile {
    /// Opens a file that is, to the byte, what `migrate` has built.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let unreadable = |reason| OpenError::Unreadable(path.to_owned(), reason);
        let file = File::open(path).map_err(unreadable)?;
        let as_it_was = of(&file.metadata().map_err(unreadable)?);
        if !checksum::verify(&file).map_err(unreadable)? {
            return Err(OpenError::Damaged(path.to_owned()));
        }
        Ok(Self {
            file: Arc::new(file),
            as_it_was,
        })
    }

    /// Refuses a file that is not the one at a path any more: who opened that path may have another.
    pub fn check_place(&self, path: &Path) -> Result<(), OpenError> {
        let inode = |metadata: Metadata| (metadata.dev(), metadata.ino());
        let same = self
            .file
            .metadata()
            .and_then(|own| Ok(inode(own) == inode(std::fs::metadata(path)?)));
        if same.unwrap_or(false) {
            Ok(())
        } else {
            Err(OpenError::Replaced(path.to_owned()))
        }
    }

    /// Refuses a file that was written to: what is read from it is nobody's facts.
    pub fn check_unchanged(&self) -> Result<(), StoreError> {
        if of(&self.file.metadata()?) == self.as_it_was {
            Ok(())
        } else {
            Err(StoreError::Changed)
        }
    }

    /// How many bytes it has.
    pub fn size(&self) -> u64 {
        self.as_it_was.0
    }

    /// Up to so many bytes from a place on, fewer only at the end.
    pub fn read_at(&self, at: u64, most: usize) -> Result<Vec<u8>, StoreError> {
        let left = usize::try_from(self.size().saturating_sub(at)).unwrap_or(usize::MAX);
        let mut bytes = vec![0; most.min(left)];
        self.file.read_exact_at(&mut bytes, at)?;
        self.check_unchanged()?;
        Ok(bytes)
    }
}

fn of(metadata: &Metadata) -> (u64, Option<SystemTime>) {
    (metadata.len(), metadata.modified().ok())
}
