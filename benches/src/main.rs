//! Proof of speed: makes data of any size, serves it with bilateral and with servers to compare with, and measures them
//! side by side.

mod cold;
mod export;
mod figures;
mod generate;
mod goals;
mod hot;
mod job;
mod load;
mod naive;
mod naive_sqlite;
mod naive_sqlx;
mod process;
mod ready;
mod report;
mod run;
mod size;
mod wire;
mod words;

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::bail;
use clap::{Parser, Subcommand};
use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};

#[derive(Debug, Parser)]
#[command(about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write seed folders of so many pairs, fifty visits each
    Generate { folder: PathBuf, pairs: usize },
    /// Measure everything
    Run(run::Options),
    /// Serve ready answers from memory
    ServeReady {
        address: SocketAddr,
        answers: PathBuf,
    },
    /// Serve a plain database as one writes it in an hour, with sqlx
    ServeNaiveSqlx {
        address: SocketAddr,
        database: PathBuf,
    },
    /// Serve a plain database as one writes it in an hour, with SQLite in the process and no sqlx
    ServeNaiveSqlite {
        address: SocketAddr,
        database: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Generate { folder, pairs } => generate::generate(&folder, pairs),
        Command::Run(options) => measure(options),
        Command::ServeReady { address, answers } => serve(ready::serve(address, &answers)),
        Command::ServeNaiveSqlx { address, database } => {
            serve(naive_sqlx::serve(address, &database))
        }
        Command::ServeNaiveSqlite { address, database } => {
            serve(naive_sqlite::serve(address, &database))
        }
    }
}

/// Servers have as many workers as the machine that the goals are for has cores.
fn serve(server: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?
        .block_on(server)
}

/// The load generator has one thread, which leaves the rest of the machine to the server. Told to end, it ends its servers.
fn measure(options: run::Options) -> anyhow::Result<()> {
    Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(async {
            let mut told = signal(SignalKind::terminate())?;
            tokio::select! {
                done = run::run(options) => done,
                _ = told.recv() => bail!("told to end"),
            }
        })
}
