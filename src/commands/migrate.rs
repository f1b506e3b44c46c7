//! `bilateral migrate`: builds the database from the seeds.

use std::path::Path;

use clap::Args;

use crate::args::{DatabaseArgs, SourceArgs};
use crate::output::{
    NOTHING_WRITTEN, clear_progress, print_line, report_seed_error, show_progress, summarize,
};
use bilateral::seed::{self, MigrateError, Report, Sources};

/// Build the database from the seeds, replacing an existing one
#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    sources: SourceArgs,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Migrate {
    pub async fn run(self) -> anyhow::Result<()> {
        let report = build_database(&self.sources.into_sources(), &self.database.path).await?;
        print_line(&summarize("loaded", &report))
    }
}

/// Builds the database at `path` and shows the progress on a terminal.
pub async fn build_database(sources: &Sources, path: &Path) -> anyhow::Result<Report> {
    let built = seed::migrate(sources, path, &show_progress).await;
    clear_progress();
    built.map_err(|error| match error {
        MigrateError::Seeds(error) => report_seed_error(error, NOTHING_WRITTEN),
        other => other.into(),
    })
}
