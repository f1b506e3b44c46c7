//! `bilateral man`: man pages, generated from the declaration of the command line.

use std::fs;
use std::path::PathBuf;

use anyhow::anyhow;
use clap::{Args, Command};

use crate::output::print_line;

/// Write the man pages, one for each command
#[derive(Debug, Args)]
pub struct Man {
    /// Folder to write them to; created if it does not exist
    folder: PathBuf,
}

impl Man {
    /// Writes `bilateral.1` and a page for each command, such as `bilateral-serve.1`.
    pub fn run(self, cli: Command) -> anyhow::Result<()> {
        let folder = self.folder.as_path();
        let written =
            fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(cli, folder));
        let path = folder.display();
        written.map_err(|error| {
            anyhow!(
                "cannot write man pages to {path}: {error}; choose a folder that you can write to"
            )
        })?;
        let page = folder.join("bilateral.1");
        print_line(&format!(
            "wrote the man pages; read them with `man {}`",
            page.display()
        ))
    }
}
