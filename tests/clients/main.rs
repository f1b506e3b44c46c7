//! The API tried with what its users have: pandas and DuckDB, TypeScript, TimelineJS in a browser, and schemathesis.
//!
//! What is missing is installed into a folder of its own; a check that cannot run says so and counts as skipped, never as
//! passed. Prints a line a check and `N passed, N failed, N skipped`.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

/// How a check ended.
enum Ended {
    Passed,
    Failed(String),
    Skipped(String),
}

type Check = fn(&Bench) -> Result<(), Ended>;

/// Where checks run: a server over the shipped seeds, and a folder that keeps what was installed.
struct Bench {
    server: Child,
    address: String,
    folder: PathBuf,
}

fn main() -> ExitCode {
    // Other runners ask for a list, or for one test by its name: this one has none to give.
    if std::env::args().any(|argument| argument == "--list") {
        return ExitCode::SUCCESS;
    }
    let checks: &[(&str, Check)] = &[
        ("pandas and DuckDB load every CSV without options", tables),
        ("a TypeScript client made from the OpenAPI document walks the visits", typescript),
        ("TimelineJS draws the visits without an error", timeline),
        ("schemathesis finds nothing", schemathesis),
    ];
    let mut bench = Bench::start();
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (name, check) in checks {
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
    let _ = bench.server.kill();
    let _ = bench.server.wait();
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

impl Bench {
    fn start() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clients");
        fs::create_dir_all(&folder).expect("a folder for the clients");
        let database = folder.join("clients.sqlite");
        let mut server = Command::new(env!("CARGO_BIN_EXE_bilateral"))
            .args(["serve", "--listen", "127.0.0.1:0", "--database"])
            .arg(database)
            .env_remove("RUST_LOG")
            .stderr(Stdio::piped())
            .spawn()
            .expect("a server");
        let mut lines = BufReader::new(server.stderr.take().expect("its log")).lines().map_while(Result::ok);
        let line = lines.find(|line| line.contains("listening on")).expect("an address");
        std::thread::spawn(move || lines.for_each(drop));
        let address = line.split("http://").nth(1).and_then(|rest| rest.split([' ', '"']).next()).unwrap_or_default();
        Self { server, address: address.to_owned(), folder }
    }

    /// A program of a Python environment with what `requirements.txt` names.
    fn python(&self, program: &str) -> Result<Command, Ended> {
        let environment = self.folder.join("python");
        let wanted = fs::read_to_string(here("requirements.txt")).unwrap_or_default();
        if fs::read_to_string(environment.join("installed")).ok().as_ref() != Some(&wanted) {
            install(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
            let pip = environment.join("bin/pip");
            install(Command::new(pip).args(["install", "--quiet", "--requirement"]).arg(here("requirements.txt")))?;
            let _ = fs::write(environment.join("installed"), &wanted);
        }
        Ok(Command::new(environment.join("bin").join(program)))
    }

    /// A folder with what `package.json` names installed, and the scripts beside it.
    fn node(&self) -> Result<PathBuf, Ended> {
        let folder = self.folder.join("node");
        fs::create_dir_all(&folder).map_err(|error| Ended::Failed(error.to_string()))?;
        let wanted = fs::read_to_string(here("package.json")).unwrap_or_default();
        for file in ["package.json", "tsconfig.json", "walk.ts", "draw.mjs"] {
            fs::copy(here(file), folder.join(file)).map_err(|error| Ended::Failed(error.to_string()))?;
        }
        if fs::read_to_string(folder.join("installed")).ok().as_ref() != Some(&wanted) {
            install(Command::new("npm").args(["install", "--silent", "--no-audit", "--no-fund"]).current_dir(&folder))?;
            let _ = fs::write(folder.join("installed"), &wanted);
        }
        Ok(folder)
    }
}

fn tables(bench: &Bench) -> Result<(), Ended> {
    run(bench.python("python")?.arg(here("tables.py")).arg(&bench.address).arg(&bench.folder).arg(readme())).map(drop)
}

fn typescript(bench: &Bench) -> Result<(), Ended> {
    let folder = bench.node()?;
    let document = format!("http://{}/openapi.json", bench.address);
    let npx = |arguments: &[&str]| run(Command::new("npx").arg("--no").args(arguments).current_dir(&folder));
    npx(&["openapi-typescript", &document, "--output", "api.d.ts"])?;
    npx(&["tsc"])?;
    let told = run(Command::new("node").args(["walk.js", &bench.address]).current_dir(&folder))?;
    let right = told.contains(r#""dated":["1993-10","1998","2008-22","2019-10","2021-10"]"#);
    if right { Ok(()) } else { Err(Ended::Failed(told)) }
}

fn timeline(bench: &Bench) -> Result<(), Ended> {
    let names = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    let found = || names.iter().find(|name| Path::new(name).exists());
    if found().is_none() {
        install(Command::new("apt-get").arg("update"))?;
        install(Command::new("apt-get").args(["install", "--yes", "--quiet", "chromium"]))?;
    }
    let chromium = found().ok_or_else(|| Ended::Skipped("no chromium: install Debian's package".to_owned()))?;
    let folder = bench.node()?;
    let profile = tempfile::TempDir::new().map_err(|error| Ended::Failed(error.to_string()))?;
    let picture = bench.folder.join("timeline.png");
    run(Command::new("node")
        .args(["draw.mjs", &bench.address, chromium])
        .arg(profile.path())
        .arg(picture)
        .arg(readme())
        .current_dir(folder))
    .map(drop)
}

fn schemathesis(bench: &Bench) -> Result<(), Ended> {
    let folder = tempfile::TempDir::new().map_err(|error| Ended::Failed(error.to_string()))?;
    fs::copy(here("schemathesis_hooks.py"), folder.path().join("schemathesis_hooks.py"))
        .map_err(|error| Ended::Failed(error.to_string()))?;
    let document = format!("http://{}/openapi.json", bench.address);
    let arguments = ["run", &document, "--checks", "all", "--max-examples", "8", "--workers", "2", "--seed", "1"];
    let mut command = bench.python("schemathesis")?;
    run(command.args(arguments).env("SCHEMATHESIS_HOOKS", "schemathesis_hooks").current_dir(folder.path())).map(drop)
}

fn readme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

fn here(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients").join(file)
}

/// Runs what a check needs; what cannot be installed makes it skipped.
fn install(command: &mut Command) -> Result<(), Ended> {
    let named = format!("{command:?}");
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(Ended::Skipped(format!("{named}: {}", last_lines(&output.stderr)))),
        Err(error) => Err(Ended::Skipped(format!("{named}: {error}"))),
    }
}

/// Runs a check; what it prints is told if it fails.
fn run(command: &mut Command) -> Result<String, Ended> {
    let named = format!("{command:?}");
    let output = command.output().map_err(|error| Ended::Skipped(format!("{named}: {error}")))?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(told);
    }
    Err(Ended::Failed(format!("{named}\n{}\n{}", last_lines(&output.stdout), last_lines(&output.stderr))))
}

fn last_lines(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(60)..].join("\n")
}
