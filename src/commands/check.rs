//! `bilateral check`: validates the seeds and writes nothing.

use std::io::{self, Write as _};
use std::path::Path;

use clap::Args;

use crate::args::SourceArgs;
use crate::output::{print_line, report_seed_error, summarize, summarize_uncompared};
use bilateral::seed;

/// Check the seeds and report every error with its file, line and remedy; writes nothing
#[derive(Debug, Args)]
pub struct Check {
    /// Check this pair alone
    pair: Option<String>,

    #[command(flatten)]
    sources: SourceArgs,

    /// List the words that could not be compared with the values beside them, each with its file and line
    #[arg(long)]
    list_uncompared: bool,
}

impl Check {
    pub async fn run(self) -> anyhow::Result<()> {
        let sources = self.sources.into_sources();
        if sources.seeds.is_none() && Path::new("seeds").is_dir() {
            let note = "these seeds were compiled into the binary; `--seeds seeds` checks those of the folder seeds";
            writeln!(io::stderr(), "note: {note}")?;
        }
        let report = match &self.pair {
            Some(pair) => seed::check_one(&sources, pair).await,
            None => seed::check(&sources).await,
        };
        let report = report.map_err(|error| report_seed_error(error, ""))?;
        for warning in &report.warnings {
            writeln!(io::stderr(), "warning: {warning}")?;
        }
        print_line(&summarize("checked", &report))?;
        if let Some(line) = summarize_uncompared(&report.uncompared) {
            print_line(&line)?;
        }
        let listed = report.uncompared.listed.iter();
        let mut listed = listed.filter(|_| self.list_uncompared);
        listed.try_for_each(|line| print_line(line))
    }
}
