//! Builds the database in a new file, which replaces the old one once it is complete.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use futures_util::StreamExt as _;
use sqlx::error::DatabaseError;
use sqlx::migrate::{Migration, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::pipeline::{CheckedPair, LoadContext, Report, SeedError, read_pairs};
use super::source::{SourceError, Sources};
use super::write::{Loader, create_views};
use crate::checksum;

/// SQLite's page cache while it builds, in KiB as a negative number: enough for all pages that are written out of order.
const CACHE_SIZE: &str = "-65536";

static MIGRATIONS: Migrator = sqlx::migrate!();

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
    fn with_path(self, path: &Path) -> Self {
        match self {
            Self::Database(sqlx::Error::Database(error)) if is_disk_error(&*error) => {
                Self::at(path)(io::Error::other(error.message().to_owned()))
            }
            other => other,
        }
    }

    /// Adds the path of a file to an error of it.
    fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
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

/// Builds the database at `path` from seeds. Calls `progress` before each pair, and once after the last, with the number of
/// pairs that are done and the number of all pairs.
///
/// The file at `path` is always either the complete old one or the complete new one, even if the process is killed.
pub async fn migrate(
    sources: &Sources,
    path: &Path,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Report, MigrateError> {
    // Replace the target of a symbolic link, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let path = target.as_path();
    reject_foreign_file(path)?;
    let new_path = path.with_added_extension("new");
    let new_file = lock(&new_path).map_err(MigrateError::at(&new_path))?;
    let built = build(sources, &new_path, progress).await;
    if built.is_err() {
        // A file that cannot be removed is overwritten next time.
        let _ = fs::remove_file(&new_path);
    }
    let report = built.map_err(|error| error.with_path(&new_path))?;
    let written = checksum::write(&new_file).and_then(|()| new_file.sync_all());
    written.map_err(MigrateError::at(&new_path))?;
    fs::rename(&new_path, path).map_err(MigrateError::at(path))?;
    Ok(report)
}

async fn build(
    sources: &Sources,
    new_path: &Path,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Report, MigrateError> {
    // Nothing reads the file before it is complete, so it needs no journal and is synced once at the end. The loader assigns
    // all keys, so foreign keys are not checked here but in `tests/stored.rs`.
    let options = SqliteConnectOptions::new()
        .filename(new_path)
        .journal_mode(SqliteJournalMode::Off)
        .foreign_keys(false);
    let options = options
        .synchronous(SqliteSynchronous::Off)
        .pragma("cache_size", CACHE_SIZE)
        .pragma("threads", "2");
    let mut connection = options.connect().await?;
    let is_index = |migration: &&Migration| migration.description == "indexes";
    for migration in MIGRATIONS.iter().filter(|migration| !is_index(migration)) {
        let tables = sqlx::raw_sql(migration.sql.clone());
        tables.execute(&mut connection).await?;
    }
    sqlx::raw_sql(create_views())
        .execute(&mut connection)
        .await?;
    sqlx::raw_sql("begin").execute(&mut connection).await?;
    let (report, mut connection) = load(sources, connection, progress).await?;
    sqlx::raw_sql("commit").execute(&mut connection).await?;
    for migration in MIGRATIONS.iter().filter(is_index) {
        let indexes = sqlx::raw_sql(migration.sql.clone());
        indexes.execute(&mut connection).await?;
    }
    // No `analyze`: statistics of a small data set mislead the planner. Without them its plans do not depend on the data and
    // are those that `tests/plans.rs` checks.
    connection.close().await?;
    Ok(report)
}

/// Loads all pairs, and returns the connection.
async fn load(
    sources: &Sources,
    connection: SqliteConnection,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<(Report, SqliteConnection), MigrateError> {
    let mut context = LoadContext::new(sources)?;
    let mut loader = Loader::start(connection);
    let names = sources.pair_names()?;
    let total = names.len();
    let revised = context.revised();
    let read =
        move |sources: &Sources, name: &str| CheckedPair::read_and_prepare(sources, name, revised);
    let mut pairs = read_pairs(sources, names, read).enumerate();
    while let Some((done, pair)) = pairs.next().await {
        progress(done, total);
        if let Some(prepared) = context.add_pair(pair?) {
            loader.insert_pair(prepared).await?;
        }
    }
    progress(total, total);
    let dataset = context.finish()?;
    let metadata = &dataset.metadata;
    loader.insert_dataset(&dataset.version, metadata).await?;
    Ok((dataset.report, loader.finish().await?))
}

/// Opens the new file, empty and locked. Waits for another `migrate` that holds the lock.
fn lock(path: &Path) -> io::Result<File> {
    loop {
        let file = OpenOptions::new()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .open(path)?;
        file.lock()?;
        // The other `migrate` may have renamed the file that is now locked. Then there is another one at the path, or none.
        let locked = file.metadata()?.ino();
        if fs::metadata(path).is_ok_and(|now| now.ino() == locked) {
            file.set_len(0)?;
            return Ok(file);
        }
    }
}

/// Rejects a path that must not be replaced: a folder or device, a file that SQLite did not write, or a database with another
/// application id.
fn reject_foreign_file(path: &Path) -> Result<(), MigrateError> {
    const APPLICATION_ID: &[u8] = b"bila";
    let mut header = Vec::new();
    let read = match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => {
            return Err(MigrateError::ForeignFile(path.to_owned()));
        }
        Ok(_) => File::open(path).and_then(|file| file.take(100).read_to_end(&mut header)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => Err(error),
    };
    read.map_err(MigrateError::at(path))?;
    let is_sqlite = header.starts_with(b"SQLite format 3\0");
    let is_ours = is_sqlite && header.get(68..72) == Some(APPLICATION_ID);
    if is_ours || header.is_empty() {
        Ok(())
    } else {
        Err(MigrateError::ForeignFile(path.to_owned()))
    }
}
