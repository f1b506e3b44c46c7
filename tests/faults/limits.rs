//! More than is taken on: turned away at once, with a problem that says when to come again, while the rest is answered.

use std::time::Duration;

use crate::binary::{LONG, Server, run, stderr};
use crate::client::{Answer, Client, get_once};
use crate::place::{MANY, Place, with};

/// Asks for one page after the other, none of which is ready, until an answer is as it should be.
async fn until(server: &Server, right: impl Fn(&Answer) -> bool) {
    let begun = std::time::Instant::now();
    for number in 0.. {
        // A year of its own each time, as what was answered before is answered again.
        let path = format!("/v1/visits?limit=1&from={:04}&to=2030", number % 2000);
        let answer = get_once(&server.address, &path).await;
        if answer.as_ref().is_ok_and(&right) {
            return;
        }
        assert!(begun.elapsed() < LONG, "{path}: {answer:?}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn is_given(answer: &Answer) -> bool {
    answer.status == 200
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_beyond_the_limit_are_told_so() {
    let place = Place::new();
    let server = place.serve(&["--connections", "2", "--metrics", "127.0.0.1:0"]);
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut client = Client::connect(&server.address).await.unwrap();
        assert_eq!(client.get("/v1/visits").await.unwrap().status, 200);
        held.push(client);
    }
    for _ in 0..20 {
        let answer = get_once(&server.address, "/v1/visits").await.unwrap();
        assert!(
            answer.is_problem(503) && answer.header("connection") == "close",
            "{answer:?}"
        );
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
    // The operator has a door of his own.
    let operator = server.metrics.as_ref().unwrap();
    for path in ["/healthz", "/readyz"] {
        assert_eq!(get_once(operator, path).await.unwrap().status, 200);
    }
    let counted = get_once(operator, "/metrics").await.unwrap();
    let counted = String::from_utf8(counted.body).unwrap();
    assert!(
        counted.contains("bilateral_shed_total{reason=\"connections\"} 20\n"),
        "{counted}"
    );
    held.pop();
    until(&server, is_given).await;
    assert_eq!(
        held[0].get("/v1/treaties").await.unwrap().status,
        200,
        "who was there first is still served"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_beyond_the_limit_are_turned_away_and_the_rest_is_answered() {
    let place = Place::new();
    place.migrate();
    place.never_search().await;
    let server = place.serve(&["--in-flight", "1", "--deadline", "3600"]);
    assert_eq!(
        get_once(&server.address, "/v1/treaties")
            .await
            .unwrap()
            .status,
        200
    );
    let address = server.address.clone();
    // It may be the one that is turned away at first.
    let endless =
        tokio::spawn(async move { while get_once(&address, "/v1/search?q=x").await.is_ok() {} });
    until(&server, |answer| answer.is_problem(503)).await;
    for path in ["/v1/treaties", "/healthz", "/readyz"] {
        let answer = get_once(&server.address, path).await.unwrap();
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
    }
    // Who goes away has the query stopped, and makes room.
    endless.abort();
    until(&server, is_given).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_queries_are_given_up_and_hold_nobody_up() {
    let place = Place::new();
    place.migrate();
    place.never_search().await;
    let server = place.serve(&["--deadline", "1", "--wait", "1", "--metrics", "127.0.0.1:0"]);
    for _ in 0..2 {
        let slow: Vec<_> = (0..12)
            .map(|word| {
                let (address, path) = (server.address.clone(), format!("/v1/search?q=word{word}"));
                tokio::spawn(async move {
                    get_once(&address, &path)
                        .await
                        .map_err(|error| error.to_string())
                })
            })
            .collect();
        for slow in slow {
            let answer = slow.await.unwrap().unwrap();
            assert!(answer.is_problem(503), "{answer:?}");
            let name = answer.json()["type"].as_str().unwrap().to_owned();
            assert!(
                ["/docs/problems/deadline", "/docs/problems/overloaded"].contains(&name.as_str()),
                "{name}"
            );
        }
        until(&server, is_given).await;
    }
    let operator = server.metrics.as_ref().unwrap();
    let counted = String::from_utf8(get_once(operator, "/metrics").await.unwrap().body).unwrap();
    assert!(
        counted.contains("bilateral_shed_total{reason=\"deadline\"}"),
        "{counted}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_wait_to_be_sent_have_a_bound() {
    let place = Place::large();
    let server = place.serve(&["--unsent", "9", "--cache", "8"]);
    let mut stalled = Vec::new();
    let mut shed = 0;
    for number in 0..20 {
        let mut client = Client::connect(&server.address).await.unwrap();
        // As many streams, each another, that are begun and not read.
        let answer = client
            .begin(&format!("/v1/visits.ndjson?from=18{number:02}"))
            .await
            .unwrap();
        if answer.status().is_success() {
            stalled.push((client, answer));
        } else {
            assert!(Answer::of(answer).await.unwrap().is_problem(503));
            shed += 1;
        }
    }
    assert!(
        shed > 0 && !stalled.is_empty(),
        "{shed} of 20 were turned away"
    );
    assert_eq!(
        get_once(&server.address, "/v1/visits/visit-7")
            .await
            .unwrap()
            .status,
        200
    );
    let (_client, answer) = stalled.pop().unwrap();
    let lines = Answer::of(answer)
        .await
        .unwrap()
        .body
        .split(|byte| *byte == b'\n')
        .count()
        - 1;
    assert_eq!(lines, MANY, "what was begun is finished");
}

#[test]
fn senseless_limits_are_refused_with_a_remedy() {
    let place = Place::new();
    let arguments = place.arguments();
    for (flags, told) in [
        (&["--cache", "64"][..], "--unsent"),
        (&["--wait", "3", "--deadline", "2"], "--deadline"),
        (&["--connections", "900000"], "--connections"),
        (&["--connections", "0"], "--connections"),
        (&["--in-flight", "0"], "--in-flight"),
        (&["--patience", "0"], "--patience"),
        (&["--patience=-1"], "--patience"),
        (&["--deadline", "1.5"], "--deadline"),
        (&["--unsent", "many"], "--unsent"),
    ] {
        let output = run(&with(&[&["serve"], flags].concat(), &arguments));
        let error = stderr(&output);
        assert!(
            !output.status.success() && error.contains(told) && error.contains("error: "),
            "{flags:?}: {error}"
        );
    }
    assert!(!place.database().exists(), "nothing was begun");
}
