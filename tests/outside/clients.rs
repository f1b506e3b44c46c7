//! The API tried with what its users have.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Bench, Ended, debian, here, readme, run};

pub fn tables(bench: &Bench) -> Result<(), Ended> {
    run(bench
        .python("python")?
        .arg(here("tables.py"))
        .arg(bench.address())
        .arg(&bench.folder)
        .arg(readme()))
    .map(drop)
}

pub fn typescript(bench: &Bench) -> Result<(), Ended> {
    let folder = bench.node()?;
    let document = format!("http://{}/openapi.json", bench.address());
    let npx = |arguments: &[&str]| {
        run(Command::new("npx")
            .arg("--no")
            .args(arguments)
            .current_dir(&folder))
    };
    npx(&["openapi-typescript", &document, "--output", "api.d.ts"])?;
    npx(&["tsc"])?;
    let told = run(Command::new("node")
        .args(["walk.js", bench.address()])
        .current_dir(&folder))?;
    let right = told.contains(r#""dated":["1993-10","1998","2008-22","2019-10","2021-10"]"#);
    if right {
        Ok(())
    } else {
        Err(Ended::Failed(told))
    }
}

fn chromium() -> Result<&'static str, Ended> {
    debian(
        "chromium",
        &[
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
        ],
    )
}

/// Pictures of all of them are left in `target/tmp/outside/pages`.
pub fn pages(bench: &Bench) -> Result<(), Ended> {
    let (chromium, folder) = (chromium()?, bench.node()?);
    let pictures = bench.folder.join("pages");
    run(Command::new("node")
        .args(["look.mjs", bench.address(), chromium])
        .arg(pictures)
        .current_dir(folder))
    .map(drop)
}

pub fn timeline(bench: &Bench) -> Result<(), Ended> {
    let chromium = chromium()?;
    let folder = bench.node()?;
    let profile = tempfile::TempDir::new().map_err(|error| Ended::Failed(error.to_string()))?;
    let picture = bench.folder.join("timeline.png");
    run(Command::new("node")
        .args(["draw.mjs", bench.address(), chromium])
        .arg(profile.path())
        .arg(picture)
        .arg(readme())
        .current_dir(folder))
    .map(drop)
}

pub fn schemathesis(bench: &Bench) -> Result<(), Ended> {
    let folder = tempfile::TempDir::new().map_err(|error| Ended::Failed(error.to_string()))?;
    for file in ["schemathesis_hooks.py", "schemathesis.toml"] {
        fs::copy(here(file), folder.path().join(file))
            .map_err(|error| Ended::Failed(error.to_string()))?;
    }
    let document = format!("http://{}/openapi.json", bench.address());
    let arguments = [
        "run",
        &document,
        "--checks",
        "all",
        "--max-examples",
        "8",
        "--workers",
        "2",
        "--seed",
        "1",
    ];
    let mut command = bench.python("schemathesis")?;
    run(command
        .args(arguments)
        .env("SCHEMATHESIS_HOOKS", "schemathesis_hooks")
        .current_dir(folder.path()))
    .map(drop)
}

/// Reads `/metrics` as Prometheus does.
const PARSE: &str = "
import sys, urllib.request
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse
names = {family.name for family in parse(urllib.request.urlopen(sys.argv[1]).read().decode())}
wanted = {'bilateral_request_duration_seconds', 'bilateral_cache_lookups', 'bilateral_dataset', 'bilateral_shed'}
sys.exit(f'missing: {wanted - names}' if wanted - names else 0)
";

pub fn prometheus(bench: &Bench) -> Result<(), Ended> {
    let address = bench.server.metrics.as_deref().unwrap_or_default();
    run(bench
        .python("python")?
        .args(["-c", PARSE, &format!("http://{address}/metrics")]))
    .map(drop)
}

/// What the checks before this one have made it log.
pub fn log(bench: &Bench) -> Result<(), Ended> {
    let errors: Vec<String> = bench
        .server
        .log
        .try_iter()
        .filter(|line| line.contains("ERROR"))
        .collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Ended::Failed(errors.join("\n")))
    }
}

pub fn manifests(bench: &Bench) -> Result<(), Ended> {
    let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy");
    run(bench
        .python("python")?
        .arg(here("manifests.py"))
        .arg(deploy))
    .map(drop)
}
