//! `bilateral check`: validates the seeds and writes nothing.

use clap::Args;

use crate::args::SourceArgs;
use crate::output::{print_line, report_seed_error, summarize};
use bilateral::seed;

/// Check the seeds and report every error with its file, line and remedy; writes nothing
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    sources: SourceArgs,
}

impl Check {
    pub async fn run(self) -> anyhow::Result<()> {
        let report = seed::check(&self.sources.into_sources()).await;
        let report = report.map_err(|error| report_seed_error(error, ""))?;
        print_line(&summarize("checked", &report))
    }
}
