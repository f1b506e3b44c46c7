//! Clients that stop sending or reading: the server waits no longer than its timeout.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::binary::TIMEOUT;
use crate::client::{Client, Response, get_once};
use crate::wire::send;
use crate::workspace::Workspace;

/// Returns everything that the server sends until it closes the connection.
fn read_until_closed(mut stream: &TcpStream) -> String {
    stream.set_read_timeout(Some(TIMEOUT)).unwrap();
    let mut response = Vec::new();
    match stream.read_to_end(&mut response) {
        Err(error) if error.kind() != std::io::ErrorKind::ConnectionReset => {
            panic!("the connection is not closed: {error}")
        }
        _ => String::from_utf8_lossy(&response).into_owned(),
    }
}

#[test]
fn incomplete_requests_time_out() {
    let workspace = Workspace::new();
    let server = workspace.serve(&["--client-timeout", "1"]);
    let incomplete = [
        "",
        "G",
        "GET /v1/visits HTTP/1.1\r\nHost: local",
        "PRI * HTTP/2.0\r\n\r\nSM",
        "GET /v1 HTTP/1.1\r\nHost: a\r\n\r\nGET /v1",
    ];
    let stalled = incomplete.map(|request| {
        let mut stream = TcpStream::connect(&server.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    });
    let mut slow = TcpStream::connect(&server.address).unwrap();
    let endless_head = "GET /v1/visits?limit=1 HTTP/1.1\r\nX-Slow: "
        .chars()
        .chain(std::iter::repeat('x'));
    for letter in endless_head {
        std::thread::sleep(Duration::from_millis(100));
        // Once the server has closed the connection, writing fails, at the latest with the second letter.
        if slow.write_all(&[letter as u8]).is_err() {
            break;
        }
    }
    for (stream, request) in stalled.iter().zip(incomplete) {
        let responses = read_until_closed(stream);
        assert_eq!(
            responses.matches("HTTP/1.1 200").count(),
            request.matches("\r\n\r\nGET").count(),
            "{request:?}: {responses}"
        );
    }
    assert!(server.get("/v1/visits").starts_with("HTTP/1.1 200"));
}

#[test]
fn idle_connections_are_closed() {
    let workspace = Workspace::new();
    let server = workspace.serve(&["--client-timeout", "1"]);
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream
        .write_all(b"GET /v1 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .unwrap();
    let response = read_until_closed(&stream);
    assert!(
        response.starts_with("HTTP/1.1 200") && !response.contains("connection: close"),
        "{response}"
    );
}

#[test]
fn request_bodies_are_neither_read_nor_parsed_as_requests() {
    let workspace = Workspace::new();
    let server = workspace.serve(&["--client-timeout", "3600"]);
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
        let response = send(&server.address, [head, smuggled].concat().as_bytes());
        let response = String::from_utf8_lossy(&response);
        assert!(
            response.starts_with(&format!("HTTP/1.1 {status}"))
                && response.contains("connection: close"),
            "{response}"
        );
        assert_eq!(
            response.matches("HTTP/1.1 ").count(),
            1,
            "{head:?}: {response}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_that_stop_reading_are_disconnected() {
    let workspace = Workspace::large();
    let server = workspace.serve(&["--client-timeout", "1", "--connections", "1"]);
    let mut stalled = Client::connect(&server.address).await.unwrap();
    let unread = stalled.start_get("/v1/visits.ndjson").await.unwrap();
    let start = Instant::now();
    // The stalled client has the only connection until it is disconnected.
    let mut refused = 0;
    loop {
        assert!(start.elapsed() < TIMEOUT, "it is never disconnected");
        match get_once(&server.address, "/v1/visits?limit=1").await {
            Ok(response) if response.status == 200 => break,
            Ok(response) => assert!(response.is_problem(503), "{response:?}"),
            Err(error) => panic!("{error}"),
        }
        refused += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(refused > 0);
    assert!(
        Response::read(unread).await.is_err(),
        "a truncated response must not look complete"
    );
}
