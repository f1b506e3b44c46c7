//! What the program is built from.

use std::path::PathBuf;
use std::process::Command;

use crate::{Bench, Ended, install, run};

/// Every package of the repository.
const PACKAGES: [&str; 3] = ["Cargo.toml", "benches/Cargo.toml", "tests/fuzz/Cargo.toml"];

/// A program of cargo's, of this version, installed where it is missing.
fn tool(bench: &Bench, name: &str, version: &str) -> Result<PathBuf, Ended> {
    let folder = bench.folder.join("tools");
    let tool = folder.join("bin").join(name);
    let is_there = Command::new(&tool).arg("--version").output();
    if !is_there.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains(version)) {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args([
                "install",
                "--quiet",
                "--locked",
                "--force",
                name,
                "--version",
                version,
                "--root",
            ])
            .arg(&folder);
        install(&mut cargo)?;
    }
    Ok(tool)
}

pub fn deny(bench: &Bench) -> Result<(), Ended> {
    let tool = tool(bench, "cargo-deny", "0.20.2")?;
    PACKAGES.iter().try_for_each(|package| {
        let arguments = [
            "--config",
            ".deny.toml",
            "--manifest-path",
            package,
            "check",
            "licenses",
            "bans",
            "sources",
        ];
        let mut command = Command::new(&tool);
        run(command
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR")))
        .map(drop)
    })
}

pub fn unused(bench: &Bench) -> Result<(), Ended> {
    let tool = tool(bench, "cargo-machete", "0.9.2")?;
    run(Command::new(tool)
        .args(["src", "tests", "benches", "."])
        .current_dir(env!("CARGO_MANIFEST_DIR")))
    .map(drop)
}
