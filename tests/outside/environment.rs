//! Broken environments: a full disk, a read-only file system, a user without permissions.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::binary::{Server, bilateral, run, stderr};
use crate::tools::{CheckError, TestBed};

/// The id of the user and the group `nobody`.
const NOBODY: u32 = 65534;

/// The size of the database of the shipped seeds, in bytes.
fn database_size() -> Result<u64, CheckError> {
    let folder = TempDir::new()?;
    let database = folder.path().join("db").display().to_string();
    if !run(&["migrate", "--database", &database]).status.success() {
        return Err(CheckError::Failed("cannot build a database".to_owned()));
    }
    Ok(fs::metadata(database)?.len())
}

/// Mounts a temporary file system of some bytes and runs a shell script with its path in `$1` and that of the binary in `$2`. The
/// mount ends with the script.
fn run_in_mount(size: u64, script: &str) -> Result<Output, CheckError> {
    let mount_point = TempDir::new()?;
    let probe = Command::new("unshare").args(["--mount", "true"]).output();
    if !probe.is_ok_and(|output| output.status.success()) {
        return Err(CheckError::Skipped(
            "cannot mount a file system; run as root, with `unshare` installed".to_owned(),
        ));
    }
    let script = format!("set -e; mount -t tmpfs -o size={size} none \"$1\"; {script}");
    let output = Command::new("unshare")
        .args(["--mount", "sh", "-c", &script, "sh"])
        .arg(mount_point.path())
        .arg(env!("CARGO_BIN_EXE_bilateral"))
        .output();
    Ok(output?)
}

/// Fails unless the last line on standard error is an error with all these parts, and nothing has panicked.
fn check_error(output: &Output, parts: &[&str]) -> Result<(), CheckError> {
    let errors = stderr(output);
    let last = errors.lines().last().unwrap_or_default();
    let is_expected = last.starts_with("error: ")
        && parts.iter().all(|part| last.contains(part))
        && !errors.contains("panicked");
    if is_expected {
        Ok(())
    } else {
        Err(CheckError::Failed(format!("{parts:?} are not in {errors}")))
    }
}

fn script_failed(output: &Output) -> CheckError {
    CheckError::Failed(format!("{}: {}", output.status, stderr(output)))
}

pub fn full_disk(_: &TestBed) -> Result<(), CheckError> {
    // Room for one database, but not for a second one beside it.
    let script = "\"$2\" migrate --database \"$1/db\" > /dev/null; before=$(sha256sum \"$1/db\"); left=$(ls \"$1\"); \
                  ! \"$2\" migrate --database \"$1/db\" || exit 7; \
                  [ \"$before\" = \"$(sha256sum \"$1/db\")\" ] || exit 8; [ \"$left\" = \"$(ls \"$1\")\" ] || exit 9";
    let output = run_in_mount(database_size()? * 5 / 4, script)?;
    if !output.status.success() {
        return Err(script_failed(&output));
    }
    check_error(&output, &["db.new", "full", "free space"])
}

pub fn read_only(_: &TestBed) -> Result<(), CheckError> {
    let script = "\"$2\" migrate --database \"$1/db\" > /dev/null; mount -o remount,ro \"$1\"; \
                  timeout 5 \"$2\" serve --database \"$1/db\" --listen 127.0.0.1:0 >&2 || [ $? = 124 ] || exit 7; \
                  \"$2\" migrate --database \"$1/db\"";
    let output = run_in_mount(database_size()? * 4, script)?;
    let served = stderr(&output).contains("listening on");
    if !served || output.status.success() {
        return Err(script_failed(&output));
    }
    check_error(&output, &["cannot use", "Read-only", "writable"])
}

/// A command of the binary in `folder`, run by `nobody`.
fn as_nobody(folder: &Path, arguments: &[&str]) -> Command {
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

pub fn without_permissions(_: &TestBed) -> Result<(), CheckError> {
    let temporary = TempDir::new()?;
    let folder = temporary.path();
    let path = |name: &str| folder.join(name).display().to_string();
    let set_mode =
        |name: &str, mode: u32| fs::set_permissions(path(name), fs::Permissions::from_mode(mode));
    set_mode("", 0o755)?;
    fs::copy(env!("CARGO_BIN_EXE_bilateral"), path("bilateral"))?;
    set_mode("bilateral", 0o755)?;
    let (database, missing) = (path("db"), path("none"));
    if !run(&["migrate", "--database", &database]).status.success() {
        return Err(CheckError::Failed("cannot build a database".to_owned()));
    }
    set_mode("db", 0o644)?;
    if as_nobody(folder, &["--version"]).status().is_err() {
        return Err(CheckError::Skipped(
            "cannot run a program as another user; run as root".to_owned(),
        ));
    }
    let serve = |database, address| ["serve", "--database", database, "--listen", address];
    let any_port = "127.0.0.1:0";
    // The folder is to blame, and not a file in it that nobody has named.
    let in_folder = format!("cannot use {}: ", folder.display());
    // A readable database is enough to serve.
    drop(Server::spawn(&mut as_nobody(
        folder,
        &serve(&database, any_port),
    )));
    let check_refused = |arguments: &[&str], parts: &[&str]| {
        check_error(&as_nobody(folder, arguments).output()?, parts)
    };
    check_refused(
        &serve(&missing, any_port),
        &[&in_folder, "denied", "writable"],
    )?;
    let migrate = ["migrate", "--database", &database];
    check_refused(&migrate, &[&in_folder, "denied", "writable"])?;
    set_mode("db", 0o600)?;
    check_refused(&serve(&database, any_port), &["denied", "readable"])?;
    check_refused(&serve(&database, "127.0.0.1:80"), &["denied"])
}
