//! `bilateral completions`: a shell's completion script, generated from the declaration of the command line.

use std::io::{self, Write as _};

use anyhow::Context as _;
use clap::{Args, Command};
use clap_complete::{Shell, generate};

/// Generate shell completions
#[derive(Debug, Args)]
pub struct Completions {
    /// Shell to generate them for
    shell: Shell,
}

impl Completions {
    pub fn run(self, mut cli: Command) -> anyhow::Result<()> {
        let mut script = Vec::new();
        generate(self.shell, &mut cli, "bilateral", &mut script);
        io::stdout()
            .write_all(&script)
            .context("cannot write to standard output")
    }
}
