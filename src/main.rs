//! The binary: runs a command and turns an error into one line and an exit status.

mod cli;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
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
            println!("{}", cli::summary("loaded", &report));
            Ok(())
        }),
        Command::Serve { .. } => todo!(),
    }
}
