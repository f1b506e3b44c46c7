//! What the program is tried with besides itself: its users' tools (pandas and DuckDB, TypeScript, TimelineJS in a browser,
//! schemathesis, Prometheus), a machine in a bad state (a full disk, no rights), replicas behind nginx, and those who look at
//! what it is built from.
//!
//! What is missing is installed into a folder of its own; a check that cannot run says so and counts as skipped, never as
//! passed. Prints a line a check and `N passed, N failed, N skipped`. A word chooses those with the word in their name:
//! `cargo test --test outside -- replicas`.

#[path = "../binary/mod.rs"]
mod binary;
#[path = "../binary/client.rs"]
mod client;
#[path = "../binary/valid.rs"]
mod valid;

mod clients;
mod drill;
mod machine;
mod nginx;
mod supply;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use binary::Server;

/// How a check ended.
enum Ended {
    Passed,
    Failed(String),
    Skipped(String),
}

type Check = fn(&Bench) -> Result<(), Ended>;

/// Where checks run: a server over the shipped seeds, and a folder that keeps what was installed.
struct Bench {
    server: Server,
    folder: PathBuf,
}

fn main() -> ExitCode {
    // Other runners ask for a list, or for one test by its name: this one has none to give.
    if std::env::args().any(|argument| argument == "--list") {
        return ExitCode::SUCCESS;
    }
    let checks: &[(&str, Check)] = &[
        (
            "pandas and DuckDB load every CSV without options",
            clients::tables,
        ),
        (
            "a TypeScript client made from the OpenAPI document walks the visits",
            clients::typescript,
        ),
        (
            "TimelineJS draws the visits without an error",
            clients::timeline,
        ),
        (
            "the pages are as people presence them, in a browser",
            clients::pages,
        ),
        ("schemathesis finds nothing", clients::schemathesis),
        (
            "Prometheus's parser reads what is counted",
            clients::prometheus,
        ),
        (
            "the server that was tried has logged no error",
            clients::log,
        ),
        (
            "a full disk leaves the old database and says so",
            machine::full_disk,
        ),
        ("a read-only file system is served from", machine::read_only),
        (
            "a user without rights serves what he may read, and is told what he may not",
            machine::without_rights,
        ),
        (
            "two replicas behind nginx: one killed, one with other data, the cache empty or full, and nobody notices",
            drill::drill,
        ),
        (
            "the manifests are what Kubernetes takes, and agree with each other and with compose",
            clients::manifests,
        ),
        (
            "cargo deny finds nothing against licences, bans and sources",
            supply::deny,
        ),
        ("every dependency is used", supply::unused),
    ];
    let word = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'))
        .unwrap_or_default();
    let mut bench = Bench::start();
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (name, check) in checks.iter().filter(|(name, _)| name.contains(&word)) {
        match check(&bench).err().unwrap_or(Ended::Passed) {
            Ended::Passed => {
                passed += 1;
                println!("passed   {name}");
            }
            Ended::Failed(why) => {
                failed += 1;
                println!("FAILED   {name}\n{why}");
            }
            Ended::Skipped(why) => {
                skipped += 1;
                println!("SKIPPED  {name}: {why}");
            }
        }
    }
    if bench.server.stop() != Some(0) {
        failed += 1;
        println!("FAILED   the server that was tried ends when told");
    }
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

impl Bench {
    fn start() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("outside");
        fs::create_dir_all(&folder).expect("a folder for what is installed");
        let database = folder.join("outside.sqlite").display().to_string();
        let server = Server::start(&["--database", &database, "--metrics", "127.0.0.1:0"]);
        Self { server, folder }
    }

    fn address(&self) -> &str {
        &self.server.address
    }

    /// A program of a Python environment with what `requirements.txt` names.
    fn python(&self, program: &str) -> Result<Command, Ended> {
        let environment = self.folder.join("python");
        let wanted = fs::read_to_string(here("requirements.txt")).unwrap_or_default();
        if fs::read_to_string(environment.join("installed"))
            .ok()
            .as_ref()
            != Some(&wanted)
        {
            install(
                Command::new("python3")
                    .args(["-m", "venv"])
                    .arg(&environment),
            )?;
            // Not its `pip`, which names the folder it was made in: that may have been moved since.
            let pip = ["-m", "pip", "install", "--quiet", "--requirement"];
            let python = environment.join("bin/python");
            install(Command::new(python).args(pip).arg(here("requirements.txt")))?;
            let _ = fs::write(environment.join("installed"), &wanted);
        }
        Ok(Command::new(environment.join("bin").join(program)))
    }

    /// A folder with what `package.json` names installed, and the scripts beside it.
    fn node(&self) -> Result<PathBuf, Ended> {
        let folder = self.folder.join("node");
        fs::create_dir_all(&folder).map_err(|error| Ended::Failed(error.to_string()))?;
        let wanted = fs::read_to_string(here("package.json")).unwrap_or_default();
        for file in [
            "package.json",
            "tsconfig.json",
            "walk.ts",
            "draw.mjs",
            "look.mjs",
        ] {
            fs::copy(here(file), folder.join(file))
                .map_err(|error| Ended::Failed(error.to_string()))?;
        }
        if fs::read_to_string(folder.join("installed")).ok().as_ref() != Some(&wanted) {
            install(
                Command::new("npm")
                    .args(["install", "--silent", "--no-audit", "--no-fund"])
                    .current_dir(&folder),
            )?;
            let _ = fs::write(folder.join("installed"), &wanted);
        }
        Ok(folder)
    }
}

fn readme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

fn here(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/outside")
        .join(file)
}

/// A program of Debian's, installed where it is missing.
fn debian(package: &str, places: &[&'static str]) -> Result<&'static str, Ended> {
    let found = || {
        places
            .iter()
            .copied()
            .find(|place| Path::new(place).exists())
    };
    if found().is_none() {
        install(Command::new("apt-get").arg("update"))?;
        install(Command::new("apt-get").args(["install", "--yes", "--quiet", package]))?;
    }
    found().ok_or_else(|| Ended::Skipped(format!("no {package}: install Debian's package")))
}

/// Runs what a check needs; what cannot be installed makes it skipped.
fn install(command: &mut Command) -> Result<(), Ended> {
    let named = format!("{command:?}");
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(Ended::Skipped(format!(
            "{named}: {}",
            last_lines(&output.stderr)
        ))),
        Err(error) => Err(Ended::Skipped(format!("{named}: {error}"))),
    }
}

/// Runs a check; what it prints is told if it fails.
fn run(command: &mut Command) -> Result<String, Ended> {
    let named = format!("{command:?}");
    let output = command
        .output()
        .map_err(|error| Ended::Skipped(format!("{named}: {error}")))?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(told);
    }
    Err(Ended::Failed(format!(
        "{named}\n{}\n{}",
        last_lines(&output.stdout),
        last_lines(&output.stderr)
    )))
}

fn last_lines(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(60)..].join("\n")
}
