//! Opens the database that `serve` reads, and builds it first if it is missing or out of date.

use std::path::PathBuf;

use anyhow::bail;

use crate::commands::build_database;
use crate::output::{NOTHING_WRITTEN, report_seed_error, summarize};
use bilateral::seed::{self, Sources};
use bilateral::store::{Store, Timeouts};

/// Opens the same database again on each reload.
#[derive(Debug, Clone)]
pub struct DatabaseOpener {
    pub sources: Sources,
    /// The database file.
    pub path: PathBuf,
    pub timeouts: Timeouts,
}

impl DatabaseOpener {
    /// Opens the database. Rebuilds it if it cannot be opened, or was built by another build or from other sources.
    pub async fn open(&self) -> anyhow::Result<Store> {
        let path = self.path.as_path();
        seed::reject_foreign_file(path)?;
        if let Err(error) = seed::remove_unfinished(path) {
            tracing::warn!("cannot remove what a killed process left: {error}");
        }
        let wanted = seed::version(&self.sources).await;
        let wanted = wanted.map_err(|error| report_seed_error(error, NOTHING_WRITTEN))?;
        if path.exists() {
            match Store::open_with(path, self.timeouts).await {
                Ok(store)
                    if store.dataset.version == wanted && store.dataset.build == seed::BUILD =>
                {
                    return Ok(store);
                }
                Ok(store) => self.check_replaceable(&store).await?,
                Err(error) => {
                    tracing::warn!(reason = %error, "cannot open the database, rebuilding it");
                }
            }
        }
        let report = build_database(&self.sources, path).await?;
        tracing::info!("{}", summarize("loaded", &report));
        Ok(Store::open_with(path, self.timeouts).await?)
    }

    /// Fails if the compiled-in seeds would replace a pair that they do not have, which was loaded from a folder.
    async fn check_replaceable(&self, store: &Store) -> anyhow::Result<()> {
        tracing::info!(
            version = store.dataset.version,
            build = store.dataset.build,
            "the database is out of date, rebuilding it"
        );
        if self.sources.seeds.is_some() {
            return Ok(());
        }
        let shipped = self.sources.read_top_folder()?.pair_names;
        let pairs = store.pair_ids().await?;
        if let Some(pair) = pairs.iter().find(|pair| !shipped.contains(pair)) {
            bail!(
                "{} contains the pair {pair}, which the compiled-in seeds do not have; pass its folder with --seeds, choose \
                 another file with --database, or replace the database with `bilateral migrate`",
                self.path.display()
            );
        }
        Ok(())
    }
}
