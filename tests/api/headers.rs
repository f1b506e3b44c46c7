use axum::http::Method;

use crate::world::{get, ok, request, send};

#[test]
fn a_tag_is_known_before_any_query_and_saves_the_answer() {
    for path in [
        "/v1/visits",
        "/v1/visits.csv",
        "/v1/visits/minister-akureyri",
        "/v1",
        "/v1/timeline?limit=3",
    ] {
        let first = get(path);
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 10, "{path}: {tag}");
        let second = send(Method::GET, path, &[("if-none-match", &tag)]);
        assert_eq!(
            (second.status, second.body.as_str(), second.header("etag")),
            (304, "", tag.as_str()),
            "{path}"
        );
        for name in [
            "vary",
            "cache-control",
            "last-modified",
            "access-control-allow-origin",
        ] {
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
                &[("if-none-match", &format!("\"x\", W/{tag}"))]
            )
            .status,
            304
        );
    }
}

#[test]
fn tags_differ_where_bytes_do() {
    let tag = |path: &str, headers: &[(&str, &str)]| {
        send(Method::GET, path, headers).header("etag").to_owned()
    };
    let mut tags = vec![
        tag("/v1/visits", &[]),
        tag("/v1/visits", &[("accept", "text/csv")]),
        tag("/v1/visits", &[("accept-encoding", "gzip")]),
        tag("/v1/visits", &[("accept-encoding", "br")]),
        tag("/v1/visits", &[("accept-encoding", "zstd")]),
        tag("/v1/visits?host=KAZ", &[]),
        tag("/v1/missions?as_of=2005", &[]),
        tag("/v1/missions?as_of=2006", &[]),
    ];
    let all = tags.len();
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), all, "{tags:?}");
    assert_eq!(
        tag("/v1/visits?host=KAZ&limit=2", &[]),
        tag("/v1/visits?limit=2&host=KAZ", &[])
    );
}

#[test]
fn bodies_are_coded_on_demand() {
    for coding in ["gzip", "br", "zstd"] {
        let coded = send(Method::GET, "/v1/history", &[("accept-encoding", coding)]);
        assert_eq!(
            (coded.status, coded.header("content-encoding")),
            (200, coding)
        );
        assert!(coded.bytes.len() * 2 < get("/v1/history").bytes.len());
        let again = send(
            Method::GET,
            "/v1/history",
            &[
                ("accept-encoding", coding),
                ("if-none-match", coded.header("etag")),
            ],
        );
        assert_eq!(again.status, 304);
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
fn odd_wishes_for_a_coding_never_spoil_the_answer_for_others() {
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
        for coding in ["gzip", "br", "zstd"] {
            let then = send(
                Method::GET,
                "/v1/goods?limit=7",
                &[("accept-encoding", coding)],
            );
            assert_eq!(then.header("content-encoding"), coding, "after {odd}");
            let same = first.header("etag") == then.header("etag");
            assert_eq!(
                same,
                first.header("content-encoding") == coding,
                "{odd} and {coding}"
            );
        }
    }
}

#[test]
fn what_is_coded_on_its_way_has_a_weak_tag() {
    let tag = |coding: &str| {
        let answer = send(
            Method::GET,
            "/v1/dataset.sqlite",
            &[("accept-encoding", coding)],
        );
        let held = [
            ("accept-encoding", coding),
            ("if-none-match", answer.header("etag")),
        ];
        assert_eq!(send(Method::GET, "/v1/dataset.sqlite", &held).status, 304);
        answer.header("etag").to_owned()
    };
    assert!(tag("br").starts_with("W/\"") && tag("identity").starts_with('"'));
    assert_eq!(
        send(Method::GET, "/v1/visits", &[("if-none-match", "*")]).status,
        304,
        "whatever the client holds"
    );
}

#[test]
fn every_answer_varies_links_and_may_be_read_by_any_page() {
    for path in [
        "/v1",
        "/v1/visits",
        "/v1/visits?nosuch=1",
        "/v1/nowhere",
        "/v1/visits.xml",
        "/healthz",
        "/v1/trade.csv",
    ] {
        let answer = send(Method::GET, path, &[("origin", "https://example.org")]);
        assert_eq!(answer.header("vary"), "Accept, Accept-Encoding", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        let exposed = answer
            .header("access-control-expose-headers")
            .to_lowercase();
        for name in [
            "etag",
            "link",
            "content-disposition",
            "last-modified",
            "retry-after",
            "x-dataset",
            "x-request-id",
        ] {
            assert!(exposed.contains(name), "{path} hides {name}");
        }
        let links: Vec<&str> = answer
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
            answer.header("x-dataset"),
            ok("/v1/dataset")["dataset"],
            "{path}"
        );
        assert!(answer.headers.get("server").is_none());
    }
}

#[test]
fn copies_are_good_for_a_while_but_not_those_of_errors_and_of_this_moment() {
    assert_eq!(
        get("/v1/visits").header("cache-control"),
        "public, max-age=300, stale-while-revalidate=86400"
    );
    assert_eq!(
        get("/v1/visits").header("last-modified"),
        "Mon, 23 Nov 2026 00:00:00 GMT"
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
        "/healthz",
    ] {
        let (get, head) = (get(path), request(Method::HEAD, path));
        assert_eq!(
            (head.status, head.body.as_str()),
            (get.status, ""),
            "{path}"
        );
        assert_eq!(
            head.header("content-length"),
            get.body.len().to_string(),
            "{path}"
        );
        for name in [
            "content-type",
            "etag",
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
fn a_preflight_is_answered() {
    let asked = [
        ("origin", "https://example.org"),
        ("access-control-request-method", "GET"),
        ("access-control-request-headers", "if-none-match"),
    ];
    for path in ["/v1/visits", "/healthz", "/readyz"] {
        let answer = send(Method::OPTIONS, path, &asked);
        assert_eq!(answer.status, 200, "{path}");
        assert!(
            answer
                .header("access-control-allow-methods")
                .contains("GET")
        );
    }
}

#[test]
fn a_sane_request_id_is_taken_over_and_another_is_replaced() {
    let id = |given: &str| {
        send(Method::GET, "/v1/visits", &[("x-request-id", given)])
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
