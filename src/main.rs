//! The binary: runs a command and turns an error into one line and an exit status.

mod cli;
mod serve;

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command, Log};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> anyhow::Result<()> {
    match &cli.command {
        Command::Index { file, text } => cli::index(file, *text),
        Command::Check { from } => cli::check(from),
        Command::Migrate { from, database } => tokio::runtime::Runtime::new()?.block_on(async {
            let report = cli::migrate(from, database).await?;
            cli::say(&cli::summary("loaded", &report))
        }),
        Command::Serve { from, database, how } => {
            start_log(cli.log);
            tokio::runtime::Runtime::new()?.block_on(serve::serve(from, database, how))
        }
    }
}

/// Logs go to standard error; `RUST_LOG` says how much.
fn start_log(log: Log) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match log {
        Log::Human => lines.with_ansi(std::io::stderr().is_terminal()).with_target(false).init(),
        Log::Json => lines.json().init(),
    }
}
