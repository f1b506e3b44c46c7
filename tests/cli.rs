//! The binary as its users run it.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod binary;
#[path = "binary/wire.rs"]
mod wire;

use std::collections::BTreeSet;
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

const COMMANDS: &[&str] = &[
    "serve",
    "migrate",
    "check",
    "index",
    "health",
    "completions",
    "man",
];

#[test]
fn every_command_has_help_and_every_flag_with_a_value_a_variable() {
    let mut flags = BTreeSet::new();
    for command in COMMANDS {
        let help = stdout(&run(&[command, "--help"]));
        assert!(
            help.contains(&format!("Usage: bilateral {command}")),
            "{help}"
        );
        for flag in help
            .split("--")
            .skip(1)
            .filter_map(|rest| rest.split_once(" <"))
            .map(|(flag, _)| flag)
        {
            if flag.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
                let variable = format!(
                    "[env: BILATERAL_{}=]",
                    flag.replace('-', "_").to_uppercase()
                );
                assert!(help.contains(&variable), "{command} {flag}: {help}");
                flags.insert(flag.to_owned());
            }
        }
    }
    assert!(flags.len() > 12, "{flags:?}");
    assert!(!run(&[]).status.success());
    let none = run(&["--log", "json"]);
    assert!(
        !none.status.success() && stderr(&none).contains("no command is given"),
        "{}",
        stderr(&none)
    );
}

#[test]
fn the_version_names_the_build_and_the_data_set() {
    let folder = TempDir::new().unwrap();
    let version = stdout(&run(&["--version"]));
    // Whatever else the environment or the line says.
    assert_eq!(
        stdout(
            &bilateral(&["-V", "check"])
                .env("BILATERAL_LOG", "json")
                .output()
                .unwrap()
        ),
        version
    );
    let database = folder.path().join("db.sqlite");
    let server = Server::start(&["--database", database.to_str().unwrap()]);
    let ready = server.get("/readyz");
    let dataset = ready
        .split("\"dataset\":\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let start = concat!("bilateral ", env!("CARGO_PKG_VERSION"), " (build ");
    assert!(
        version.starts_with(start) && version.ends_with(&format!(", data set {dataset})\n")),
        "{version}"
    );
}

#[test]
fn health_is_that_of_the_server_that_listens() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    let mut server = Server::start(&["--database", database.to_str().unwrap()]);
    let port = server.address.rsplit(':').next().unwrap().to_owned();
    for listen in [&server.address, &format!("0.0.0.0:{port}")] {
        let well = bilateral(&["health"])
            .env("BILATERAL_LISTEN", listen)
            .output()
            .unwrap();
        assert_eq!(
            (well.status.success(), stdout(&well).as_str()),
            (true, "ready\n"),
            "{}",
            stderr(&well)
        );
    }
    // The file is cut off while it is served, so that the server is up and not ready.
    fs::OpenOptions::new()
        .write(true)
        .open(&database)
        .unwrap()
        .set_len(5000)
        .unwrap();
    let unwell = run(&["health", "--listen", &server.address]);
    assert!(
        !unwell.status.success() && stderr(&unwell).contains("is not ready (503"),
        "{}",
        stderr(&unwell)
    );
    let address = server.address.clone();
    assert_eq!(server.stop(), Some(0));
    let gone = run(&["health", "--listen", &address]);
    assert!(
        !gone.status.success() && stderr(&gone).contains("no server answers"),
        "{}",
        stderr(&gone)
    );
}

#[test]
fn shells_and_the_manual_know_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = stdout(&run(&["completions", shell]));
        for command in COMMANDS {
            assert!(script.contains(command), "{shell} {command}");
        }
    }
    let folder = TempDir::new().unwrap();
    let manual = folder.path().join("manual");
    assert!(run(&["man", manual.to_str().unwrap()]).status.success());
    for command in COMMANDS {
        let page = fs::read_to_string(manual.join(format!("bilateral-{command}.1"))).unwrap();
        assert!(page.contains(".SH SYNOPSIS"), "{page}");
    }
    assert!(
        fs::read_to_string(manual.join("bilateral.1"))
            .unwrap()
            .contains("bilateral\\-serve(1)")
    );
    let nowhere = run(&["man", "/proc/manual"]);
    assert!(
        !nowhere.status.success() && stderr(&nowhere).contains("/proc/manual"),
        "{}",
        stderr(&nowhere)
    );
}

#[test]
fn serve_builds_the_database_once_and_stops_when_told() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    let database = database.to_str().unwrap();
    let mut server = Server::start(&["--database", database]);
    let answer = server.get("/v1/visits");
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("khurelsukh-nur-sultan"),
        "{answer}"
    );
    assert_eq!(server.stop(), Some(0));
    let built = fs::metadata(database).unwrap().modified().unwrap();
    let server = Server::start(&["--database", database, "--log", "json"]);
    assert!(server.get("/readyz").contains("\"ready\""));
    assert_eq!(fs::metadata(database).unwrap().modified().unwrap(), built);
}

