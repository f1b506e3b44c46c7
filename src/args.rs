//! Flags that several commands share. Knows no command.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use bilateral::seed::Sources;

/// The sources of the data set.
#[derive(Debug, Args)]
pub struct SourceArgs {
    /// Folder with one subfolder of seed files per pair [default: the seeds compiled into the binary]
    #[arg(long, env = "BILATERAL_SEEDS", value_name = "DIR")]
    seeds: Option<PathBuf>,
    /// Folder with the source documents, named {pair}.txt: facts are checked against them, and responses quote them
    #[arg(long, env = "BILATERAL_DOCUMENTS", value_name = "DIR")]
    documents: Option<PathBuf>,
}

impl SourceArgs {
    pub fn into_sources(self) -> Sources {
        Sources {
            seeds: self.seeds,
            documents: self.documents,
        }
    }
}

/// The database that a command builds or serves.
#[derive(Debug, Args)]
pub struct DatabaseArgs {
    /// Database file
    #[arg(
        long = "database",
        default_value = "bilateral.sqlite",
        env = "BILATERAL_DATABASE",
        value_name = "FILE"
    )]
    pub path: PathBuf,
}

/// The listen address of a server.
#[derive(Debug, Args)]
pub struct ListenArgs {
    /// Address and port that the API listens on
    #[arg(
        long = "listen",
        default_value = "127.0.0.1:8080",
        env = "BILATERAL_LISTEN",
        value_name = "ADDRESS:PORT"
    )]
    pub address: SocketAddr,
}
