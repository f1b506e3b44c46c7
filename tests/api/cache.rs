//! The cache: which requests share a response, what may enter it, and that a hit is its miss to the byte.

use axum::http::{HeaderMap, Method};

use crate::client::{Limits, Response, Service, get_from, rejections, send_to, service};

/// Room for all responses of a test.
const ROOMY: usize = 8 << 20;

/// A service with an empty cache of so many bytes.
fn with_cache(bytes: usize) -> Service {
    service(&Limits {
        cache: bytes,
        ..Limits::default()
    })
}

/// The value of a metric of the cache.
fn metric(service: &Service, name: &str) -> u64 {
    let text = service.metrics();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("bilateral_cache_")?.strip_prefix(name));
    line.and_then(|number| number.trim().parse().ok())
        .unwrap_or_else(|| panic!("no {name} in {text}"))
}

/// Hits, misses, and requests without a lookup.
fn lookups(service: &Service) -> [u64; 3] {
    ["hit", "miss", "pass"]
        .map(|result| metric(service, &format!("lookups_total{{result=\"{result}\"}}")))
}

fn entries(service: &Service) -> u64 {
    metric(service, "entries")
}

/// A response without its request id.
fn without_id(response: Response) -> (u16, HeaderMap, Vec<u8>) {
    let mut headers = response.headers;
    assert!(
        headers
            .remove("x-request-id")
            .is_some_and(|id| !id.is_empty())
    );
    (response.status, headers, response.bytes)
}

#[test]
fn spellings_of_one_request_share_one_response() {
    for spellings in [
        &[
            "/v1/visits?host=KAZ&limit=2",
            "/v1/visits?limit=2&host=KAZ",
            "/v1/visits?host=kaz&limit=2",
            "/v1/visits?host=Kazakhstan&limit=2",
            "/v1/visits?host=%4B%41Z&&limit=2&",
            "/v1/%76isits?host=kz,KAZ&limit=2",
        ][..],
        &[
            "/v1/visits/minister-akureyri",
            "/v1/visits/minister%2Dakureyri",
            "/v1/visits/minister-akureyri?",
        ],
        &[
            "/v1/timeline?from=2005&to=2006",
            "/v1/timeline?to=2006-12-31&match=possible&from=2005-01",
        ],
        &[
            "/v1/visits?fields=title,host&facets=place,host",
            "/v1/visits?facets=host,place,host&fields=host,title",
        ],
        &[
            "/v1/visits?guest=Khürelsükh&q=Nur-Sultan",
            "/v1/visits?q=Nur++Sultan&guest=KHURELSUKH",
        ],
        &[
            "/v1/visits?guest=*&q=()",
            "/v1/visits?q=*&guest=-,!",
            "/v1/visits?q=%22&guest=.",
        ],
        &["/v1/visits", "/v1/visits?match=possible"],
        &["/v1/missions?as_of=2005", "/v1/missions?as_of=2005-12-31"],
        &["/v1/trade?currency=usd,JPY", "/v1/trade?currency=JPY,USD"],
    ] {
        let service = with_cache(ROOMY);
        let encoded = |path: &str| path.replace('ü', "%C3%BC").replace('"', "%22");
        let responses: Vec<_> = spellings
            .iter()
            .map(|path| without_id(get_from(&service, &encoded(path))))
            .collect();
        assert_eq!(responses[0].0, 200, "{}", spellings[0]);
        for (spelling, response) in spellings.iter().zip(&responses) {
            assert!(
                *response == responses[0],
                "{spelling} differs from {}",
                spellings[0]
            );
        }
        assert_eq!(
            (entries(&service), lookups(&service)),
            (1, [spellings.len() as u64 - 1, 1, 0]),
            "{spellings:?}"
        );
    }
}

#[test]
fn requests_with_different_meanings_have_entries_of_their_own() {
    let service = with_cache(ROOMY);
    let paths = [
        "/v1/visits",
        "/v1/visits.json",
        "/v1/visits?limit=100",
        "/v1/visits?match=certain",
        "/v1/visits?from=2005",
        "/v1/visits?from=2005&match=certain",
        "/v1/visits?sort=date,guest",
        "/v1/visits?sort=guest,date",
        "/v1/visits?fields=id",
    ];
    for path in paths {
        assert_eq!(get_from(&service, path).status, 200, "{path}");
    }
    assert_eq!(
        (entries(&service), lookups(&service)),
        (paths.len() as u64, [0, paths.len() as u64, 0])
    );
}

