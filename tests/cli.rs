//! The binary as its users run it.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod binary;
#[path = "binary/wire.rs"]
mod wire;

use std::fs;
use std::process::{Output, Stdio};

use binary::{Server, bilateral, run, stderr};
use tempfile::TempDir;
use wire::{get, send};

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A file of the tests' own seeds and documents.
fn fixture(path: &str) -> String {
    format!("{}/tests/fixtures/{path}", env!("CARGO_MANIFEST_DIR"))
}

const FLAGS: &[&str] = &[
    "--seeds",
    "--documents",
    "--database",
    "--listen",
    "--metrics",
    "--cache",
    "--unsent",
    "--connections",
    "--in-flight",
    "--patience",
    "--deadline",
    "--wait",
    "--log",
];

#[test]
fn every_command_has_help_and_every_flag_a_variable() {
    for command in ["serve", "migrate", "check", "index"] {
        let help = stdout(&run(&[command, "--help"]));
        assert!(help.contains("Usage: bilateral"), "{help}");
        for flag in FLAGS {
            let variable = format!("BILATERAL_{}", flag.trim_start_matches('-').replace('-', "_").to_uppercase());
            assert_eq!(help.contains(&format!("{flag} <")), help.contains(&variable), "{command} {flag}");
        }
    }
    assert!(!run(&[]).status.success());
    assert!(stdout(&run(&["--version"])).starts_with("bilateral "));
}

#[test]
fn serve_builds_the_database_once_and_stops_when_told() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    let database = database.to_str().unwrap();
    let mut server = Server::start(&["--database", database]);
    let answer = server.get("/v1/visits");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("khurelsukh-nur-sultan"), "{answer}");
    assert_eq!(server.stop(), Some(0));
    let built = fs::metadata(database).unwrap().modified().unwrap();
    let server = Server::start(&["--database", database, "--log", "json"]);
    assert!(server.get("/readyz").contains("\"ready\""));
    assert_eq!(fs::metadata(database).unwrap().modified().unwrap(), built);
}

#[test]
fn requests_sent_together_are_answered_in_their_order() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&["--database", folder.path().join("db.sqlite").to_str().unwrap()]);
    let one = |path: &str, rest: &str| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{rest}\r\n");
    let sent =
        [one("/v1/visits?limit=1", ""), one("/healthz", ""), one("/v1/nowhere", "Connection: close\r\n")].concat();
    let answers = String::from_utf8(send(&server.address, sent.as_bytes())).unwrap();
    let statuses: Vec<&str> = answers.split("HTTP/1.1 ").skip(1).map(|answer| &answer[..3]).collect();
    assert_eq!(statuses, ["200", "200", "404"]);
}

#[test]
fn serve_rebuilds_a_database_that_holds_other_data() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    let database = database.to_str().unwrap();
    drop(Server::start(&["--database", database]));
    let seeds = fixture("seeds");
    let server = Server::start(&["--database", database, "--seeds", &seeds]);
    assert!(server.get("/v1/visits").contains("minister-akureyri"));
    assert!(!server.get("/v1/visits").contains("khurelsukh"));
}

#[test]
fn metrics_are_served_on_an_address_of_their_own_and_only_when_asked_for() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    let database = ["--database", database.to_str().unwrap()];
    for (cache, hits) in [("8", 2), ("0", 0)] {
        let server = Server::start(&[&database[..], &["--metrics", "127.0.0.1:0", "--cache", cache]].concat());
        for _ in 0..3 {
            assert!(server.get("/v1/visits").starts_with("HTTP/1.1 200"));
        }
        assert!(server.get("/metrics").starts_with("HTTP/1.1 404"));
        let counted = get(server.metrics.as_ref().unwrap(), "/metrics");
        assert!(counted.contains("\r\ncontent-type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n"));
        let line = format!("\nbilateral_cache_lookups_total{{result=\"hit\"}} {hits}\n");
        assert!(counted.contains(&line) && counted.ends_with("# EOF\n"), "{counted}");
    }
    assert!(Server::start(&database).metrics.is_none());
}

#[test]
fn every_request_has_one_line_in_the_log() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    let mut server = Server::start(&["--database", database.to_str().unwrap(), "--log", "json"]);
    for path in ["/v1/visits?host=KAZ", "/v1/visits?host=KAZ", "/v1/nowhere"] {
        server.get(path);
    }
    // Told to stop, it writes what it has not yet written.
    assert_eq!(server.stop(), Some(0));
    let lines: Vec<serde_json::Value> = server.log.iter().map(|line| serde_json::from_str(&line).unwrap()).collect();
    let requests = lines.iter().filter(|line| line["target"] == "bilateral::requests").map(|line| &line["fields"]);
    let told: Vec<String> = requests
        .inspect(|fields| assert!(fields["id"].is_string() && fields["microseconds"].is_u64(), "{fields}"))
        .map(|fields| ["method", "path", "route", "status", "cache"].map(|key| fields[key].to_string()).join(" "))
        .collect();
    assert_eq!(
        told,
        [
            r#""GET" "/v1/visits" "/v1/visits" 200 "miss""#,
            r#""GET" "/v1/visits" "/v1/visits" 200 "hit""#,
            r#""GET" "/v1/nowhere" "none" 404 "miss""#
        ]
    );
}

