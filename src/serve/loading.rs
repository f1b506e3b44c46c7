//! The data set that the sources give, opened: built only if the database holds another.

use std::path::Path;

use anyhow::ensure;
use bilateral::seed;
use bilateral::store::{Store, Timeouts};

use crate::cli::{self, DatabaseArgs, SourceArgs};

/// Where data comes from, where it is kept, and how long it is waited for.
#[derive(Debug, Clone)]
pub struct Loading {
    pub from: SourceArgs,
    pub database: DatabaseArgs,
    pub waits: Timeouts,
}

impl Loading {
    /// Opens the database, built anew where it is not what the sources give.
    pub async fn load(&self) -> anyhow::Result<Store> {
        let path = self.database.database.as_path();
        let sources = self.from.sources();
        let wanted = seed::version(&sources).await?;
        if path.exists() {
            match Store::open_with(path, self.waits).await {
                Ok(store)
                    if store.dataset.version == wanted && store.dataset.build == seed::BUILD =>
                {
                    return Ok(store);
                }
                Ok(store) => self.may_replace(path, &store).await?,
                Err(error) => {
                    tracing::warn!(reason = %error, "the database cannot be used and is built anew")
                }
            }
        }
        let report = cli::migrate(&self.from, &self.database).await?;
        tracing::info!("{}", cli::summary("loaded", &report));
        Ok(Store::open_with(path, self.waits).await?)
    }

    /// Refuses to put the shipped seeds in the place of other pairs, which somebody has loaded from a folder.
    async fn may_replace(&self, path: &Path, store: &Store) -> anyhow::Result<()> {
        tracing::info!(
            found = store.dataset.version,
            "the database holds other data than the seeds"
        );
        let sources = self.from.sources();
        if sources.seeds.is_some() {
            return Ok(());
        }
        let shipped = sources.pair_names()?;
        let lost = store
            .pairs()
            .await?
            .into_iter()
            .find(|pair| !shipped.contains(pair));
        ensure!(
            lost.is_none(),
            "{} holds {}, which is not among the shipped seeds; name the folder it came from with --seeds, or another file \
             with --database, or have the file replaced by `bilateral migrate`",
            path.display(),
            lost.unwrap_or_default()
        );
        Ok(())
    }
}
