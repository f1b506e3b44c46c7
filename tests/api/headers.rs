//! Headers: validators, content encodings, CORS, links and request ids.

use axum::http::Method;

use crate::client::{get, ok, send};

#[test]
fn a_client_that_has_the_response_gets_304_with_its_headers() {
    for path in [
        "/v1/visits",
        "/v1/visits.csv",
        "/v1/visits/minister-akureyri",
        "/v1",
        "/v1/timeline?limit=3",
    ] {
        let first = get(path);
        let etag = first.header("etag").to_owned();
        assert!(etag.starts_with('"') && etag.len() > 10, "{path}: {etag}");
        let second = send(Method::GET, path, &[("if-none-match", &etag)]);
        assert_eq!(
            (second.status, second.body.as_str(), second.header("etag")),
            (304, "", etag.as_str()),
            "{path}"
        );
        for name in [
            "vary",
            "cache-control",
            "last-modified",
            "access-control-allow-origin",
        ] {
            assert!(!first.header(name).is_empty(), "{path} {name}");
            assert_eq!(second.header(name), first.header(name), "{path} {name}");
        }
        assert_eq!(
            send(
                Method::GET,
                path,
                &[("if-none-match", "\"other\", W/\"more\"")]
            )
            .status,
            200
        );
        assert_eq!(
            send(
                Method::HEAD,
                path,
                &[("if-none-match", &format!("\"x\", W/{etag}"))]
            )
            .status,
            304
        );
    }
}

#[test]
fn responses_with_different_bytes_have_different_etags() {
    let etag = |path: &str, headers: &[(&str, &str)]| {
        send(Method::GET, path, headers).header("etag").to_owned()
    };
    let mut etags = vec![
        etag("/v1/visits", &[]),
        etag("/v1/visits", &[("accept", "text/csv")]),
        etag("/v1/visits", &[("accept-encoding", "gzip")]),
        etag("/v1/visits", &[("accept-encoding", "br")]),
        etag("/v1/visits", &[("accept-encoding", "zstd")]),
        etag("/v1/visits?host=KAZ", &[]),
        etag("/v1/missions?as_of=2005", &[]),
        etag("/v1/missions?as_of=2006", &[]),
    ];
    let all = etags.len();
    etags.sort();
    etags.dedup();
    assert_eq!(etags.len(), all, "{etags:?}");
    assert_eq!(
        etag("/v1/visits?host=KAZ&limit=2", &[]),
        etag("/v1/visits?limit=2&host=KAZ", &[])
    );
}

#[test]
fn bodies_are_compressed_on_demand() {
    let plain = get("/v1/history").bytes.len();
    for encoding in ["gzip", "br", "zstd"] {
        let accept = ("accept-encoding", encoding);
        let compressed = send(Method::GET, "/v1/history", &[accept]);
        assert_eq!(
            (compressed.status, compressed.header("content-encoding")),
            (200, encoding)
        );
        assert!(
            compressed.bytes.len() * 2 < plain,
            "{encoding}: {}",
            compressed.bytes.len()
        );
        let held = ("if-none-match", compressed.header("etag"));
        assert_eq!(
            send(Method::GET, "/v1/history", &[accept, held]).status,
            304
        );
    }
    for impossible in ["identity;q=0", "*;q=0", "gzip;q=0, identity;q=0"] {
        for (path, status) in [
            ("/v1/history", 200),
            ("/healthz", 200),
            ("/readyz", 200),
            ("/v1/history?nosuch=1", 400),
        ] {
            let plain = send(Method::GET, path, &[("accept-encoding", impossible)]);
            assert_eq!(
                (plain.status, plain.header("content-encoding")),
                (status, ""),
                "{path} {impossible}"
            );
        }
    }
}

#[test]
fn an_unusual_accept_encoding_does_not_affect_the_responses_of_others() {
    for odd in [
        "br;q=0.1, gzip, br",
        "gzip;q=1.5, br",
        "zstd;q=0, *;q=0.1",
        "br;q=nonsense, gzip",
    ] {
        let first = send(
            Method::GET,
            "/v1/goods?limit=7",
            &[("accept-encoding", odd)],
        );
        for encoding in ["gzip", "br", "zstd"] {
            let accept = [("accept-encoding", encoding)];
            let then = send(Method::GET, "/v1/goods?limit=7", &accept);
            assert_eq!(then.header("content-encoding"), encoding, "after {odd}");
            let is_same = first.header("etag") == then.header("etag");
            let has_encoding = first.header("content-encoding") == encoding;
            assert_eq!(is_same, has_encoding, "{odd} and {encoding}");
        }
    }
}

#[test]
fn a_stream_that_is_compressed_while_it_is_sent_has_a_weak_etag() {
    let etag = |encoding: &str| {
        let accept = ("accept-encoding", encoding);
        let response = send(Method::GET, "/v1/dataset.sqlite", &[accept]);
        let held = ("if-none-match", response.header("etag"));
        let again = send(Method::GET, "/v1/dataset.sqlite", &[accept, held]);
        assert_eq!(again.status, 304, "{encoding}");
        response.header("etag").to_owned()
    };
    assert!(etag("br").starts_with("W/\"") && etag("identity").starts_with('"'));
}

#[test]
fn an_asterisk_matches_any_etag() {
    let any = [("if-none-match", "*")];
    assert_eq!(send(Method::GET, "/v1/visits", &any).status, 304);
}

