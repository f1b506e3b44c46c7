//! Load shedding: over a limit, connections and requests get 503 with `Retry-After` at once, and admitted ones are served.

use std::time::{Duration, Instant};

use crate::binary::{Server, TIMEOUT, run, stderr};
use crate::client::{Client, Response, get_once};
use crate::count_lines;
use crate::workspace::{MANY, Workspace, join};

/// Requests pages that are not cached until a response is as expected.
async fn wait_for(server: &Server, is_expected: impl Fn(&Response) -> bool) {
    let start = Instant::now();
    for number in 0.. {
        // A different period each time, so that no response comes from the cache.
        let path = format!("/v1/visits?limit=1&from={:04}&to=2030", number % 2000);
        let response = get_once(&server.address, &path).await;
        if response.as_ref().is_ok_and(&is_expected) {
            return;
        }
        assert!(start.elapsed() < TIMEOUT, "{path}: {response:?}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn is_ok(response: &Response) -> bool {
    response.status == 200
}

async fn metrics(server: &Server) -> String {
    let operator = server.metrics.as_ref().unwrap();
    String::from_utf8(get_once(operator, "/metrics").await.unwrap().body).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_over_the_limit_get_503() {
    let workspace = Workspace::new();
    let server = workspace.serve(&["--connections", "2", "--metrics", "127.0.0.1:0"]);
    let mut admitted = Vec::new();
    for _ in 0..2 {
        let mut client = Client::connect(&server.address).await.unwrap();
        assert_eq!(client.get("/v1/visits").await.unwrap().status, 200);
        admitted.push(client);
    }
    for _ in 0..20 {
        let response = get_once(&server.address, "/v1/visits").await.unwrap();
        assert!(
            response.is_problem(503) && response.header("connection") == "close",
            "{response:?}"
        );
        assert_eq!(response.header("access-control-allow-origin"), "*");
    }
    // The operator's listen address has a limit of its own.
    let operator = server.metrics.as_ref().unwrap();
    for path in ["/healthz", "/readyz"] {
        assert_eq!(get_once(operator, path).await.unwrap().status, 200);
    }
    let metrics = metrics(&server).await;
    assert!(
        metrics.contains("bilateral_shed_total{reason=\"connections\"} 20\n"),
        "{metrics}"
    );
    admitted.pop();
    wait_for(&server, is_ok).await;
    assert_eq!(
        admitted[0].get("/v1/treaties").await.unwrap().status,
        200,
        "an admitted connection is still served"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_over_the_limit_get_503_while_others_are_served() {
    let workspace = Workspace::new();
    workspace.migrate();
    workspace.make_searches_endless().await;
    let server = workspace.serve(&["--in-flight", "1", "--deadline", "3600"]);
    let cached = get_once(&server.address, "/v1/treaties").await.unwrap();
    assert_eq!(cached.status, 200);
    let address = server.address.clone();
    // Repeated, because the first search may itself be shed.
    let endless =
        tokio::spawn(async move { while get_once(&address, "/v1/search?q=x").await.is_ok() {} });
    wait_for(&server, |response| response.is_problem(503)).await;
    for path in ["/v1/treaties", "/healthz", "/readyz"] {
        let response = get_once(&server.address, path).await.unwrap();
        assert_eq!(response.status, 200, "{path}: {response:?}");
    }
    // Disconnecting stops the query and frees its permit.
    endless.abort();
    wait_for(&server, is_ok).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_queries_time_out_without_blocking_others() {
    let workspace = Workspace::new();
    workspace.migrate();
    workspace.make_searches_endless().await;
    let server = workspace.serve(&["--deadline", "1", "--wait", "1", "--metrics", "127.0.0.1:0"]);
    for _ in 0..2 {
        let searches: Vec<_> = (0..12)
            .map(|word| {
                let (address, path) = (server.address.clone(), format!("/v1/search?q=word{word}"));
                tokio::spawn(async move { get_once(&address, &path).await })
            })
            .collect();
        for search in searches {
            let response = search.await.unwrap().unwrap();
            assert!(response.is_problem(503), "{response:?}");
            let problem = response.json()["type"].as_str().unwrap().to_owned();
            assert!(
                ["/docs/problems/deadline", "/docs/problems/overloaded"]
                    .contains(&problem.as_str()),
                "{problem}"
            );
        }
        wait_for(&server, is_ok).await;
    }
    let metrics = metrics(&server).await;
    assert!(
        metrics.contains("bilateral_shed_total{reason=\"deadline\"}"),
        "{metrics}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn unsent_responses_are_bounded() {
    let workspace = Workspace::large();
    let server = workspace.serve(&["--unsent", "9", "--cache", "8"]);
    let mut stalled = Vec::new();
    let mut shed = 0;
    for number in 0..20 {
        let mut client = Client::connect(&server.address).await.unwrap();
        // Different exports, which are started and not read.
        let path = format!("/v1/visits.ndjson?from=18{number:02}");
        let response = client.start_get(&path).await.unwrap();
        if response.status().is_success() {
            stalled.push((client, response));
        } else {
            assert!(Response::read(response).await.unwrap().is_problem(503));
            shed += 1;
        }
    }
    assert!(shed > 0 && !stalled.is_empty(), "{shed} of 20 were shed");
    let small = get_once(&server.address, "/v1/visits/visit-7")
        .await
        .unwrap();
    assert_eq!(small.status, 200);
    let (_client, response) = stalled.pop().unwrap();
    let export = Response::read(response).await.unwrap();
    assert_eq!(
        count_lines(&export.body),
        MANY,
        "an admitted export is completed"
    );
}

#[test]
fn invalid_limits_are_rejected_with_a_remedy() {
    let workspace = Workspace::new();
    let own = workspace.flags();
    for (flags, remedy) in [
        (&["--cache", "64"][..], "--unsent"),
        (&["--wait", "3", "--deadline", "2"], "--deadline"),
        (&["--connections", "900000"], "--connections"),
        (&["--connections", "0"], "--connections"),
        (&["--in-flight", "0"], "--in-flight"),
        (&["--client-timeout", "0"], "--client-timeout"),
        (&["--client-timeout=-1"], "--client-timeout"),
        (&["--deadline", "1.5"], "--deadline"),
        (&["--unsent", "many"], "--unsent"),
    ] {
        let output = run(&join(&[&["serve"], flags].concat(), &own));
        let errors = stderr(&output);
        assert!(
            !output.status.success() && errors.contains(remedy) && errors.contains("error: "),
            "{flags:?}: {errors}"
        );
    }
    assert!(!workspace.database().exists(), "nothing was started");
}
