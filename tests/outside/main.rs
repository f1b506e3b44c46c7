//! Checks with other programs: the tools of users (pandas, polars, DuckDB and LibreOffice, generated clients, TimelineJS in a browser, schemathesis,
//! Prometheus), broken environments (a full disk, missing permissions), replicas behind nginx, and cargo-deny and
//! cargo-machete for the dependencies.
//!
//! Missing programs are installed, most into a folder under `target`. A check that cannot run counts as skipped, never as
//! passed. An argument selects the checks whose name contains it: `cargo test --test outside -- replicas`.

#[path = "../binary/mod.rs"]
mod binary;
#[path = "../binary/client.rs"]
mod client;
#[path = "../binary/valid_requests.rs"]
mod valid_requests;

mod tools;

mod clients;
mod environment;
mod nginx;
mod supply_chain;
mod traffic;

mod drill;

use std::process::ExitCode;

use tools::{CheckError, TestBed};

type Check = fn(&TestBed) -> Result<(), CheckError>;

const CHECKS: &[(&str, Check)] = &[
    (
        "pandas, polars and DuckDB load every CSV and every workbook without options",
        clients::tables,
    ),
    ("LibreOffice reads every sheet", clients::spreadsheet),
    (
        "a TypeScript client generated from the OpenAPI document walks a list filtered by two values",
        clients::typescript,
    ),
    (
        "a Python client generated from the OpenAPI document walks a list filtered by two values",
        clients::python_client,
    ),
    (
        "Spectral finds nothing in the OpenAPI document",
        clients::spectral,
    ),
    (
        "TimelineJS draws the visits without an error",
        clients::timeline,
    ),
    (
        "the pages work in a browser and are accessible",
        clients::pages,
    ),
    (
        "links lead from the home page to sentences that the browser marks",
        clients::links,
    ),
    ("schemathesis finds no errors", clients::schemathesis),
    ("Prometheus's parser reads the metrics", clients::prometheus),
    (
        "the server has logged no error during the checks before",
        clients::log,
    ),
    (
        "a full disk leaves the old database and is reported",
        environment::full_disk,
    ),
    (
        "a database on a read-only file system is served",
        environment::read_only,
    ),
    (
        "a user without permissions can serve a readable file, and other failures are reported",
        environment::without_permissions,
    ),
    (
        "two replicas behind nginx: kills and reloads fail no request, with an empty or a full cache",
        drill::drill,
    ),
    (
        "the manifests are valid Kubernetes, and consistent with each other and with compose",
        clients::manifests,
    ),
    (
        "systemd accepts the unit and finds it confined",
        clients::systemd,
    ),
    (
        "cargo-deny accepts licences, bans and sources",
        supply_chain::deny,
    ),
    (
        "cargo-machete finds no unused dependency",
        supply_chain::unused,
    ),
];

fn main() -> ExitCode {
    // Test runners ask for a list of tests; this harness runs as one.
    if std::env::args().any(|argument| argument == "--list") {
        return ExitCode::SUCCESS;
    }
    let filter = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'))
        .unwrap_or_default();
    let mut bed = TestBed::start();
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (name, check) in CHECKS.iter().filter(|(name, _)| name.contains(&filter)) {
        match check(&bed) {
            Ok(()) => {
                passed += 1;
                println!("passed   {name}");
            }
            Err(CheckError::Failed(reason)) => {
                failed += 1;
                println!("FAILED   {name}\n{reason}");
            }
            Err(CheckError::Skipped(reason)) => {
                skipped += 1;
                println!("SKIPPED  {name}: {reason}");
            }
        }
    }
    if bed.server.stop() != Some(0) {
        failed += 1;
        println!("FAILED   the server exits with 0 on SIGTERM");
    }
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
