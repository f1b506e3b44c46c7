//! Checks of the dependencies.

use std::path::PathBuf;
use std::process::Command;

use crate::tools::{CheckError, TestBed, install, run_tool};

/// Every package of the repository.
const MANIFESTS: [&str; 3] = ["Cargo.toml", "benches/Cargo.toml", "tests/fuzz/Cargo.toml"];

/// The path of a cargo tool of a given version, installed if it is missing.
fn cargo_tool(bed: &TestBed, name: &str, version: &str) -> Result<PathBuf, CheckError> {
    let folder = bed.folder.join("tools");
    let tool = folder.join("bin").join(name);
    let installed = Command::new(&tool).arg("--version").output();
    if !installed.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains(version)) {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(["install", "--quiet", "--locked", "--force", name])
            .args(["--version", version, "--root"])
            .arg(&folder);
        install(&mut cargo)?;
    }
    Ok(tool)
}

pub fn deny(bed: &TestBed) -> Result<(), CheckError> {
    let tool = cargo_tool(bed, "cargo-deny", "0.20.2")?;
    for manifest in MANIFESTS {
        let mut command = Command::new(&tool);
        command
            .args(["--config", ".deny.toml", "--manifest-path", manifest])
            .args(["check", "licenses", "bans", "sources"])
            .current_dir(env!("CARGO_MANIFEST_DIR"));
        run_tool(&mut command)?;
    }
    Ok(())
}

pub fn unused(bed: &TestBed) -> Result<(), CheckError> {
    let mut command = Command::new(cargo_tool(bed, "cargo-machete", "0.9.2")?);
    command
        .args(["src", "tests", "benches", "."])
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    run_tool(&mut command).map(drop)
}
