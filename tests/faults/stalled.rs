//! Clients that do not go on: nobody waits for them longer than was said.

#![expect(clippy::disallowed_methods, reason = "the client of the test is slow")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::binary::LONG;
use crate::client::{Client, get_once};
use crate::place::Place;
use crate::wire::send;

/// Reads until the server ends the connection, and tells what came.
fn until_cut(mut stream: &TcpStream) -> String {
    stream.set_read_timeout(Some(LONG)).unwrap();
    let mut told = Vec::new();
    match stream.read_to_end(&mut told) {
        Err(error) if error.kind() != std::io::ErrorKind::ConnectionReset => {
            panic!("it was not cut: {error}")
        }
        _ => String::from_utf8_lossy(&told).into_owned(),
    }
}

#[test]
fn who_does_not_send_a_whole_request_is_cut_off() {
    let place = Place::new();
    let server = place.serve(&["--patience", "1"]);
    let begun = [
        "",
        "G",
        "GET /v1/visits HTTP/1.1\r\nHost: local",
        "PRI * HTTP/2.0\r\n\r\nSM",
        "GET /v1 HTTP/1.1\r\nHost: a\r\n\r\nGET /v1",
    ];
    let stalled: Vec<TcpStream> = begun
        .iter()
        .map(|begun| {
            let mut stream = TcpStream::connect(&server.address).unwrap();
            stream.write_all(begun.as_bytes()).unwrap();
            stream
        })
        .collect();
    let mut dribbling = TcpStream::connect(&server.address).unwrap();
    for letter in "GET /v1/visits?limit=1 HTTP/1.1\r\nX-Slow: "
        .chars()
        .chain(std::iter::repeat('x'))
    {
        std::thread::sleep(Duration::from_millis(100));
        // Once the server has ended the connection, writing fails: at the second letter, at the latest.
        if dribbling.write_all(&[letter as u8]).is_err() {
            break;
        }
    }
    for (stream, begun) in stalled.iter().zip(begun) {
        let told = until_cut(stream);
        assert_eq!(
            told.matches("HTTP/1.1 200").count(),
            begun.matches("\r\n\r\nGET").count(),
            "{begun:?}: {told}"
        );
    }
    assert!(server.get("/v1/visits").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_kept_connection_on_which_nothing_comes_is_ended() {
    let place = Place::new();
    let server = place.serve(&["--patience", "1"]);
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream
        .write_all(b"GET /v1 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .unwrap();
    let told = until_cut(&stream);
    assert!(
        told.starts_with("HTTP/1.1 200") && !told.contains("connection: close"),
        "{told}"
    );
}

#[test]
fn a_body_is_not_waited_for_and_is_no_request() {
    let place = Place::new();
    let server = place.serve(&["--patience", "3600"]);
    let smuggled = "GET /v1/treaties HTTP/1.1\r\nHost: a\r\n\r\n";
    for (head, status) in [
        (
            "GET /v1/visits HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n",
            200,
        ),
        (
            "GET /v1/visits HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n",
            200,
        ),
        (
            "POST /v1/visits HTTP/1.1\r\nHost: a\r\nContent-Length: 41\r\n\r\n",
            405,
        ),
        (
            "GET /v1/visits HTTP/1.1\r\nHost: a\r\nContent-Length: 41\r\nExpect: 100-continue\r\n\r\n",
            200,
        ),
    ] {
        let answer = send(&server.address, [head, smuggled].concat().as_bytes());
        let answer = String::from_utf8_lossy(&answer);
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}"))
                && answer.contains("connection: close"),
            "{answer}"
        );
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{head:?}: {answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_take_an_answer_is_cut_off() {
    let place = Place::large();
    let server = place.serve(&["--patience", "1", "--connections", "1"]);
    let mut stalled = Client::connect(&server.address).await.unwrap();
    let answer = stalled.begin("/v1/visits.ndjson").await.unwrap();
    let begun = Instant::now();
    // It holds the only connection until it is cut off.
    let mut turned_away = 0;
    loop {
        assert!(begun.elapsed() < LONG, "it was never cut off");
        match get_once(&server.address, "/v1/visits?limit=1").await {
            Ok(answer) if answer.status == 200 => break,
            Ok(answer) => assert!(answer.is_problem(503), "{answer:?}"),
            Err(error) => panic!("{error}"),
        }
        turned_away += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(turned_away > 0);
    assert!(
        crate::client::Answer::of(answer).await.is_err(),
        "what is cut off does not look whole"
    );
}
