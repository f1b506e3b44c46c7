//! Malformed, unusual and hostile requests, as raw bytes. None gets a 5xx, hangs, or reveals how the server is built, and the
//! next normal request is served.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::binary::Server;
use crate::client::Client;
use crate::wire::{get, send};
use crate::workspace::Workspace;

/// Parts of error messages and source paths that no response may contain.
const INTERNALS: &[&str] = &[
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

/// Returns the statuses of responses, none of which may reveal internals of the server.
fn statuses(responses: &[u8], workspace: &Workspace, request: &str) -> Vec<u16> {
    let text = String::from_utf8_lossy(responses);
    let lower = text.to_lowercase();
    let folder = workspace.path("").display().to_string();
    let leak = INTERNALS
        .iter()
        .find(|internal| lower.contains(**internal))
        .copied()
        .or(text.contains(&folder).then_some("a path"));
    assert!(leak.is_none(), "{request} reveals {leak:?}: {text}");
    assert!(
        !lower.contains("\r\nserver:") && !lower.contains("x-powered-by"),
        "{request}: {text}"
    );
    text.split("HTTP/1.1 ")
        .skip(1)
        .map(|response| response[..3].parse().unwrap())
        .collect()
}

/// The body of the response to a normal request.
fn normal_body(server: &Server) -> String {
    let response = get(&server.address, "/v1/visits?limit=2");
    assert!(response.starts_with("HTTP/1.1 200"));
    response.split_once("\r\n\r\n").unwrap().1.to_owned()
}

/// Sends each request on a connection of its own. It gets at most one response, and no 5xx.
fn assert_harmless(requests: impl IntoIterator<Item = Vec<u8>>) {
    let workspace = Workspace::new();
    let server = workspace.serve(&["--client-timeout", "1"]);
    let normal = normal_body(&server);
    for request in requests {
        let shown = String::from_utf8_lossy(&request[..request.len().min(200)]).into_owned();
        let statuses = statuses(&send(&server.address, &request), &workspace, &shown);
        assert!(statuses.len() <= 1, "{shown:?}: {statuses:?}");
        assert!(
            statuses.iter().all(|status| *status < 500),
            "{shown:?}: {statuses:?}"
        );
        assert_eq!(normal_body(&server), normal, "{shown:?}");
    }
}

const MALFORMED: &[&str] = &[
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
];

#[test]
fn malformed_http_is_harmless() {
    assert_harmless(MALFORMED.iter().map(|text| text.as_bytes().to_vec()));
    assert_harmless([
        vec![0xFF; 64],
        vec![b'A'; 100_000],
        b"GET /\xFF\xFE HTTP/1.1\r\nHost: a\r\n\r\n".to_vec(),
    ]);
}

const UNUSUAL: &[&str] = &[
    "GET http://example.org/v1/visits HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n",
    "GET http://[::1 HTTP/1.1\r\nHost: a\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n",
    "TRACE / HTTP/1.1\r\nHost: a\r\nX-Secret: b\r\nConnection: close\r\n\r\n",
    "BREW /v1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "GET /v1 HTTP/1.1\r\nConnection: close\r\n\r\n",
    "GET /v1 HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
    "GET /v1 HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\nConnection: close\r\n\r\n",
    "GET /v1 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
    "GET /v1 HTTP/1.0\r\n\r\n",
    "GET /v1/visits HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1,5-,-3\r\nConnection: close\r\n\r\n",
    "GET /v1/visits HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip;q=nan, br;q=-1\r\nConnection: close\r\n\r\n",
];

/// Paths and queries that are long, or would leave their folder.
fn unusual_paths() -> [String; 8] {
    [
        "/".to_owned() + &"a".repeat(5_000),
        "/".to_owned() + &"a".repeat(9_000),
        "/".to_owned() + &"a".repeat(70_000),
        "/v1/visits?".to_owned() + &"q=a&".repeat(2_000),
        "/v1/visits?id=".to_owned() + &"a,".repeat(3_900),
        "/v1/visits?q=".to_owned() + &"%C3%BC+".repeat(900),
        "/v1/".to_owned() + &"../".repeat(900) + "etc/passwd",
        "/v1/visits/".to_owned() + &"%2e%2e%2f".repeat(100),
    ]
}

/// Header lines that are long or many, each with its line end.
fn long_headers() -> [String; 6] {
    [
        format!("Cookie: {}\r\n", "a".repeat(13_000)),
        format!("Cookie: {}\r\n", "a".repeat(200_000)),
        "X: y\r\n".repeat(5_000),
        format!("Accept: {}\r\n", "a/b;q=0.1,".repeat(1_000)),
        format!("If-None-Match: {}\r\n", "\"x\",".repeat(2_500)),
        format!("X-Request-Id: {}\r\n", "a".repeat(500)),
    ]
}

#[test]
fn unusual_http_is_harmless() {
    let request = |path: &str, headers: &str| {
        format!("GET {path} HTTP/1.1\r\nHost: a\r\n{headers}Connection: close\r\n\r\n").into_bytes()
    };
    let mut requests: Vec<Vec<u8>> = UNUSUAL
        .iter()
        .map(|text| text.as_bytes().to_vec())
        .collect();
    requests.extend(unusual_paths().iter().map(|path| request(path, "")));
    requests.extend(long_headers().iter().map(|headers| request("/v1", headers)));
    assert_harmless(requests);
}

/// Heads with an ambiguous length, after which a proxy and the server could disagree on where the next request begins.
const AMBIGUOUS_LENGTHS: &[&str] = &[
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

#[test]
fn smuggled_requests_get_no_response() {
    let smuggled = "GET /v1/treaties HTTP/1.1\r\nHost: b\r\n\r\n";
    let request = |method: &str, head: &str| {
        format!("{method} /v1/visits?limit=1 HTTP/1.1\r\nHost: a\r\n{head}{smuggled}").into_bytes()
    };
    let methods = ["GET", "POST", "HEAD", "OPTIONS"].into_iter();
    assert_harmless(methods.flat_map(|method| {
        AMBIGUOUS_LENGTHS
            .iter()
            .map(move |head| request(method, head))
    }));
}

/// Values for every parameter, and for path segments.
const INJECTIONS: &[&str] = &[
    "' or '1'='1",
    "\"; drop table _fact; --",
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
async fn injections_in_every_parameter_are_harmless() {
    let workspace = Workspace::new();
    let server = workspace.serve(&[]);
    let normal = normal_body(&server);
    let mut client = Client::connect(&server.address).await.unwrap();
    let api: Value = client.get("/openapi.json").await.unwrap().json();
    let mut tried = 0;
    for (path, operations) in api["paths"].as_object().unwrap() {
        let parameters = operations["get"]["parameters"].as_array().unwrap();
        for target in injected_paths(path, parameters) {
            let response = client
                .get(&target)
                .await
                .unwrap_or_else(|error| panic!("{target}: {error}"));
            assert!(response.status < 500, "{target}: {response:?}");
            let mut wire = format!("HTTP/1.1 {}\r\n", response.status).into_bytes();
            wire.extend(response.body);
            statuses(&wire, &workspace, &target);
            assert!(response.headers.get("set-cookie").is_none(), "{target}");
            tried += 1;
        }
    }
    assert!(tried > 5_000, "{tried}");
    assert_eq!(normal_body(&server), normal);
}

/// A path of the OpenAPI document with each injection in its segments, as the value of each parameter, and as a name.
fn injected_paths(path: &str, parameters: &[Value]) -> Vec<String> {
    let names: Vec<&str> = parameters
        .iter()
        .filter(|parameter| parameter["in"] == "query")
        .map(|parameter| parameter["name"].as_str().unwrap())
        .collect();
    let mut paths = Vec::new();
    for injection in INJECTIONS {
        let injection = utf8_percent_encode(injection, NON_ALPHANUMERIC).to_string();
        let path = path
            .replace("{id}", &injection)
            .replace("{name}", &injection)
            .replace("{code}", &injection);
        // Search requires `q`.
        let is_search = path.starts_with("/v1/search");
        let query = if is_search { "q=a&" } else { "" };
        for name in names.iter().copied().chain([injection.as_str()]) {
            if !(is_search && name == "q") {
                paths.push(format!("{path}?{query}{name}={injection}"));
            }
        }
    }
    paths
}
