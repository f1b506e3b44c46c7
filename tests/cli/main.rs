//! The commands of the binary, run as a user runs them.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "../binary/mod.rs"]
mod binary;
#[path = "../binary/wire.rs"]
mod wire;

mod errors;
mod help;
mod import;
mod new;
mod seeds;
mod serve;
mod settings;

use std::process::Output;

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The path of a file below `tests/fixtures`.
fn fixture(path: &str) -> String {
    format!("{}/tests/fixtures/{path}", env!("CARGO_MANIFEST_DIR"))
}