#[test]
fn flags_may_be_variables() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    let output = bilateral(&["migrate"])
        .env("BILATERAL_DATABASE", &database)
        .env("BILATERAL_SEEDS", fixture("seeds"))
        .env("BILATERAL_DOCUMENTS", fixture("documents"))
        .output()
        .unwrap();
    assert_eq!(stdout(&output), "loaded 1 pair, 21 facts, 19 sentences; documents at hand: 1\n");
    assert!(database.exists() && stderr(&output).is_empty(), "{}", stderr(&output));
}

#[test]
fn the_same_seeds_give_the_same_file() {
    let folder = TempDir::new().unwrap();
    let files = ["a", "b"].map(|name| folder.path().join(name).display().to_string());
    for file in &files {
        assert!(run(&["migrate", "--database", file]).status.success());
    }
    assert!(fs::read(&files[0]).unwrap() == fs::read(&files[1]).unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "only the databases are left");
}

#[test]
fn the_index_of_a_document_is_the_one_that_is_committed() {
    let output = run(&["index", &fixture("documents/iceland-japan.txt")]);
    let committed = fs::read_to_string(fixture("seeds/iceland-japan/document.toml")).unwrap();
    assert_eq!(stdout(&output), committed);
}

#[test]
fn the_shipped_seeds_are_without_fault() {
    let output = run(&["check"]);
    assert!(output.status.success() && stdout(&output).starts_with("checked 1 pair, "), "{}", stderr(&output));
}

#[test]
fn what_cannot_be_done_is_told_in_one_line_with_a_remedy() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("foreign"), "a letter to the ministry").unwrap();
    fs::create_dir(path("empty")).unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let cases: &[(&[&str], &str, &str)] = &[
        (&["migrate", "--database", &path("foreign")], "not a database of bilateral", "--database"),
        (&["migrate", "--database", &path("no/such/db")], "cannot use", "name a database file"),
        (&["migrate", "--database", &path("empty")], "not a database of bilateral", "move it away"),
        (&["serve", "--database", &path("foreign")], "not a database of bilateral", "move it away"),
        (&["serve", "--database", &path("db"), "--listen", &taken], "cannot listen", "--listen"),
        (&["check", "--seeds", &path("nowhere")], "cannot read", "name a folder"),
        (&["check", "--seeds", &path("empty")], "it holds no pair", "one folder for each pair"),
        (&["check", "--documents", &path("nowhere")], "cannot read", "--documents"),
        (&["index", &path("nowhere")], "cannot read", "readable file"),
    ];
    for (arguments, fault, remedy) in cases {
        let output = run(arguments);
        let told = stderr(&output);
        let last = told.lines().last().unwrap_or_default();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {told}");
        assert!(last.starts_with("error: ") && last.contains(fault) && last.contains(remedy), "{arguments:?}: {told}");
    }
    assert_eq!(fs::read_to_string(path("foreign")).unwrap(), "a letter to the ministry");
}

#[test]
fn a_link_to_a_database_stays_a_link() {
    let folder = TempDir::new().unwrap();
    let (real, link) = (folder.path().join("real"), folder.path().join("link"));
    assert!(run(&["migrate", "--database", real.to_str().unwrap()]).status.success());
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let seeds = fixture("seeds");
    assert!(run(&["migrate", "--database", link.to_str().unwrap(), "--seeds", &seeds]).status.success());
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read(&real).unwrap() == fs::read(&link).unwrap());
}

#[test]
fn a_reader_that_has_gone_is_no_panic() {
    let pair = fixture("documents");
    for arguments in [&["check"][..], &["check", "--seeds", &pair], &["--help"]] {
        let output = bilateral(arguments).stdout(full()).stderr(full()).output().unwrap();
        assert_ne!(output.status.code(), Some(101), "{arguments:?}");
    }
}

/// Where nothing can be written.
fn full() -> Stdio {
    fs::OpenOptions::new().write(true).open("/dev/full").unwrap().into()
}

#[test]
fn a_faulty_seed_is_shown_and_the_old_database_stays() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite").display().to_string();
    assert!(run(&["migrate", "--database", &database]).status.success());
    let before = fs::read(&database).unwrap();
    let pair = folder.path().join("seeds/a-b");
    fs::create_dir_all(&pair).unwrap();
    fs::write(pair.join("visits.toml"), "[[visit]]\nid = \"x\"\nhots = \"KAZ\"\n").unwrap();
    let seeds = folder.path().join("seeds").display().to_string();
    let output = run(&["migrate", "--database", &database, "--seeds", &seeds]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("unknown key `hots`") && stderr(&output).contains("nothing was written"));
    assert!(fs::read(&database).unwrap() == before);
}
