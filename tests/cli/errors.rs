//! Failures: one line with a remedy, exit status 1, and nothing changed.

use std::fs;
use std::process::Stdio;

use tempfile::TempDir;

use crate::binary::{bilateral, run, stderr};
use crate::fixture;

/// Runs a command that must fail, with all `parts` in the last line of standard error.
fn assert_fails(arguments: &[&str], parts: &[&str]) {
    let output = run(arguments);
    let errors = stderr(&output);
    let last = errors.lines().last().unwrap_or_default();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {errors}");
    assert!(
        last.starts_with("error: ") && parts.iter().all(|part| last.contains(part)),
        "{arguments:?}: {parts:?} are not in {errors}"
    );
}

#[test]
fn failures_are_one_line_with_a_remedy() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::create_dir(path("empty")).unwrap();
    fs::create_dir(path("pair")).unwrap();
    fs::write(path("pair/relation.toml"), "").unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let occupied = listener.local_addr().unwrap().to_string();
    let missing = path("missing");
    assert_fails(
        &["migrate", "--database", &path("no/such/db")],
        &[
            &["cannot use ", &path("no/such"), ": No such file"].concat(),
            "name a database file",
        ],
    );
    let database = path("db");
    let serve = ["serve", "--database", &database];
    for listen in [
        &["--listen", &occupied][..],
        &["--listen", "127.0.0.1:0", "--metrics", &occupied],
    ] {
        let flag = listen[listen.len() - 2];
        assert_fails(&[&serve, listen].concat(), &["cannot listen", flag]);
        assert!(!fs::exists(&database).unwrap(), "found before building");
    }
    assert_fails(
        &["check", "--seeds", &missing],
        &["cannot read", "name a folder"],
    );
    assert_fails(
        &["check", "--seeds", &path("empty")],
        &["it holds no pair", "one folder for each pair"],
    );
    assert_fails(
        &["check", "--seeds", &path("pair")],
        &["it is the folder of a pair", "folder above it"],
    );
    assert_fails(
        &["check", "--documents", &missing],
        &["cannot read", "--documents"],
    );
    assert_fails(
        &["index", "--text", &missing],
        &["cannot read", "readable file"],
    );
}

#[test]
fn files_that_are_no_database_are_kept() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (foreign, directory) = (path("foreign"), path("directory"));
    fs::write(&foreign, "a letter to the ministry").unwrap();
    fs::create_dir(&directory).unwrap();
    let parts = ["not a bilateral database", "move it away", "--database"];
    assert_fails(&["migrate", "--database", &foreign], &parts);
    assert_fails(&["serve", "--database", &foreign], &parts);
    assert_fails(&["migrate", "--database", &directory], &parts);
    assert_eq!(
        fs::read_to_string(&foreign).unwrap(),
        "a letter to the ministry"
    );
}

#[test]
fn invalid_seeds_are_reported_and_the_old_database_stays() {
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

#[test]
fn a_check_does_not_speak_of_writing() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("a-b")).unwrap();
    let seeds = folder.path().to_str().unwrap();
    let errors = stderr(&run(&["check", "--seeds", seeds]));
    assert!(
        errors.ends_with("\nerror: 1 error in the seeds\n"),
        "{errors}"
    );
}

#[test]
fn a_closed_output_does_not_cause_a_panic() {
    let invalid_seeds = fixture("documents");
    for arguments in [
        &["check"][..],
        &["check", "--seeds", &invalid_seeds],
        &["--help"],
    ] {
        let output = bilateral(arguments)
            .stdout(full_device())
            .stderr(full_device())
            .output()
            .unwrap();
        assert_ne!(output.status.code(), Some(101), "{arguments:?}");
    }
}

/// A device on which every write fails.
fn full_device() -> Stdio {
    fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap()
        .into()
}
