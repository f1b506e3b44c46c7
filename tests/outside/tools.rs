//! A server to check, and the programs that the checks run, installed where they are missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::binary::Server;
use crate::client::BoxError;

/// Why a check did not pass.
pub enum CheckError {
    Failed(String),
    /// The check cannot run here, for this reason.
    Skipped(String),
}

impl From<BoxError> for CheckError {
    fn from(error: BoxError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<std::io::Error> for CheckError {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// A server with the shipped seeds, and a folder that keeps installed programs between runs.
pub struct TestBed {
    pub server: Server,
    pub folder: PathBuf,
}

impl TestBed {
    pub fn start() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("outside");
        fs::create_dir_all(&folder).expect("the target folder is writable");
        let database = folder.join("outside.sqlite").display().to_string();
        let server = Server::start(&["--database", &database, "--metrics", "127.0.0.1:0"]);
        Self { server, folder }
    }

    pub fn address(&self) -> &str {
        &self.server.address
    }

    /// A program of a Python environment with the packages of `requirements.txt`.
    pub fn python_program(&self, program: &str) -> Result<Command, CheckError> {
        let environment = self.folder.join("python");
        let requirements = script("requirements.txt");
        let wanted = fs::read_to_string(&requirements)?;
        let marker = environment.join("installed");
        if fs::read_to_string(&marker).ok().as_ref() != Some(&wanted) {
            let mut venv = Command::new("python3");
            install(venv.args(["-m", "venv"]).arg(&environment))?;
            // Not the script `pip`, which breaks when the folder is moved: it contains the path of its interpreter.
            let mut pip = Command::new(environment.join("bin/python"));
            let arguments = ["-m", "pip", "install", "--quiet", "--requirement"];
            install(pip.args(arguments).arg(requirements))?;
            fs::write(marker, &wanted)?;
        }
        Ok(Command::new(environment.join("bin").join(program)))
    }

    /// A folder with the packages of `package.json` installed, and the scripts beside them.
    pub fn node_folder(&self) -> Result<PathBuf, CheckError> {
        let folder = self.folder.join("node");
        fs::create_dir_all(&folder)?;
        for file in [
            "package.json",
            "tsconfig.json",
            "page-through-visits.ts",
            "timelinejs.mjs",
            "pages.mjs",
            "links.mjs",
        ] {
            fs::copy(script(file), folder.join(file))?;
        }
        let wanted = fs::read_to_string(script("package.json"))?;
        let marker = folder.join("installed");
        if fs::read_to_string(&marker).ok().as_ref() != Some(&wanted) {
            install(
                Command::new("npm")
                    .args(["install", "--silent", "--no-audit", "--no-fund"])
                    .current_dir(&folder),
            )?;
            fs::write(marker, &wanted)?;
        }
        Ok(folder)
    }
}

pub fn readme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// The path of a file beside this one.
pub fn script(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/outside")
        .join(file)
}

/// The first of these paths that exists, after installing a package of Debian if none does.
pub fn debian_program(package: &str, paths: &[&'static str]) -> Result<&'static str, CheckError> {
    let find = || paths.iter().copied().find(|path| Path::new(path).exists());
    if find().is_none() {
        install(Command::new("apt-get").arg("update"))?;
        install(Command::new("apt-get").args(["install", "--yes", "--quiet", package]))?;
    }
    find().ok_or_else(|| {
        CheckError::Skipped(format!("no {package}; install Debian's package {package}"))
    })
}

/// Runs an installation. If it fails, the check is skipped.
pub fn install(command: &mut Command) -> Result<(), CheckError> {
    let line = format!("{command:?}");
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(CheckError::Skipped(format!(
            "{line}: {}",
            last_lines(&output.stderr)
        ))),
        Err(error) => Err(CheckError::Skipped(format!("{line}: {error}"))),
    }
}

/// Runs a program and returns its standard output. If the program fails, so does the check.
pub fn run_tool(command: &mut Command) -> Result<String, CheckError> {
    let line = format!("{command:?}");
    let output = command
        .output()
        .map_err(|error| CheckError::Skipped(format!("{line}: {error}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(CheckError::Failed(format!(
        "{line}\n{}\n{}",
        last_lines(&output.stdout),
        last_lines(&output.stderr)
    )))
}

fn last_lines(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(60)..].join("\n")
}
