//! Building the database: a fresh file beside the old one, put in its place when it is whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use sqlx::error::DatabaseError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::ahead::{Ahead, TOGETHER, side_by_side};
use super::load::Loader;
use super::source::{Sources, Unreadable};
use super::version::{Version, digest};
use super::{Loading, Report, SeedError};
use crate::checksum;

/// The pages that SQLite keeps while it builds, in KiB below zero: enough for all that is written out of order.
const CACHE: &str = "-65536";

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// Why no database was built. The old one, if there was one, is as it was.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    #[error(transparent)]
    Seeds(#[from] SeedError),
    #[error("cannot use {}: {reason}; name a database file that may be read, in a folder that may be written and has room", path.display())]
    Unwritable { path: PathBuf, reason: io::Error },
    #[error("{} is not a database of bilateral; move it away, or name another file with --database", .0.display())]
    Foreign(PathBuf),
    // No source: the text says all that it would.
    #[error("the database refused the facts, which is a fault of bilateral: {0}")]
    Database(sqlx::Error),
}

impl MigrateError {
    /// A disk that takes no more, or refuses, is no fault of the facts.
    fn at(self, path: &Path) -> Self {
        match self {
            Self::Database(sqlx::Error::Database(error)) if is_of_the_disk(&*error) => {
                Self::Unwritable {
                    path: path.to_owned(),
                    reason: io::Error::other(error.message().to_owned()),
                }
            }
            other => other,
        }
    }
}

/// `SQLITE_READONLY`, `SQLITE_IOERR`, `SQLITE_FULL` or `SQLITE_CANTOPEN`: the low bits of a code.
fn is_of_the_disk(error: &dyn DatabaseError) -> bool {
    error
        .code()
        .and_then(|code| code.parse::<i32>().ok())
        .is_some_and(|code| matches!(code & 0xFF, 8 | 10 | 13 | 14))
}

impl From<sqlx::Error> for MigrateError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<Unreadable> for MigrateError {
    fn from(error: Unreadable) -> Self {
        Self::Seeds(SeedError::Unreadable(error))
    }
}

/// The version of the data set that these sources give: the same wherever they are the same and so is the program.
pub fn version(sources: &Sources) -> Result<String, Unreadable> {
    let mut version = Version::new(sources.about()?.as_deref());
    for names in sources.pairs()?.chunks(TOGETHER) {
        for digest in side_by_side(names, |name| {
            Ok(digest(
                &sources.files(name)?,
                sources.document(name)?.as_deref(),
            ))
        })? {
            version.pair(&digest);
        }
    }
    Ok(version.finish())
}

/// Builds the database at `path` from seeds. `progress` hears of each pair: how many are done, and of how many.
///
/// Whatever happens, killing the process included, the file at `path` is wholly the old one or wholly the new one.
pub async fn migrate(
    sources: &Sources,
    path: &Path,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Report, MigrateError> {
    // A link is followed: what it points to is replaced, not the link.
    let followed = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let path = followed.as_path();
    refuse_foreign(path)?;
    let unwritable = |path: &Path| {
        let path = path.to_owned();
        move |reason| MigrateError::Unwritable { path, reason }
    };
    let fresh = path.with_added_extension("new");
    let guard = lock(&fresh).map_err(unwritable(&fresh))?;
    let built = build(sources, &fresh, progress).await;
    if built.is_err() {
        // What cannot be removed is written over next time.
        let _ = fs::remove_file(&fresh);
    }
    let report = built.map_err(|error| error.at(&fresh))?;
    checksum::write(&guard)
        .and_then(|()| guard.sync_all())
        .map_err(unwritable(&fresh))?;
    fs::rename(&fresh, path).map_err(unwritable(path))?;
    Ok(report)
}

async fn build(
    sources: &Sources,
    fresh: &Path,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Report, MigrateError> {
    // Nobody reads the file before it is whole: no journal, and one sync at the end. Keys are given by the loader, so that
    // nothing refers to what is not there: `tests/stored.rs` has SQLite look.
    let options = SqliteConnectOptions::new()
        .filename(fresh)
        .journal_mode(SqliteJournalMode::Off)
        .foreign_keys(false);
    let options = options
        .synchronous(SqliteSynchronous::Off)
        .pragma("cache_size", CACHE)
        .pragma("threads", "2");
    let mut connection = options.connect().await?;
    let (indexes, tables): (Vec<_>, Vec<_>) = MIGRATIONS
        .iter()
        .partition(|migration| migration.description == "indexes");
    for migration in tables {
        sqlx::raw_sql(migration.sql.clone())
            .execute(&mut connection)
            .await?;
    }
    sqlx::raw_sql("begin").execute(&mut connection).await?;
    let (report, mut connection) = load(sources, connection, progress).await?;
    sqlx::raw_sql("commit").execute(&mut connection).await?;
    for migration in indexes {
        sqlx::raw_sql(migration.sql.clone())
            .execute(&mut connection)
            .await?;
    }
    // No `analyze`: statistics of a small data set mislead the planner, and without them its plans are those that
    // `tests/plans.rs` has seen, whatever the data.
    connection.close().await?;
    Ok(report)
}

/// Stores all pairs, and gives the connection back.
async fn load(
    sources: &Sources,
    connection: SqliteConnection,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<(Report, SqliteConnection), MigrateError> {
    let mut loading = Loading::new(sources)?;
    let mut loader = Loader::start(connection);
    let names = sources.pairs()?;
    let mut done = 0;
    let mut ahead = Ahead::start(sources.clone(), names.clone());
    while let Some(read) = ahead.next().await {
        for read in read? {
            progress(done, names.len());
            done += 1;
            if let Some(prepared) = loading.take(read) {
                loader.pair(prepared).await?;
            }
        }
    }
    progress(names.len(), names.len());
    let (report, about, version) = loading.finish()?;
    loader.dataset(&version, &about).await?;
    Ok((report, loader.finish().await?))
}

/// Opens the fresh file for this process alone, empty. Another `migrate` under way is waited for.
fn lock(fresh: &Path) -> io::Result<File> {
    loop {
        let file = OpenOptions::new()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .open(fresh)?;
        file.lock()?;
        // The one waited for has moved its file away: this lock is on that file, not on the one now at the path.
        let same = fs::metadata(fresh)
            .is_ok_and(|now| file.metadata().is_ok_and(|own| own.ino() == now.ino()));
        if same {
            file.set_len(0)?;
            return Ok(file);
        }
    }
}

/// Refuses what is there and is not ours: it is no file at all, its first bytes are not SQLite's, or its application id is another's.
fn refuse_foreign(path: &Path) -> Result<(), MigrateError> {
    const APPLICATION_ID: &[u8] = b"bila";
    let mut head = Vec::new();
    let read = match fs::metadata(path) {
        Ok(there) if !there.is_file() => return Err(MigrateError::Foreign(path.to_owned())),
        Ok(_) => File::open(path).and_then(|file| file.take(100).read_to_end(&mut head)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => Err(error),
    };
    read.map_err(|reason| MigrateError::Unwritable {
        path: path.to_owned(),
        reason,
    })?;
    let ours = head.starts_with(b"SQLite format 3\0") && head.get(68..72) == Some(APPLICATION_ID);
    if ours || head.is_empty() {
        Ok(())
    } else {
        Err(MigrateError::Foreign(path.to_owned()))
    }
}
