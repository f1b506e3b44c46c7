//! Requests that no sound client sends, as raw bytes: none is answered by a 5xx, none hangs, none learns anything of the
//! server, and the next normal request is right.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::binary::Server;
use crate::client::Client;
use crate::place::Place;
use crate::wire::{get, send};

/// What no answer may contain: words of the database, of the code and of its parts.
const INSIDE: &[&str] = &[
    "sqlx",
    "no such table",
    "syntax error",
    "unrecognized token",
    "near \\\"",
    "panicked",
    ".rs:",
    "/src/",
    "hyper",
    "axum",
];

/// Statuses of the answers, each of which is looked at.
fn statuses(answers: &[u8], place: &Place, asked: &str) -> Vec<u16> {
    let text = String::from_utf8_lossy(answers);
    let lower = text.to_lowercase();
    let home = place.path("").display().to_string();
    let leak = INSIDE
        .iter()
        .find(|word| lower.contains(**word))
        .copied()
        .or(text.contains(&home).then_some("a path"));
    assert!(leak.is_none(), "{asked} learns {leak:?}: {text}");
    assert!(
        !lower.contains("\r\nserver:") && !lower.contains("x-powered-by"),
        "{asked}: {text}"
    );
    text.split("HTTP/1.1 ")
        .skip(1)
        .map(|answer| answer[..3].parse().unwrap())
        .collect()
}

/// What a normal request gives, without what differs from one to the next.
fn normal(server: &Server) -> String {
    let answer = get(&server.address, "/v1/visits?limit=2");
    assert!(answer.starts_with("HTTP/1.1 200"));
    answer.split("\r\n\r\n").nth(1).unwrap().to_owned()
}

/// Sends each on a connection of its own; at most so many answers come, none of them a 5xx.
fn try_all(requests: &[Vec<u8>], most: usize) {
    let place = Place::new();
    let server = place.serve(&["--patience", "1"]);
    let right = normal(&server);
    for request in requests {
        let asked = String::from_utf8_lossy(&request[..request.len().min(200)]).into_owned();
        let statuses = statuses(&send(&server.address, request), &place, &asked);
        assert!(statuses.len() <= most, "{asked:?}: {statuses:?}");
        assert!(
            statuses.iter().all(|status| *status < 500),
            "{asked:?}: {statuses:?}"
        );
        assert_eq!(normal(&server), right, "{asked:?}");
    }
}

