//! `bilateral man`: man pages, generated from the declaration of the command line.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::{Args, Command};
use clap_mangen::Man as Page;

use super::manual;
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
        let written = write_pages(cli, folder);
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

/// Writes the page of the program, and one for each of its commands.
fn write_pages(cli: Command, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut cli = cli;
    cli.build();
    let commands = cli.get_subcommands().cloned();
    for command in commands.chain([cli.clone()]) {
        let sections = manual::sections(&command);
        let page = Page::new(command).source(concat!("bilateral ", env!("CARGO_PKG_VERSION")));
        let mut text = Vec::new();
        page.render(&mut text)?;
        text.extend(sections.into_bytes());
        fs::write(folder.join(page.get_filename()), text)?;
    }
    Ok(())
}
