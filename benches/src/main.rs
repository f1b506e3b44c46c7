//! Proof of speed: makes data of any size, serves it with bilateral and with servers to compare with, and measures them
//! side by side.

mod generate;
mod words;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write seed folders of so many pairs, fifty visits each
    Generate { folder: PathBuf, pairs: usize },
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Generate { folder, pairs } => generate::generate(&folder, pairs),
    }
}
