//! Benchmarks: generates data of any size, serves it with bilateral and with servers to compare with, and measures them
//! side by side. Knows bilateral only as a program and by its HTTP interface.

mod cold;
mod dataset;
mod export;
mod generate;
mod goals;
mod hot;
mod http_client;
mod job;
mod load_generator;
mod naive;
mod naive_sqlite;
mod naive_sqlx;
mod names;
mod odd;
mod odd_requests;
mod process;
mod replay;
mod report;
mod results;
mod run;

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
    /// Generate seed folders for a number of pairs, with fifty visits each
    Generate { folder: PathBuf, pairs: usize },
    /// Run the benchmarks
    Run(run::Options),
    /// Send odd requests to a server of the shipped data, and print the most CPU time that one took
    Odd(odd::Options),
    /// Serve recorded responses from memory with bare hyper
    ServeRecorded {
        address: SocketAddr,
        responses: PathBuf,
    },
    /// Serve a plain database with a straightforward axum and sqlx server
    ServeNaiveSqlx {
        address: SocketAddr,
        database: PathBuf,
    },
    /// Serve a plain database with a straightforward axum and rusqlite server
    ServeNaiveSqlite {
        address: SocketAddr,
        database: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Generate { folder, pairs } => generate::generate(&folder, pairs),
        Command::Run(options) => run_benchmarks(run::run(options)),
        Command::Odd(options) => run_benchmarks(odd::run(options)),
        Command::ServeRecorded { address, responses } => serve(replay::serve(address, &responses)),
        Command::ServeNaiveSqlx { address, database } => {
            serve(naive_sqlx::serve(address, &database))
        }
        Command::ServeNaiveSqlite { address, database } => {
            serve(naive_sqlite::serve(address, &database))
        }
    }
}

/// Runs a server on two worker threads, because the goals are for a machine with two cores.
fn serve(server: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?
        .block_on(server)
}

/// Runs the load generator on a single thread, which leaves the other cores to the server. Stops on SIGTERM; the
/// servers it started are killed when their handles are dropped.
fn run_benchmarks(benchmarks: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(async {
            let mut sigterm = signal(SignalKind::terminate())?;
            tokio::select! {
                result = benchmarks => result,
                _ = sigterm.recv() => bail!("stopped by SIGTERM"),
            }
        })
}