fn bytes(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

#[test]
fn lines_that_are_no_http() {
    try_all(
        &bytes(&[
            "\r\n\r\n\r\n\r\n",
            "GET\r\n\r\n",
            "GET /v1\r\n\r\n",
            "GET /v1 HTTP/9.9\r\nHost: a\r\n\r\n",
            "GET /v1 HTTP/2.0\r\nHost: a\r\n\r\n",
            "get /v1 http/1.1\r\nHost: a\r\n\r\n",
            "GET  /v1  HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /v1 HTTP/1.1\nHost: a\n\n",
            "GET /v1\0 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /\tv1 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /v1 HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n",
            "GET /v1 HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n",
            "GET /v1 HTTP/1.1\r\nHost: a\r\n folded: line\r\n\r\n",
            "GET /v1 HTTP/1.1\r\nHost : a\r\n\r\n",
            "GET /v1 HTTP/1.1\r\n: a\r\nHost: a\r\n\r\n",
            "GET /v1 HTTP/1.1\r\nHost: a\r\nnocolon\r\n\r\n",
            "\x16\x03\x01\x02\x00\x01\x00\x01\u{fc}\x03\x03",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "<policy-file-request/>\0",
            "EHLO mail\r\n",
        ]),
        1,
    );
    try_all(
        &[
            vec![0xFF; 64],
            vec![b'A'; 100_000],
            b"GET /\xFF\xFE HTTP/1.1\r\nHost: a\r\n\r\n".to_vec(),
        ],
        1,
    );
}

#[test]
fn lines_that_are_unusual_http() {
    let long = |count: usize| "a".repeat(count);
    let address = |path: String| {
        format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").into_bytes()
    };
    let requests = [
        b"GET http://example.org/v1/visits HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n".to_vec(),
        b"GET http://[::1 HTTP/1.1\r\nHost: a\r\n\r\n".to_vec(),
        b"OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".to_vec(),
        b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n".to_vec(),
        b"TRACE / HTTP/1.1\r\nHost: a\r\nX-Secret: b\r\nConnection: close\r\n\r\n".to_vec(),
        b"BREW /v1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".to_vec(),
        b"GET /v1 HTTP/1.1\r\nConnection: close\r\n\r\n".to_vec(),
        b"GET /v1 HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n".to_vec(),
        b"GET /v1 HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\nConnection: close\r\n\r\n".to_vec(),
        b"GET /v1 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n".to_vec(),
        b"GET /v1 HTTP/1.0\r\n\r\n".to_vec(),
        address("/".to_owned() + &long(5_000)),
        address("/".to_owned() + &long(9_000)),
        address("/".to_owned() + &long(70_000)),
        address("/v1/visits?".to_owned() + &"q=a&".repeat(2_000)),
        address("/v1/visits?id=".to_owned() + &"a,".repeat(3_900)),
        address("/v1/visits?q=".to_owned() + &"%C3%BC+".repeat(900)),
        address("/v1/".to_owned() + &"../".repeat(900) + "etc/passwd"),
        address("/v1/visits/".to_owned() + &"%2e%2e%2f".repeat(100)),
        format!("GET /v1 HTTP/1.1\r\nHost: a\r\nCookie: {}\r\nConnection: close\r\n\r\n", long(13_000)).into_bytes(),
        format!("GET /v1 HTTP/1.1\r\nHost: a\r\nCookie: {}\r\n\r\n", long(200_000)).into_bytes(),
        format!("GET /v1 HTTP/1.1\r\nHost: a\r\n{}Connection: close\r\n\r\n", "X: y\r\n".repeat(5_000)).into_bytes(),
        format!("GET /v1 HTTP/1.1\r\nHost: a\r\nAccept: {}\r\nConnection: close\r\n\r\n", "a/b;q=0.1,".repeat(1_000))
            .into_bytes(),
        format!(
            "GET /v1 HTTP/1.1\r\nHost: a\r\nIf-None-Match: {}\r\nConnection: close\r\n\r\n",
            "\"x\",".repeat(2_500)
        )
        .into_bytes(),
        format!("GET /v1 HTTP/1.1\r\nHost: a\r\nX-Request-Id: {}\r\nConnection: close\r\n\r\n", long(500)).into_bytes(),
        b"GET /v1/visits HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1,5-,-3\r\nConnection: close\r\n\r\n".to_vec(),
        b"GET /v1/visits HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip;q=nan, br;q=-1\r\nConnection: close\r\n\r\n"
            .to_vec(),
    ];
    try_all(&requests, 1);
}

#[test]
fn two_requests_in_one() {
    let smuggled = "GET /v1/treaties HTTP/1.1\r\nHost: b\r\n\r\n";
    let heads = [
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
        "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: identity\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n0;a=b\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nab\r\n0\r\n\r\n",
        "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "Content-Length: 1, 2\r\n\r\n",
        "Content-Length: +1\r\n\r\n",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: 0x1\r\n\r\n",
        "Content-Length: 99999999999999999999\r\n\r\n",
        "Content-Length: 41\r\n\r\n",
        "Content-Length : 41\r\n\r\n",
        "Content-Length: \r\n\r\n",
        "X: a\nContent-Length: 41\r\n\r\n",
    ];
    let requests: Vec<Vec<u8>> = ["GET", "POST", "HEAD", "OPTIONS"]
        .iter()
        .flat_map(|method| {
            heads.map(|head| {
                format!("{method} /v1/visits?limit=1 HTTP/1.1\r\nHost: a\r\n{head}{smuggled}")
                    .into_bytes()
            })
        })
        .collect();
    try_all(&requests, 1);
}

/// What is put into every parameter, into paths and into headers.
const INJECTIONS: &[&str] = &[
    "' or '1'='1",
    "\"; drop table fact; --",
    "1) union select sql from sqlite_schema --",
    "*",
    "NEAR(a b, 5) AND \"x\" OR NOT y",
    "{title} : ^x",
    "%",
    "_",
    "\0",
    "\r\nSet-Cookie: a=b",
    "<script>alert(1)</script>",
    "../../../../etc/passwd",
    "${jndi:ldap://a/b}",
    "{{7*7}}",
    "=cmd|' /C calc'!A0",
    "\u{202e}\u{feff}\u{0}",
    "99999999999999999999",
    "-0",
    "NaN",
    "2024-02-30",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_parameter_with_every_injection() {
    let place = Place::new();
    let server = place.serve(&[]);
    let right = normal(&server);
    let mut client = Client::connect(&server.address).await.unwrap();
    let api: Value = client.get("/openapi.json").await.unwrap().json();
    let mut tried = 0;
    for (path, described) in api["paths"].as_object().unwrap() {
        for injection in INJECTIONS
            .iter()
            .map(|injection| utf8_percent_encode(injection, NON_ALPHANUMERIC).to_string())
        {
            let known = described["get"]["parameters"].as_array().unwrap();
            let named = known.iter().filter(|parameter| parameter["in"] == "query");
            let names = named.map(|parameter| parameter["name"].as_str().unwrap());
            let bare = path
                .replace("{id}", &injection)
                .replace("{name}", &injection);
            let bare = if path.starts_with("/v1/search") {
                format!("{bare}?q=a&")
            } else {
                format!("{bare}?")
            };
            for name in names
                .chain([injection.as_str()])
                .filter(|name| *name != "q" || !bare.contains("?q="))
            {
                let asked = format!("{bare}{name}={injection}");
                let answer = client
                    .get(&asked)
                    .await
                    .unwrap_or_else(|error| panic!("{asked}: {error}"));
                assert!(answer.status < 500, "{asked}: {answer:?}");
                let mut wire = format!("HTTP/1.1 {}\r\n", answer.status).into_bytes();
                wire.extend(answer.body);
                statuses(&wire, &place, &asked);
                assert!(answer.headers.get("set-cookie").is_none(), "{asked}");
                tried += 1;
            }
        }
    }
    assert!(tried > 5_000, "{tried}");
    assert_eq!(normal(&server), right);
}
