//! `serve` and `health`.

use std::fs;

use tempfile::TempDir;

use crate::binary::{Server, bilateral, run, stderr};
use crate::wire::{get, send};
use crate::{fixture, stdout};

#[test]
fn serve_builds_the_database_once_and_stops_on_sigterm() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    let database = database.to_str().unwrap();
    let mut server = Server::start(&["--database", database]);
    let response = server.get("/v1/visits");
    assert!(
        response.starts_with("HTTP/1.1 200") && response.contains("khurelsukh-nur-sultan"),
        "{response}"
    );
    assert_eq!(server.stop(), Some(0));
    let built = fs::metadata(database).unwrap().modified().unwrap();
    let server = Server::start(&["--database", database, "--log", "json"]);
    assert!(server.get("/readyz").contains("\"ready\""));
    assert_eq!(fs::metadata(database).unwrap().modified().unwrap(), built);
}

#[test]
fn serve_rebuilds_a_database_with_another_data_set() {
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
fn health_asks_the_server_on_the_listen_address() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    let mut server = Server::start(&["--database", database.to_str().unwrap()]);
    let port = server.address.rsplit(':').next().unwrap().to_owned();
    for listen in [&server.address, &format!("0.0.0.0:{port}")] {
        let healthy = bilateral(&["health"])
            .env("BILATERAL_LISTEN", listen)
            .output()
            .unwrap();
        assert!(healthy.status.success(), "{}", stderr(&healthy));
        assert_eq!(stdout(&healthy), "ready\n");
    }
    let assert_unhealthy = |address: &str, reason: &str| {
        let output = run(&["health", "--listen", address]);
        assert!(
            !output.status.success() && stderr(&output).contains(reason),
            "{}",
            stderr(&output)
        );
    };
    // Truncating the file makes a running server not ready.
    let file = fs::OpenOptions::new().write(true).open(&database).unwrap();
    file.set_len(5000).unwrap();
    let address = server.address.clone();
    assert_unhealthy(&address, "is not ready (503");
    assert_eq!(server.stop(), Some(0));
    assert_unhealthy(&address, "no response from");
}

#[test]
fn pipelined_requests_are_answered_in_order() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(&[
        "--database",
        folder.path().join("db.sqlite").to_str().unwrap(),
    ]);
    let request =
        |path: &str, rest: &str| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{rest}\r\n");
    let requests = [
        request("/v1/visits?limit=1", ""),
        request("/healthz", ""),
        request("/v1/nowhere", "Connection: close\r\n"),
    ]
    .concat();
    let responses = String::from_utf8(send(&server.address, requests.as_bytes())).unwrap();
    let statuses: Vec<&str> = responses
        .split("HTTP/1.1 ")
        .skip(1)
        .map(|response| &response[..3])
        .collect();
    assert_eq!(statuses, ["200", "200", "404"]);
}

#[test]
fn metrics_need_a_listen_address_of_their_own() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    let database = ["--database", database.to_str().unwrap()];
    for (cache, hits) in [("8", 2), ("0", 0)] {
        let flags = ["--metrics", "127.0.0.1:0", "--cache", cache];
        let server = Server::start(&[&database[..], &flags].concat());
        for _ in 0..3 {
            assert!(server.get("/v1/visits").starts_with("HTTP/1.1 200"));
        }
        assert!(server.get("/metrics").starts_with("HTTP/1.1 404"));
        let metrics = get(server.metrics.as_ref().unwrap(), "/metrics");
        assert!(metrics.contains(
            "\r\ncontent-type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n"
        ));
        let line = format!("\nbilateral_cache_lookups_total{{result=\"hit\"}} {hits}\n");
        assert!(
            metrics.contains(&line) && metrics.ends_with("# EOF\n"),
            "{metrics}"
        );
    }
    assert!(Server::start(&database).metrics.is_none());
}

#[test]
fn every_request_is_logged_in_one_line() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    let mut server = Server::start(&["--database", database.to_str().unwrap(), "--log", "json"]);
    let mut sizes = Vec::new();
    for path in ["/v1/visits?host=KAZ", "/v1/visits?host=KAZ", "/v1/nowhere"] {
        let response = server.get(path);
        sizes.push(response.split_once("\r\n\r\n").unwrap().1.len());
    }
    let [listed, _, missing] = sizes[..] else {
        panic!("{sizes:?}")
    };
    // Stopping flushes the log.
    assert_eq!(server.stop(), Some(0));
    let requests: Vec<String> = server
        .log
        .iter()
        .map(|line| serde_json::from_str::<serde_json::Value>(&line).unwrap())
        .filter(|line| line["target"] == "bilateral::requests")
        .map(|line| {
            let fields = &line["fields"];
            assert!(
                fields["id"].is_string() && fields["microseconds"].is_u64(),
                "{fields}"
            );
            assert_eq!(fields["client"], "127.0.0.1", "{fields}");
            [
                "method", "path", "query", "route", "status", "bytes", "cache",
            ]
            .map(|key| fields[key].to_string())
            .join(" ")
        })
        .collect();
    assert_eq!(
        requests,
        [
            format!(r#""GET" "/v1/visits" "host=KAZ" "/v1/visits" 200 {listed} "miss""#),
            format!(r#""GET" "/v1/visits" "host=KAZ" "/v1/visits" 200 {listed} "hit""#),
            format!(r#""GET" "/v1/nowhere" null "none" 404 {missing} "pass""#)
        ]
    );
}