#[test]
fn a_hit_is_its_miss_in_bytes_and_headers() {
    for budget in [ROOMY, 0] {
        let service = with_cache(budget);
        for path in [
            "/v1/visits?limit=2",
            "/v1/visits/minister-akureyri",
            "/v1",
            "/openapi.json",
            "/docs",
        ] {
            for encoding in ["", "gzip", "br", "zstd"] {
                let response = |method| {
                    without_id(send_to(
                        &service,
                        method,
                        path,
                        &[("accept-encoding", encoding)],
                    ))
                };
                let (miss, hit, head) = (
                    response(Method::GET),
                    response(Method::GET),
                    response(Method::HEAD),
                );
                assert_eq!(miss, hit, "{path} {encoding}");
                assert_eq!(
                    (head.0, &head.1, head.2),
                    (200, &hit.1, Vec::new()),
                    "{path} {encoding}"
                );
                assert_eq!(
                    hit.1["content-length"],
                    hit.2.len().to_string(),
                    "{path} {encoding}"
                );
            }
        }
        let (kept, [hits, misses, _]) = (entries(&service), lookups(&service));
        assert_eq!(
            (kept, hits, misses),
            if budget == 0 {
                (0, 0, 60)
            } else {
                (20, 40, 20)
            }
        );
    }
}

#[test]
fn a_head_request_fills_the_cache_for_get() {
    let service = with_cache(ROOMY);
    let head = without_id(send_to(&service, Method::HEAD, "/v1/visits", &[]));
    let get = without_id(get_from(&service, "/v1/visits"));
    assert_eq!(
        (head.1, head.2, lookups(&service)),
        (get.1, Vec::new(), [1, 1, 0])
    );
}

#[test]
fn every_content_encoding_has_an_entry_of_its_own() {
    let service = with_cache(ROOMY);
    let accepting = |accepted: &str| {
        send_to(
            &service,
            Method::GET,
            "/v1/history",
            &[("accept-encoding", accepted)],
        )
    };
    for (accepted, encoding) in [
        ("gzip", "gzip"),
        ("gzip;q=1.0", "gzip"),
        ("br, gzip;q=0.9", "br"),
        ("gzip, br, zstd", "zstd"),
        ("deflate", ""),
    ] {
        let response = accepting(accepted);
        assert_eq!(
            (response.status, response.header("content-encoding")),
            (200, encoding),
            "{accepted}"
        );
    }
    assert_eq!((entries(&service), lookups(&service)), (4, [1, 4, 0]));
}

#[test]
fn a_matching_etag_gets_304_with_and_without_an_entry() {
    let etag = get_from(&with_cache(0), "/v1/visits?host=KAZ")
        .header("etag")
        .to_owned();
    for budget in [ROOMY, 0] {
        let service = with_cache(budget);
        for _ in 0..2 {
            for path in ["/v1/visits?host=KAZ", "/v1/visits?host=kz"] {
                let response = send_to(&service, Method::GET, path, &[("if-none-match", &etag)]);
                assert_eq!(
                    (
                        response.status,
                        response.bytes.len(),
                        response.header("etag")
                    ),
                    (304, 0, etag.as_str())
                );
            }
        }
        assert_eq!((entries(&service), lookups(&service)), (0, [4, 0, 0]));
        assert_eq!(
            send_to(
                &service,
                Method::GET,
                "/v1/visits",
                &[("if-none-match", &etag)]
            )
            .status,
            200
        );
    }
}

#[test]
fn errors_streams_and_health_neither_enter_the_cache_nor_evict() {
    let service = with_cache(ROOMY);
    get_from(&service, "/v1/visits");
    let held = (entries(&service), metric(&service, "bytes"));
    for (path, status) in [
        ("/v1/visits?nosuch=1", 400),
        ("/v1/visits?from=2006&to=2005", 400),
        ("/v1/search", 400),
        ("/v1/visits?cursor=W10", 400),
        ("/v1/nowhere", 404),
        ("/v1/visits/nobody", 404),
        ("/v1/visits.xml", 406),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/v1/dataset.sqlite", 200),
    ] {
        assert_eq!(get_from(&service, path).status, status, "{path}");
        assert_eq!(
            send_to(&service, Method::HEAD, path, &[]).bytes.len(),
            0,
            "{path}"
        );
    }
    assert_eq!(
        send_to(&service, Method::POST, "/v1/visits", &[]).status,
        405
    );
    assert_eq!(
        send_to(
            &service,
            Method::GET,
            "/v1/visits",
            &[("accept", "image/png")]
        )
        .status,
        406
    );
    assert_eq!((entries(&service), metric(&service, "bytes")), held);
    get_from(&service, "/v1/visits");
    assert_eq!(lookups(&service)[0], 1);
}

#[test]
fn a_problem_quotes_the_request_as_it_was_sent() {
    let path = "/v1/visits?to=2005&host=kz&from=2006";
    let problem = get_from(&with_cache(ROOMY), path).json();
    assert_eq!(problem["instance"], path);
    assert_eq!(rejections(path), ["from invalid 2006"]);
}

#[test]
fn the_cache_never_exceeds_its_memory_budget() {
    let budget = 200 << 10;
    let service = with_cache(budget);
    for limit in 1..=300 {
        assert_eq!(
            get_from(&service, &format!("/v1/visits?limit={limit}&fields=title")).status,
            200
        );
        assert!(metric(&service, "bytes") <= budget as u64);
    }
    let before = entries(&service);
    assert!(before > 10, "{before} entries");
    // A response that would take a large part of the budget is not cached.
    assert!(get_from(&service, "/openapi.json").bytes.len() > budget / 8);
    assert_eq!(entries(&service), before);
}
