//! The API, the pages, the manifests and the systemd unit, read by the tools of their users.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::binary::{Server, bilateral};
use crate::tools::{CheckError, TestBed, debian_program, readme, run_tool, script};

pub fn tables(bed: &TestBed) -> Result<(), CheckError> {
    let mut python = bed.python_program("python")?;
    python
        .arg(script("tables.py"))
        .arg(bed.address())
        .arg(&bed.folder)
        .arg(readme());
    run_tool(&mut python).map(drop)
}

pub fn typescript(bed: &TestBed) -> Result<(), CheckError> {
    let folder = bed.node_folder()?;
    let openapi = format!("http://{}/openapi.json", bed.address());
    let npx = |arguments: &[&str]| {
        let mut npx = Command::new("npx");
        run_tool(npx.arg("--no").args(arguments).current_dir(&folder))
    };
    npx(&["openapi-typescript", &openapi, "--output", "api.d.ts"])?;
    npx(&["tsc"])?;
    let mut node = Command::new("node");
    node.args(["page-through-visits.js", bed.address()])
        .current_dir(&folder);
    let visits = run_tool(&mut node)?;
    let expected = r#"{"dates":["1993-10","1998","2008-22","2019-10","2021-10"],"guest":"Ukhnaagiin Khürelsükh"}"#;
    if visits.trim() == expected {
        Ok(())
    } else {
        Err(CheckError::Failed(visits))
    }
}

pub fn python_client(bed: &TestBed) -> Result<(), CheckError> {
    let folder = TempDir::new()?;
    let config = folder.path().join("config.yml");
    fs::write(
        &config,
        "project_name_override: bilateral-client\npackage_name_override: bilateral_client\npost_hooks: []\n\
         content_type_overrides:\n  application/vnd.sqlite3: application/octet-stream\n  \
         application/vnd.openxmlformats-officedocument.spreadsheetml.sheet: application/octet-stream\n",
    )?;
    let mut generator = bed.python_program("openapi-python-client")?;
    generator
        .args(["generate", "--meta", "none", "--fail-on-warning", "--url"])
        .arg(format!("http://{}/openapi.json", bed.address()))
        .arg("--config")
        .arg(config)
        .current_dir(folder.path());
    run_tool(&mut generator)?;
    let mut python = bed.python_program("python")?;
    python
        .arg(script("walk_visits.py"))
        .arg(bed.address())
        .env("PYTHONPATH", folder.path());
    run_tool(&mut python).map(drop)
}

/// All recommended rules of Spectral.
pub fn spectral(bed: &TestBed) -> Result<(), CheckError> {
    let folder = bed.node_folder()?;
    fs::write(
        folder.join("spectral.yaml"),
        "extends: [\"spectral:oas\"]\n",
    )?;
    let mut npx = Command::new("npx");
    npx.args(["--no", "spectral", "lint", "--fail-severity", "hint"])
        .args(["--ruleset", "spectral.yaml"])
        .arg(format!("http://{}/openapi.json", bed.address()))
        .current_dir(folder);
    run_tool(&mut npx).map(drop)
}

/// Converts the workbook of the whole data set to CSV, a file for each sheet, and compares it with the lists.
pub fn spreadsheet(bed: &TestBed) -> Result<(), CheckError> {
    let soffice = debian_program("libreoffice-calc-nogui", &["/usr/bin/soffice"])?;
    let mut python = bed.python_program("python")?;
    let folder = TempDir::new()?;
    python
        .arg(script("spreadsheet.py"))
        .args([bed.address(), soffice])
        .arg(folder.path());
    run_tool(&mut python).map(drop)
}

fn chromium() -> Result<&'static str, CheckError> {
    debian_program(
        "chromium",
        &[
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
        ],
    )
}

/// Leaves screenshots in `target/tmp/outside/pages`.
pub fn pages(bed: &TestBed) -> Result<(), CheckError> {
    let (chromium, folder) = (chromium()?, bed.node_folder()?);
    let mut node = Command::new("node");
    node.args(["pages.mjs", bed.address(), chromium])
        .arg(bed.folder.join("pages"))
        .current_dir(folder);
    run_tool(&mut node).map(drop)
}

/// The address of the second document of the invented pair.
const ARTICLE: &str = "https://example.org/releases/2005-02-02";

