//! The file in which a database is built, beside the one that it replaces once it is complete.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::migrate_error::MigrateError;
use crate::checksum;

/// A new database file. Only one process at a time has it. It is removed when it is dropped, unless it was published.
#[derive(Debug)]
pub struct NewDatabase {
    /// The file that it will replace.
    target: PathBuf,
    path: PathBuf,
    file: File,
}

impl NewDatabase {
    /// Creates the file, empty. Waits for another process that builds the same database.
    pub fn create(target: &Path) -> Result<Self, MigrateError> {
        let path = unfinished_path(target);
        let file = lock(&path).map_err(|error| {
            // If the file cannot be created, its folder is to blame.
            let folder = path.parent().filter(|folder| *folder != Path::new(""));
            let blamed = folder.filter(|_| !path.exists()).unwrap_or(&path);
            MigrateError::at(blamed)(error)
        })?;
        Ok(Self {
            target: target.to_owned(),
            path,
            file,
        })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts the complete file in the place of the old one.
    pub fn publish(self) -> Result<(), MigrateError> {
        let written = checksum::write(&self.file).and_then(|()| self.file.sync_all());
        written.map_err(MigrateError::at(&self.path))?;
        fs::rename(&self.path, &self.target).map_err(MigrateError::at(&self.target))
    }
}

impl Drop for NewDatabase {
    fn drop(&mut self) {
        // After it was published, the path may name the file of another process, which is waited for no longer.
        let own = self.file.metadata().map(|metadata| metadata.ino());
        let named = fs::metadata(&self.path).map(|metadata| metadata.ino());
        if matches!((own, named), (Ok(own), Ok(named)) if own == named) {
            // A file that cannot be removed is removed next time.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Removes the file that a killed process left unfinished, unless another one is building it.
pub fn remove_unfinished(database: &Path) -> Result<(), MigrateError> {
    let path = unfinished_path(&resolve(database));
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(MigrateError::at(&path)(error)),
    };
    match file.try_lock() {
        Ok(()) => fs::remove_file(&path).map_err(MigrateError::at(&path)),
        Err(TryLockError::WouldBlock) => Ok(()),
        Err(TryLockError::Error(error)) => Err(MigrateError::at(&path)(error)),
    }
}

/// The target of a symbolic link, which is replaced instead of the link.
pub fn resolve(database: &Path) -> PathBuf {
    fs::canonicalize(database).unwrap_or_else(|_| database.to_owned())
}

fn unfinished_path(target: &Path) -> PathBuf {
    target.with_added_extension("new")
}

/// Opens the new file, empty and locked. Waits for another process that holds the lock.
fn lock(path: &Path) -> io::Result<File> {
    loop {
        let file = OpenOptions::new()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .open(path)?;
        file.lock()?;
        // The other process may have renamed the file that is now locked. Then there is another one at the path, or none.
        let locked = file.metadata()?.ino();
        if fs::metadata(path).is_ok_and(|now| now.ino() == locked) {
            file.set_len(0)?;
            return Ok(file);
        }
    }
}

/// Rejects a path at which no database may be written: one in a folder that is not there, a folder or device, a file that
/// SQLite did not write, or a database with another application id.
pub fn reject_foreign_file(database: &Path) -> Result<(), MigrateError> {
    const APPLICATION_ID: &[u8] = b"bila";
    if let Some(folder) = database.parent().filter(|folder| *folder != Path::new("")) {
        fs::metadata(folder).map_err(MigrateError::at(folder))?;
    }
    let mut header = Vec::new();
    let read = match fs::metadata(database) {
        Ok(metadata) if !metadata.is_file() => {
            return Err(MigrateError::ForeignFile(database.to_owned()));
        }
        Ok(_) => File::open(database).and_then(|file| file.take(100).read_to_end(&mut header)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => Err(error),
    };
    read.map_err(MigrateError::at(database))?;
    let is_sqlite = header.starts_with(b"SQLite format 3\0");
    let is_ours = is_sqlite && header.get(68..72) == Some(APPLICATION_ID);
    if is_ours || header.is_empty() {
        Ok(())
    } else {
        Err(MigrateError::ForeignFile(database.to_owned()))
    }
}
