//! Machines in a bad state: a full disk, a file system that may not be written, a user who may do nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::binary::{Server, bilateral, run, stderr};
use crate::{Bench, Ended};

/// Nobody.
const NOBODY: u32 = 65534;

/// A file system of its own for what the script does in `$1`; `$2` is the binary. What is mounted there ends with it.
fn mounted(size: &str, script: &str) -> Result<(TempDir, Output), Ended> {
    let folder = folder()?;
    let mounts = Command::new("unshare").args(["--mount", "true"]).output();
    if !mounts.is_ok_and(|output| output.status.success()) {
        return Err(Ended::Skipped(
            "no file system can be mounted here: run as root, with `unshare`".to_owned(),
        ));
    }
    let mount = format!("set -e; mount -t tmpfs -o size={size} none \"$1\"; {script}");
    let output = Command::new("unshare")
        .args(["--mount", "sh", "-c", &mount, "sh"])
        .arg(folder.path())
        .arg(env!("CARGO_BIN_EXE_bilateral"))
        .output();
    Ok((
        folder,
        output.map_err(|error| Ended::Failed(error.to_string()))?,
    ))
}

fn folder() -> Result<TempDir, Ended> {
    TempDir::new().map_err(|error| Ended::Failed(error.to_string()))
}

/// The last line on standard error must be an error that has all these words, and nothing may have panicked.
fn told(output: &Output, words: &[&str]) -> Result<(), Ended> {
    let told = stderr(output);
    let last = told.lines().last().unwrap_or_default();
    let right = last.starts_with("error: ")
        && words.iter().all(|word| last.contains(word))
        && !told.contains("panicked");
    if right {
        Ok(())
    } else {
        Err(Ended::Failed(format!("{words:?} are not in {told}")))
    }
}

pub fn full_disk(_: &Bench) -> Result<(), Ended> {
    // Room for one database and not for another beside it.
    let script = "\"$2\" migrate --database \"$1/db\" > /dev/null; before=$(sha256sum \"$1/db\"); left=$(ls \"$1\"); \
                  ! \"$2\" migrate --database \"$1/db\" || exit 7; \
                  [ \"$before\" = \"$(sha256sum \"$1/db\")\" ] || exit 8; [ \"$left\" = \"$(ls \"$1\")\" ] || exit 9";
    let (_folder, output) = mounted("700k", script)?;
    if !output.status.success() {
        return Err(Ended::Failed(format!(
            "{}: {}",
            output.status,
            stderr(&output)
        )));
    }
    told(&output, &["db.new", "full", "room"])
}

pub fn read_only(_: &Bench) -> Result<(), Ended> {
    let script = "\"$2\" migrate --database \"$1/db\" > /dev/null; mount -o remount,ro \"$1\"; \
                  timeout 5 \"$2\" serve --database \"$1/db\" --listen 127.0.0.1:0 >&2 || [ $? = 124 ] || exit 7; \
                  \"$2\" migrate --database \"$1/db\"";
    let (_folder, output) = mounted("4m", script)?;
    let served = stderr(&output).contains("listening on");
    if !served || output.status.success() {
        return Err(Ended::Failed(format!(
            "{}: {}",
            output.status,
            stderr(&output)
        )));
    }
    told(&output, &["db.new", "Read-only", "may be written"])
}

/// A command that is run by nobody, where he may run it.
fn by_nobody(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(folder.join("bilateral"));
    for (name, _) in bilateral(&[]).get_envs() {
        command.env_remove(name);
    }
    command
        .args(arguments)
        .uid(NOBODY)
        .gid(NOBODY)
        .stdout(Stdio::null());
    command
}

pub fn without_rights(_: &Bench) -> Result<(), Ended> {
    let folder = folder()?;
    let failed = |error: std::io::Error| Ended::Failed(error.to_string());
    let path = |name: &str| folder.path().join(name).display().to_string();
    let mode = |name: &str, mode: u32| {
        fs::set_permissions(path(name), fs::Permissions::from_mode(mode)).map_err(failed)
    };
    mode("", 0o755)?;
    fs::copy(env!("CARGO_BIN_EXE_bilateral"), path("bilateral")).map_err(failed)?;
    mode("bilateral", 0o755)?;
    if !run(&["migrate", "--database", &path("db")])
        .status
        .success()
    {
        return Err(Ended::Failed("no database".to_owned()));
    }
    mode("db", 0o644)?;
    let listen = ["--listen", "127.0.0.1:0", "--database"];
    if by_nobody(folder.path(), &["--version"]).status().is_err() {
        return Err(Ended::Skipped(
            "the tests may not run as somebody else: run as root".to_owned(),
        ));
    }
    // Who may read is served.
    drop(Server::of(&mut by_nobody(
        folder.path(),
        &[&["serve"], &listen[..], &[&path("db")]].concat(),
    )));
    // Who may not, or has nowhere to write, is told.
    let asked = |arguments: &[&str]| by_nobody(folder.path(), arguments).output().map_err(failed);
    told(
        &asked(&[&["serve"], &listen[..], &[&path("none")]].concat())?,
        &["none.new", "denied", "may be written"],
    )?;
    told(
        &asked(&["migrate", "--database", &path("db")])?,
        &["db.new", "denied", "may be written"],
    )?;
    mode("db", 0o600)?;
    told(
        &asked(&[&["serve"], &listen[..], &[&path("db")]].concat())?,
        &["denied", "may be read"],
    )?;
    told(
        &asked(&[
            "serve",
            "--database",
            &path("db"),
            "--listen",
            "127.0.0.1:80",
        ])?,
        &["denied"],
    )
}