/// Follows the links of a server without documents at hand into an article that a script serves at its address.
pub fn links(bed: &TestBed) -> Result<(), CheckError> {
    let (chromium, node_folder, folder) = (chromium()?, bed.node_folder()?, TempDir::new()?);
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let text = fixtures.join("documents/iceland-release.txt");
    let sentences = run_tool(bilateral(&["index", "--text"]).arg(text))?;
    let article = folder.path().join("article.txt");
    fs::write(&article, sentences)?;
    let database = folder.path().join("db.sqlite");
    let mut serve = bilateral(&["serve", "--listen", "127.0.0.1:0", "--seeds"]);
    serve
        .arg(fixtures.join("seeds"))
        .arg("--database")
        .arg(database);
    let server = Server::spawn(&mut serve);
    let mut node = Command::new("node");
    node.args(["links.mjs", &server.address, chromium])
        .arg(article)
        .arg(ARTICLE)
        .current_dir(node_folder);
    run_tool(&mut node).map(drop)
}

/// Leaves a screenshot in `target/tmp/outside/timeline.png`.
pub fn timeline(bed: &TestBed) -> Result<(), CheckError> {
    let (chromium, folder) = (chromium()?, bed.node_folder()?);
    let profile = TempDir::new()?;
    let mut node = Command::new("node");
    node.args(["timelinejs.mjs", bed.address(), chromium])
        .arg(profile.path())
        .arg(bed.folder.join("timeline.png"))
        .arg(readme())
        .current_dir(folder);
    run_tool(&mut node).map(drop)
}

pub fn schemathesis(bed: &TestBed) -> Result<(), CheckError> {
    let folder = TempDir::new()?;
    for file in ["schemathesis_hooks.py", "schemathesis.toml"] {
        fs::copy(script(file), folder.path().join(file))?;
    }
    let openapi = format!("http://{}/openapi.json", bed.address());
    let mut schemathesis = bed.python_program("schemathesis")?;
    schemathesis
        .args(["run", &openapi, "--checks", "all", "--max-examples", "8"])
        .args(["--workers", "2", "--seed", "1"])
        .env("SCHEMATHESIS_HOOKS", "schemathesis_hooks")
        .current_dir(folder.path());
    run_tool(&mut schemathesis).map(drop)
}

/// Parses `/metrics` with the library of Prometheus.
const PARSE_METRICS: &str = "
import sys, urllib.request
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse
names = {family.name for family in parse(urllib.request.urlopen(sys.argv[1]).read().decode())}
wanted = {'bilateral_request_duration_seconds', 'bilateral_cache_lookups', 'bilateral_dataset', 'bilateral_shed'}
sys.exit(f'missing: {wanted - names}' if wanted - names else 0)
";

pub fn prometheus(bed: &TestBed) -> Result<(), CheckError> {
    let address = bed.server.metrics.as_deref().unwrap_or_default();
    let mut python = bed.python_program("python")?;
    python.args(["-c", PARSE_METRICS, &format!("http://{address}/metrics")]);
    run_tool(&mut python).map(drop)
}

/// Fails if the checks before this one have made the server log an error.
pub fn log(bed: &TestBed) -> Result<(), CheckError> {
    let lines = bed.server.log.try_iter();
    let errors: Vec<String> = lines.filter(|line| line.contains("ERROR")).collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(CheckError::Failed(errors.join("\n")))
    }
}

pub fn manifests(bed: &TestBed) -> Result<(), CheckError> {
    let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy");
    let mut python = bed.python_program("python")?;
    python.arg(script("manifests.py")).arg(deploy);
    run_tool(&mut python).map(drop)
}

/// The exposure to attacks that the unit may have, in tenths; services that are not confined have 96.
const MAX_EXPOSURE: &str = "--threshold=20";

pub fn systemd(_: &TestBed) -> Result<(), CheckError> {
    let analyze = debian_program("systemd", &["/usr/bin/systemd-analyze"])?;
    let unit = include_str!("../../deploy/bilateral.service");
    let installed = "/usr/local/bin/bilateral";
    if !unit.contains(installed) {
        return Err(CheckError::Failed(format!(
            "the unit does not run {installed}"
        )));
    }
    // A unit is only valid if its program exists.
    let unit = unit.replace(installed, env!("CARGO_BIN_EXE_bilateral"));
    let folder = TempDir::new()?;
    let path = folder.path().join("bilateral.service");
    fs::write(&path, unit)?;
    run_tool(Command::new(analyze).arg("verify").arg(&path))?;
    let security = ["security", "--offline=true", MAX_EXPOSURE];
    run_tool(Command::new(analyze).args(security).arg(&path)).map(drop)
}
