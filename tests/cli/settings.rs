//! Settings: the addresses to listen on, environment variables and the level of the log.

use std::process::Output;

use tempfile::TempDir;

use crate::binary::{Server, bilateral, run, stderr};
use crate::stdout;

/// The database of a test, and the arguments that name it.
struct Database(TempDir);

impl Database {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn arguments<'a>(&'a self, others: &[&'a str]) -> Vec<String> {
        let path = self.0.path().join("db.sqlite").display().to_string();
        let own = ["--database".to_owned(), path];
        own.into_iter()
            .chain(others.iter().map(|&other| other.to_owned()))
            .collect()
    }

    /// Starts a server that listens as these arguments say.
    fn serve(&self, others: &[&str]) -> Server {
        let arguments = self.arguments(others);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        Server::spawn(bilateral(&["serve"]).args(arguments))
    }
}

#[test]
fn a_server_listens_on_a_host_or_a_port_alone() {
    let database = Database::new();
    for (listen, host) in [
        ("localhost:0", "127.0.0.1:"),
        ("0", "127.0.0.1:"),
        (":0", "0.0.0.0:"),
        ("[::1]:0", "[::1]:"),
    ] {
        let server = database.serve(&["--listen", listen, "--metrics", listen]);
        let metrics = server.metrics.clone().unwrap();
        for address in [&server.address, &metrics] {
            assert!(address.starts_with(host), "{listen}: {address}");
            assert!(!address.ends_with(":0"), "{listen}: {address}");
        }
        // The health check takes the same forms.
        let port = server.address.rsplit(':').next().unwrap();
        let same = match listen.rsplit_once(':') {
            Some((host, _)) => format!("{host}:{port}"),
            None => port.to_owned(),
        };
        for given in [&same, &server.address] {
            let healthy = run(&["health", "--listen", given]);
            assert_eq!(stdout(&healthy), "ready\n", "{given}: {}", stderr(&healthy));
        }
    }
}

#[test]
fn an_address_that_is_none_is_refused_with_one_that_is() {
    for (listen, remedy) in [
        ("localhost", "the port is missing: write `localhost:8080`"),
        ("127.0.0.1", "write `127.0.0.1:8080`"),
        (
            "::1",
            "write an IPv6 address in brackets and with a port: `[::1]:8080`",
        ),
        ("[::1]", "`[::1]:8080`"),
        (
            "http://localhost:8080/",
            "write the address alone: `localhost:8080`",
        ),
        ("localhost:http", "`http` is not a port"),
        (
            "localhost:99999",
            "`99999` is not a port, which is a number up to 65535",
        ),
        ("99999", "`99999` is not a port"),
        (
            "no.such.host.invalid:80",
            "no address is known for `no.such.host.invalid`",
        ),
    ] {
        for command in [
            &["serve", "--listen"],
            &["serve", "--metrics"],
            &["health", "--listen"],
        ] {
            let output = run(&[&command[..], &[listen]].concat());
            let errors = stderr(&output);
            assert_eq!(output.status.code(), Some(2), "{listen}: {errors}");
            assert!(errors.contains(remedy), "{listen}: {errors}");
        }
    }
}

#[test]
fn pages_link_to_the_place_where_mistakes_are_reported() {
    let database = Database::new();
    let url = "mailto:curator@example.org?subject={fact}";
    let server = database.serve(&["--listen", "0", "--report-url", url]);
    let page = server.get("/relations/kazakhstan-mongolia");
    let link = "mailto:curator@example.org?subject=%2Fv1%2Fvisits%2Fnazarbayev%2Dmongolia%2D1993\"";
    assert!(page.contains(link), "{page}");
}

/// Runs `serve` with an environment variable and a database that it cannot open, so that it always ends.
fn serve_with(variable: &str, value: &str) -> Output {
    let mut command = bilateral(&["serve", "--database", "/proc/none/db", "--listen", "0"]);
    command.env(variable, value).output().unwrap()
}

#[test]
fn an_empty_environment_variable_counts_as_unset() {
    for variable in [
        "BILATERAL_CACHE",
        "BILATERAL_METRICS",
        "BILATERAL_REPORT_URL",
        "BILATERAL_SEEDS",
        "BILATERAL_DOCUMENTS",
        "BILATERAL_CONNECTIONS",
        "BILATERAL_LOG",
        "BILATERAL_LOG_LEVEL",
    ] {
        let empty = serve_with(variable, "");
        assert_eq!(
            empty.status.code(),
            Some(1),
            "{variable}: {}",
            stderr(&empty)
        );
        assert!(stderr(&empty).contains("/proc/none"), "{variable}");
    }
    let database = bilateral(&["serve", "--listen", "127.0.0.1:0", "--cache", "65"])
        .env("BILATERAL_DATABASE", "")
        .output()
        .unwrap();
    assert!(
        stderr(&database).contains("--cache 65"),
        "{}",
        stderr(&database)
    );
}

#[test]
fn an_invalid_environment_variable_is_named() {
    for (variable, value) in [
        ("BILATERAL_CACHE", "much"),
        ("BILATERAL_METRICS", "localhost"),
        ("BILATERAL_REPORT_URL", "example.org/{fact}"),
        ("BILATERAL_REPORT_URL", "https://example.org/new"),
        ("BILATERAL_LOG", "xml"),
        ("BILATERAL_LOG_LEVEL", "loud"),
    ] {
        let output = serve_with(variable, value);
        let errors = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{errors}");
        let named = format!("the value is that of the environment variable {variable}");
        assert!(
            errors.contains(&named) && errors.contains(value),
            "{errors}"
        );
    }
    // A flag comes before its variable, and is at fault itself.
    let flag = bilateral(&["serve", "--cache", "much"])
        .env("BILATERAL_CACHE", "8")
        .output()
        .unwrap();
    let errors = stderr(&flag);
    assert!(
        errors.contains("much") && !errors.contains("environment"),
        "{errors}"
    );
}

#[test]
fn the_level_of_the_log_is_set_by_a_flag_before_rust_log() {
    let serve = |listen: &str, arguments: &[&str], rust_log: &str, database: &Database| {
        let mut command = bilateral(&["serve", "--listen", listen]);
        command.args(database.arguments(arguments));
        command.env("RUST_LOG", rust_log);
        command
    };
    // The server says at this level that it listens, which `spawn` waits for.
    let database = Database::new();
    for (arguments, rust_log) in [(&["--log-level", "info"][..], "error"), (&[], "info")] {
        drop(Server::spawn(&mut serve(
            "127.0.0.1:0",
            arguments,
            rust_log,
            &database,
        )));
    }
    let occupied = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = occupied.local_addr().unwrap().to_string();
    let lines = |arguments: &[&str], rust_log: &str| {
        let output = serve(&listen, arguments, rust_log, &database).output();
        stderr(&output.unwrap())
    };
    for quiet in [lines(&["--log-level", "warn"], "info"), lines(&[], "error")] {
        assert!(
            !quiet.contains("INFO") && quiet.contains("cannot listen"),
            "{quiet}"
        );
    }
}
