//! The binary: runs a command and turns an error into one line on standard error and an exit status.

mod args;
mod environment;
mod log;
mod output;

mod commands;

mod serve;

mod cli;

use std::io::Write as _;
use std::process::ExitCode;

use cli::Cli;

/// Building a database allocates from several threads at once, which the C library's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match Cli::read().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
