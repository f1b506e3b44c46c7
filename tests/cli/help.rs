//! The texts of the binary about itself: help, version, completions and man pages.

use std::collections::BTreeSet;
use std::fs;

use tempfile::TempDir;

use crate::binary::{Server, bilateral, run, stderr};
use crate::stdout;

const COMMANDS: &[&str] = &[
    "serve",
    "migrate",
    "check",
    "index",
    "import",
    "new",
    "revise",
    "draft",
    "compare",
    "health",
    "completions",
    "man",
];

#[test]
fn every_command_has_help_and_every_flag_an_environment_variable() {
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
}

#[test]
fn a_command_is_required() {
    assert!(!run(&[]).status.success());
    let output = run(&["--log", "json"]);
    assert!(
        !output.status.success() && stderr(&output).contains("no command given"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn the_version_includes_the_build_and_the_data_set() {
    let folder = TempDir::new().unwrap();
    let version = stdout(&run(&["--version"]));
    let with_command = bilateral(&["-V", "check"])
        .env("BILATERAL_LOG", "json")
        .output()
        .unwrap();
    assert_eq!(stdout(&with_command), version);
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
    let prefix = concat!("bilateral ", env!("CARGO_PKG_VERSION"), " (build ");
    assert!(
        version.starts_with(prefix) && version.ends_with(&format!(", data set {dataset})\n")),
        "{version}"
    );
}

#[test]
fn completions_and_man_pages_cover_every_command() {
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
    let page = |name: &str| fs::read_to_string(manual.join(name)).unwrap();
    for command in COMMANDS {
        let page = page(&format!("bilateral-{command}.1"));
        for section in ["\"EXIT STATUS\"", "ENVIRONMENT", "EXAMPLES"] {
            assert!(
                page.contains(&format!("\n.SH {section}\n")),
                "{command}: {page}"
            );
        }
    }
    let serve = page("bilateral-serve.1");
    for part in [
        ".SH FILES",
        ".SH SIGNALS",
        "\\fBSIGTERM, SIGINT\\fR",
        "\\fBSIGHUP\\fR",
        "\\fBBILATERAL_CLIENT_TIMEOUT\\fR\nSets \\-\\-client\\-timeout",
        "\\fBRUST_LOG\\fR",
        "\\fBbilateral.sqlite\\fR",
    ] {
        assert!(serve.contains(part), "{part}: {serve}");
    }
    assert!(page("bilateral.1").contains(".SH EXAMPLES"));
    assert!(
        fs::read_to_string(manual.join("bilateral.1"))
            .unwrap()
            .contains("bilateral\\-serve(1)")
    );
    let unwritable = run(&["man", "/proc/manual"]);
    assert!(
        !unwritable.status.success() && stderr(&unwritable).contains("/proc/manual"),
        "{}",
        stderr(&unwritable)
    );
}
