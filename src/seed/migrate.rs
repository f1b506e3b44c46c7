//! Builds the database in a new file, which replaces the old one once it is complete.

use std::path::Path;

use futures_util::StreamExt as _;
use sqlx::migrate::{Migration, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::load_context::{LoadContext, Reading, Report};
use super::migrate_error::MigrateError;
use super::new_database::{NewDatabase, reject_foreign_file, resolve};
use super::pairs::{CheckedPair, read_pairs};
use super::pipeline::read_until_unchanged;
use super::source::Sources;
use super::write::{Loader, create_views};

/// SQLite's page cache while it builds, in KiB as a negative number: enough for all pages that are written out of order.
const CACHE_SIZE: &str = "-65536";

static MIGRATIONS: Migrator = sqlx::migrate!();

/// Is told of the progress of a load: the number of pairs that are done, and the number of all pairs.
type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Builds the database at `path` from seeds. Calls `progress` before each pair, and once after the last, with the number of
/// pairs that are done and the number of all pairs.
///
/// The file at `path` is always either the complete old one or the complete new one, even if the process is killed.
pub async fn migrate(
    sources: &Sources,
    path: &Path,
    progress: Progress<'_>,
) -> Result<Report, MigrateError> {
    let path = resolve(path);
    reject_foreign_file(&path)?;
    // Each reading has a file of its own: SQLite may not have closed that of the reading before.
    let build = async || {
        let new = NewDatabase::create(&path)?;
        let built = build(sources, new.path(), progress).await;
        let reading = built.map_err(|error| error.with_path(new.path()))?;
        Ok::<_, MigrateError>(reading.map(|report| (report, new)))
    };
    let (report, new) = read_until_unchanged(sources, build).await?;
    new.publish()?;
    Ok(report)
}

async fn build(
    sources: &Sources,
    new_path: &Path,
    progress: Progress<'_>,
) -> Result<Reading<Report>, MigrateError> {
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
    apply_migrations(&mut connection, |migration| !is_index(migration)).await?;
    sqlx::raw_sql(create_views())
        .execute(&mut connection)
        .await?;
    sqlx::raw_sql("begin").execute(&mut connection).await?;
    let reading = load(sources, connection, progress).await?;
    let (report, mut connection) = match reading.result {
        Ok(loaded) => loaded,
        Err(error) => {
            let (version, result) = (reading.version, Err(error));
            return Ok(Reading { version, result });
        }
    };
    sqlx::raw_sql("commit").execute(&mut connection).await?;
    apply_migrations(&mut connection, is_index).await?;
    // No `analyze`: statistics of a small data set mislead the planner. Without them its plans do not depend on the data and
    // are those that `tests/plans.rs` checks.
    connection.close().await?;
    Ok(Reading {
        version: reading.version,
        result: Ok(report),
    })
}

/// True for the migration that creates the indexes, which is faster once all rows are inserted.
fn is_index(migration: &Migration) -> bool {
    migration.description == "indexes"
}

async fn apply_migrations(
    connection: &mut SqliteConnection,
    is_due: fn(&Migration) -> bool,
) -> sqlx::Result<()> {
    for migration in MIGRATIONS.iter().filter(|migration| is_due(migration)) {
        sqlx::raw_sql(migration.sql.clone())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Loads all pairs, and returns the connection.
async fn load(
    sources: &Sources,
    connection: SqliteConnection,
    progress: Progress<'_>,
) -> Result<Reading<(Report, SqliteConnection)>, MigrateError> {
    let mut top = match sources.read_top_folder() {
        Ok(top) => top,
        Err(error) => return Ok(error.into()),
    };
    let names = std::mem::take(&mut top.pair_names);
    let total = names.len();
    let mut context = LoadContext::new(sources, top);
    let mut loader = Loader::start(connection);
    let revised = context.revised();
    let read =
        move |sources: &Sources, name: &str| CheckedPair::read_and_prepare(sources, name, revised);
    let mut pairs = read_pairs(sources, names, read).enumerate();
    while let Some((done, pair)) = pairs.next().await {
        progress(done, total);
        if let Some(prepared) = context.add_pair(pair) {
            loader.insert_pair(prepared).await?;
        }
    }
    progress(total, total);
    let Reading { version, result } = context.finish();
    let result = match result {
        Err(error) => Err(error),
        Ok(dataset) => {
            loader.insert_dataset(&version, &dataset.metadata).await?;
            Ok((dataset.report, loader.finish().await?))
        }
    };
    Ok(Reading { version, result })
}
