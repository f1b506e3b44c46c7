//! Byte ranges: parts of a body that add up to the whole, for downloads that resume and files that are read over HTTP.

use axum::http::{HeaderMap, Method};

use crate::client::{Limits, Response, get, send, send_to, service};

/// Paths whose body is held ready, one of each kind of route.
const WHOLE: [&str; 10] = [
    "/v1/visits",
    "/v1/visits.csv",
    "/v1/history.ndjson",
    "/v1/visits.timelinejs",
    "/v1/visits/minister-akureyri",
    "/v1/dataset.sqlite",
    "/openapi.json",
    "/llms.txt",
    "/relations/iceland-japan",
    "/assets/style.css",
];

fn part(path: &str, range: &str) -> Response {
    send(Method::GET, path, &[("range", range)])
}

/// The headers that a part and the whole share.
fn shared(response: &Response) -> HeaderMap {
    let mut headers = response.headers.clone();
    for own in ["x-request-id", "content-length", "content-range"] {
        headers.remove(own);
    }
    headers
}

#[test]
fn a_range_is_the_part_of_the_body_with_the_headers_of_the_whole() {
    for path in WHOLE {
        let whole = get(path);
        assert_eq!(whole.header("accept-ranges"), "bytes", "{path}");
        let length = whole.bytes.len();
        for (range, start, end) in [
            ("bytes=0-0".to_owned(), 0, 1),
            ("bytes=5-99".to_owned(), 5, 100),
            ("BYTES= 5-99".to_owned(), 5, 100),
            (format!("bytes={}-", length - 3), length - 3, length),
            ("bytes=-7".to_owned(), length - 7, length),
            ("bytes=-99999999".to_owned(), 0, length),
            ("bytes=10-99999999999999999999".to_owned(), 10, length),
        ] {
            let part = part(path, &range);
            assert_eq!(part.status, 206, "{path} {range}");
            assert!(part.bytes == whole.bytes[start..end], "{path} {range}");
            let last = end - 1;
            let content_range = format!("bytes {start}-{last}/{length}");
            assert_eq!(
                part.header("content-range"),
                content_range,
                "{path} {range}"
            );
            assert_eq!(part.header("content-length"), (end - start).to_string());
            assert_eq!(shared(&part), shared(&whole), "{path} {range}");
        }
    }
}

#[test]
fn a_range_after_the_end_is_416_with_the_length() {
    for path in WHOLE {
        let length = get(path).bytes.len();
        for range in [format!("bytes={length}-"), "bytes=-0".to_owned()] {
            let response = part(path, &range);
            assert_eq!(response.status, 416, "{path} {range}");
            assert_eq!(
                response.header("content-range"),
                format!("bytes */{length}")
            );
            assert_eq!(response.media_type(), "application/problem+json");
            assert_eq!(response.header("cache-control"), "no-cache");
            let problem = response.json();
            assert_eq!(problem["type"], "/docs/problems/range-not-satisfiable");
            assert_eq!(problem["instance"], path);
        }
    }
}

#[test]
fn any_other_range_is_answered_with_the_whole_body() {
    for path in ["/v1/visits.csv", "/v1/dataset.sqlite"] {
        let whole = get(path);
        for range in [
            "bytes=0-1,5-6",
            "bytes=5-1",
            "bytes=a-b",
            "bytes=",
            "bytes",
            "items=0-5",
            "lines=1-2",
            "",
        ] {
            let response = part(path, range);
            assert_eq!(response.status, 200, "{path} {range}");
            assert!(response.bytes == whole.bytes, "{path} {range}");
            assert_eq!(response.header("content-range"), "", "{path} {range}");
        }
        let twice = [("range", "bytes=0-1"), ("range", "bytes=2-3")];
        assert_eq!(send(Method::GET, path, &twice).status, 200, "{path}");
        let head = send(Method::HEAD, path, &[("range", "bytes=0-1")]);
        assert_eq!(head.status, 200, "only GET has ranges");
        assert_eq!(head.header("content-length"), whole.bytes.len().to_string());
        assert_eq!(head.header("accept-ranges"), "bytes", "{path}");
    }
}

#[test]
fn a_part_is_sent_only_if_it_belongs_to_the_tag() {
    for path in ["/v1/visits.csv", "/v1/dataset.sqlite"] {
        let whole = get(path);
        let (etag, modified) = (whole.header("etag"), whole.header("last-modified"));
        let status = |condition: (&str, &str)| {
            send(Method::GET, path, &[("range", "bytes=0-9"), condition]).status
        };
        assert_eq!(status(("if-range", etag)), 206, "{path}");
        for other in ["\"other\"", &["W/", etag].concat(), modified, "*", ""] {
            assert_eq!(status(("if-range", other)), 200, "{path} {other}");
        }
        // Other conditions come first.
        assert_eq!(status(("if-none-match", etag)), 304, "{path}");
        assert_eq!(status(("if-modified-since", modified)), 304, "{path}");
        assert_eq!(status(("if-none-match", "\"other\"")), 206, "{path}");
    }
}

#[test]
fn ranges_are_of_the_uncompressed_body_whatever_is_accepted() {
    for path in ["/v1/visits.csv", "/v1/dataset.sqlite", "/v1/history"] {
        let whole = get(path);
        for encoding in ["gzip", "br", "zstd, gzip", "identity;q=0, gzip"] {
            let accept = ("accept-encoding", encoding);
            let compressed = send(Method::GET, path, &[accept]);
            assert_ne!(compressed.header("content-encoding"), "", "{path}");
            assert_eq!(compressed.header("accept-ranges"), "", "{path} {encoding}");
            let part = send(Method::GET, path, &[accept, ("range", "bytes=2-9")]);
            assert_eq!(
                (part.status, part.header("content-encoding")),
                (206, ""),
                "{path}"
            );
            assert!(part.bytes == whole.bytes[2..10], "{path} {encoding}");
            assert_eq!(
                part.header("etag"),
                whole.header("etag"),
                "{path} {encoding}"
            );
            let held = ("if-range", compressed.header("etag"));
            let other = send(Method::GET, path, &[accept, ("range", "bytes=2-9"), held]);
            assert_eq!(
                (other.status, other.bytes == whole.bytes),
                (200, true),
                "{path}"
            );
        }
    }
}

#[test]
fn responses_without_a_whole_body_offer_no_ranges() {
    for path in [
        "/v1/nowhere",
        "/v1/visits?nosuch=1",
        "/healthz",
        "/readyz",
        "/v1/visits/",
    ] {
        let response = part(path, "bytes=0-1");
        assert_eq!(response.header("accept-ranges"), "", "{path}");
        assert_eq!(response.header("content-range"), "", "{path}");
        assert_ne!(response.status, 206, "{path}");
    }
}

#[test]
fn a_part_is_the_same_with_and_without_a_cache_and_does_not_replace_the_whole() {
    for cache in [8 << 20, 0] {
        let service = service(&Limits {
            cache,
            ..Limits::default()
        });
        let part = || {
            send_to(
                &service,
                Method::GET,
                "/v1/visits.csv",
                &[("range", "bytes=3-8")],
            )
        };
        let whole = || send_to(&service, Method::GET, "/v1/visits.csv", &[]);
        let (first, all, second) = (part(), whole(), part());
        assert_eq!((first.status, all.status, second.status), (206, 200, 206));
        assert_eq!(first.body, all.body[3..9]);
        assert_eq!(first.body, second.body);
        assert_eq!(whole().body, all.body);
    }
}
