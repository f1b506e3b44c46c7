//! What a shell and the system's manual are told of the command line, made from its one declaration.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::Context as _;
use clap::CommandFactory as _;
use clap_complete::{Shell, generate};

use crate::cli::{self, Cli};

/// `bilateral completions`.
pub fn completions(shell: Shell) -> anyhow::Result<()> {
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "bilateral", &mut script);
    io::stdout()
        .write_all(&script)
        .context("cannot write to standard output")
}

/// `bilateral man`: `bilateral.1` and a page for each command.
pub fn pages(folder: &Path) -> anyhow::Result<()> {
    let written =
        fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Cli::command(), folder));
    written.with_context(|| {
        format!(
            "cannot write the manual to {}; name a folder that may be written",
            folder.display()
        )
    })?;
    cli::say(&format!(
        "wrote the manual; read it with `man {}`",
        folder.join("bilateral.1").display()
    ))
}