#[test]
fn a_date_matches_responses_about_data_that_has_not_changed_since() {
    let modified = get("/v1/visits").header("last-modified").to_owned();
    let status = |headers: &[(&str, &str)], path: &str| send(Method::GET, path, headers).status;
    let since = |date: &'static str| [("if-modified-since", date)];
    for path in ["/v1/visits", "/v1/visits.csv", "/", "/v1/dataset.sqlite"] {
        // The first response is not cached yet, the second is.
        for _ in 0..2 {
            assert_eq!(
                status(&[("if-modified-since", &modified)], path),
                304,
                "{path}"
            );
        }
        assert_eq!(status(&since("Fri, 01 Jan 2100 00:00:00 GMT"), path), 304);
        assert_eq!(status(&since("Sat, 01 Jan 2000 00:00:00 GMT"), path), 200);
        assert_eq!(status(&since("yesterday"), path), 200);
    }
    let other_tag = [
        ("if-modified-since", modified.as_str()),
        ("if-none-match", "\"x\""),
    ];
    assert_eq!(status(&other_tag, "/v1/visits"), 200);
    for missing in ["/v1/visits/nope", "/v1/nowhere"] {
        assert_eq!(status(&[("if-modified-since", &modified)], missing), 404);
        assert_eq!(status(&[("if-none-match", "*")], missing), 404);
    }
}

#[test]
fn every_response_has_the_headers_of_cors_caching_and_links() {
    for path in [
        "/v1",
        "/v1/visits",
        "/v1/visits?nosuch=1",
        "/v1/nowhere",
        "/v1/visits.xml",
        "/healthz",
        "/v1/trade.csv",
    ] {
        let response = send(Method::GET, path, &[("origin", "https://example.org")]);
        assert_eq!(response.header("vary"), "Accept, Accept-Encoding", "{path}");
        assert_eq!(
            response.header("access-control-allow-origin"),
            "*",
            "{path}"
        );
        assert_eq!(
            response.header("x-content-type-options"),
            "nosniff",
            "{path}"
        );
        let exposed = response
            .header("access-control-expose-headers")
            .to_lowercase();
        for name in [
            "accept-ranges",
            "content-range",
            "etag",
            "link",
            "content-disposition",
            "last-modified",
            "retry-after",
            "x-dataset",
            "x-request-id",
        ] {
            assert!(exposed.contains(name), "{path} does not expose {name}");
        }
        let links: Vec<&str> = response
            .headers
            .get_all("link")
            .iter()
            .map(|link| link.to_str().unwrap())
            .collect();
        for rel in ["service-desc", "service-doc", "describedby"] {
            assert!(
                links.join(", ").contains(&format!("rel=\"{rel}\"")),
                "{path}"
            );
        }
        assert_eq!(
            response.header("x-dataset"),
            ok("/v1/dataset")["dataset"],
            "{path}"
        );
        assert!(response.headers.get("server").is_none());
    }
}

#[test]
fn data_may_be_cached_for_a_while_and_errors_and_health_may_not() {
    assert_eq!(
        get("/v1/visits").header("cache-control"),
        "public, max-age=300, stale-while-revalidate=86400"
    );
    assert_eq!(
        get("/v1/visits").header("last-modified"),
        "Fri, 27 Nov 2026 00:00:00 GMT"
    );
    for path in ["/healthz", "/readyz", "/v1/nowhere", "/v1/visits?nosuch=1"] {
        assert_eq!(
            (get(path).header("cache-control"), get(path).header("etag")),
            ("no-cache", ""),
            "{path}"
        );
    }
}

#[test]
fn head_has_the_headers_of_get() {
    for path in [
        "/v1/visits",
        "/v1/visits/minister-akureyri",
        "/v1/trade.csv",
        "/v1/nowhere",
        "/v1/visits/%ff",
        "/v1/dataset.sqlite",
        "/v1/visits/",
        "/",
        "/healthz",
    ] {
        let (get, head) = (get(path), send(Method::HEAD, path, &[]));
        assert_eq!(
            (head.status, head.body.as_str()),
            (get.status, ""),
            "{path}"
        );
        assert_eq!(
            head.header("content-length"),
            get.bytes.len().to_string(),
            "{path}"
        );
        for name in [
            "accept-ranges",
            "content-type",
            "etag",
            "location",
            "vary",
            "cache-control",
            "last-modified",
            "content-disposition",
        ] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
    }
}

#[test]
fn a_preflight_request_allows_get_from_any_origin() {
    let headers = [
        ("origin", "https://example.org"),
        ("access-control-request-method", "GET"),
        ("access-control-request-headers", "if-none-match"),
    ];
    for path in ["/v1/visits", "/healthz", "/readyz"] {
        let response = send(Method::OPTIONS, path, &headers);
        assert_eq!(response.status, 200, "{path}");
        assert_eq!(
            response.header("access-control-allow-origin"),
            "*",
            "{path}"
        );
        let methods = response.header("access-control-allow-methods");
        assert!(methods.contains("GET"), "{path}: {methods}");
        assert_eq!(response.header("allow"), methods, "{path}");
    }
}

#[test]
fn a_valid_request_id_is_kept_and_any_other_is_replaced() {
    let id = |sent: &str| {
        send(Method::GET, "/v1/visits", &[("x-request-id", sent)])
            .header("x-request-id")
            .to_owned()
    };
    assert_eq!(id("abc-123_x.y"), "abc-123_x.y");
    for odd in ["a b", "<script>", &"x".repeat(65), ""] {
        assert!(id(odd) != odd && id(odd).len() > 8, "{odd}");
    }
    assert_ne!(
        get("/v1").header("x-request-id"),
        get("/v1").header("x-request-id")
    );
}