#[test]
fn requests_sent_together_are_answered_in_their_order() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&[
        "--database",
        folder.path().join("db.sqlite").to_str().unwrap(),
    ]);
    let one =
        |path: &str, rest: &str| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{rest}\r\n");
    let sent = [
        one("/v1/visits?limit=1", ""),
        one("/healthz", ""),
        one("/v1/nowhere", "Connection: close\r\n"),
    ]
    .concat();
    let answers = String::from_utf8(send(&server.address, sent.as_bytes())).unwrap();
    let statuses: Vec<&str> = answers
        .split("HTTP/1.1 ")
        .skip(1)
        .map(|answer| &answer[..3])
        .collect();
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
        let server = Server::start(
            &[
                &database[..],
                &["--metrics", "127.0.0.1:0", "--cache", cache],
            ]
            .concat(),
        );
        for _ in 0..3 {
            assert!(server.get("/v1/visits").starts_with("HTTP/1.1 200"));
        }
        assert!(server.get("/metrics").starts_with("HTTP/1.1 404"));
        let counted = get(server.metrics.as_ref().unwrap(), "/metrics");
        assert!(counted.contains(
            "\r\ncontent-type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n"
        ));
        let line = format!("\nbilateral_cache_lookups_total{{result=\"hit\"}} {hits}\n");
        assert!(
            counted.contains(&line) && counted.ends_with("# EOF\n"),
            "{counted}"
        );
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
    let lines: Vec<serde_json::Value> = server
        .log
        .iter()
        .map(|line| serde_json::from_str(&line).unwrap())
        .collect();
    let requests = lines
        .iter()
        .filter(|line| line["target"] == "bilateral::requests")
        .map(|line| &line["fields"]);
    let told: Vec<String> = requests
        .inspect(|fields| {
            assert!(
                fields["id"].is_string() && fields["microseconds"].is_u64(),
                "{fields}"
            )
        })
        .map(|fields| {
            ["method", "path", "route", "status", "cache"]
                .map(|key| fields[key].to_string())
                .join(" ")
        })
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
    assert_eq!(
        stdout(&output),
        "loaded 1 pair, 21 facts, 19 sentences; documents compared: 1\n"
    );
    assert!(
        database.exists() && stderr(&output).is_empty(),
        "{}",
        stderr(&output)
    );
}

#[test]
fn the_same_seeds_give_the_same_file() {
    let folder = TempDir::new().unwrap();
    let files = ["a", "b"].map(|name| folder.path().join(name).display().to_string());
    for file in &files {
        assert!(run(&["migrate", "--database", file]).status.success());
    }
    assert!(fs::read(&files[0]).unwrap() == fs::read(&files[1]).unwrap());
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "only the databases are left"
    );
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
    assert!(
        output.status.success() && stdout(&output).starts_with("checked 1 pair, "),
        "{}",
        stderr(&output)
    );
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
        (
            &["migrate", "--database", &path("foreign")],
            "not a database of bilateral",
            "--database",
        ),
        (
            &["migrate", "--database", &path("no/such/db")],
            "cannot use",
            "name a database file",
        ),
        (
            &["migrate", "--database", &path("empty")],
            "not a database of bilateral",
            "move it away",
        ),
        (
            &["serve", "--database", &path("foreign")],
            "not a database of bilateral",
            "move it away",
        ),
        (
            &["serve", "--database", &path("db"), "--listen", &taken],
            "cannot listen",
            "--listen",
        ),
        (
            &["check", "--seeds", &path("nowhere")],
            "cannot read",
            "name a folder",
        ),
        (
            &["check", "--seeds", &path("empty")],
            "it holds no pair",
            "one folder for each pair",
        ),
        (
            &["check", "--documents", &path("nowhere")],
            "cannot read",
            "--documents",
        ),
        (&["index", &path("nowhere")], "cannot read", "readable file"),
    ];
    for (arguments, fault, remedy) in cases {
        let output = run(arguments);
        let told = stderr(&output);
        let last = told.lines().last().unwrap_or_default();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {told}");
        assert!(
            last.starts_with("error: ") && last.contains(fault) && last.contains(remedy),
            "{arguments:?}: {told}"
        );
    }
    assert_eq!(
        fs::read_to_string(path("foreign")).unwrap(),
        "a letter to the ministry"
    );
}

#[test]
fn a_link_to_a_database_stays_a_link() {
    let folder = TempDir::new().unwrap();
    let (real, link) = (folder.path().join("real"), folder.path().join("link"));
    assert!(
        run(&["migrate", "--database", real.to_str().unwrap()])
            .status
            .success()
    );
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let seeds = fixture("seeds");
    assert!(
        run(&[
            "migrate",
            "--database",
            link.to_str().unwrap(),
            "--seeds",
            &seeds
        ])
        .status
        .success()
    );
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read(&real).unwrap() == fs::read(&link).unwrap());
}

#[test]
fn a_reader_that_has_gone_is_no_panic() {
    let pair = fixture("documents");
    for arguments in [&["check"][..], &["check", "--seeds", &pair], &["--help"]] {
        let output = bilateral(arguments)
            .stdout(full())
            .stderr(full())
            .output()
            .unwrap();
        assert_ne!(output.status.code(), Some(101), "{arguments:?}");
    }
}

/// Where nothing can be written.
fn full() -> Stdio {
    fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap()
        .into()
}

#[test]
fn a_faulty_seed_is_shown_and_the_old_database_stays() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite").display().to_string();
    assert!(run(&["migrate", "--database", &database]).status.success());
    let before = fs::read(&database).unwrap();
    let pair = folder.path().join("seeds/a-b");
    fs::create_dir_all(&pair).unwrap();
    fs::write(
        pair.join("visits.toml"),
        "[[visit]]\nid = \"x\"\nhots = \"KAZ\"\n",
    )
    .unwrap();
    let seeds = folder.path().join("seeds").display().to_string();
    let output = run(&["migrate", "--database", &database, "--seeds", &seeds]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("unknown key `hots`")
            && stderr(&output).contains("nothing was written")
    );
    assert!(fs::read(&database).unwrap() == before);
}
