//! The binary: runs a command and turns an error into one line and an exit status.

mod cli;
mod completions;
mod health;
mod log;
mod serve;

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Parser;

use tokio::runtime::{self, Runtime};

use cli::{Cli, Command};

/// Loading allocates and frees from several threads at once, which the C library's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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

/// The threads that read files. However many downloads there are, no more read at a time, as each takes memory of its own.
const READERS: usize = 8;

fn runtime() -> std::io::Result<Runtime> {
    runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(READERS)
        .build()
}

fn run(cli: &Cli) -> anyhow::Result<()> {
    if cli.version {
        return runtime()?.block_on(cli::version());
    }
    let command = cli
        .command
        .as_ref()
        .context("no command is given; `bilateral --help` lists them")?;
    match command {
        Command::Index { file, text } => cli::index(file, *text),
        Command::Check { from } => runtime()?.block_on(cli::check(from)),
        Command::Health { listen } => runtime()?.block_on(async {
            health::ask(listen.listen).await?;
            cli::say("ready")
        }),
        Command::Completions { shell } => completions::completions(*shell),
        Command::Man { folder } => completions::pages(folder),
        Command::Migrate { from, database } => runtime()?.block_on(async {
            let report = cli::migrate(from, database).await?;
            cli::say(&cli::summary("loaded", &report))
        }),
        Command::Serve {
            from,
            database,
            how,
        } => {
            log::start(cli.log);
            let served = runtime()?.block_on(serve::serve(from, database, how));
            log::flush();
            served
        }
    }
}
