use axum::http::{HeaderMap, Method};
use bilateral::http::Service;

use crate::world::{Answer, front, get_from, send_to};

/// More than all that these tests ask for.
const ROOMY: usize = 8 << 20;

/// A number among the counters.
fn counted(front: &Service, name: &str) -> u64 {
    let text = front.metrics();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("bilateral_cache_")?.strip_prefix(name));
    line.and_then(|number| number.trim().parse().ok())
        .unwrap_or_else(|| panic!("no {name} in {text}"))
}

/// Hits, misses, and requests that the cache was not asked for.
fn lookups(front: &Service) -> [u64; 3] {
    ["hit", "miss", "pass"]
        .map(|result| counted(front, &format!("lookups_total{{result=\"{result}\"}}")))
}

fn entries(front: &Service) -> u64 {
    counted(front, "entries")
}

/// Everything but the name of the request.
fn but_its_name(answer: Answer) -> (u16, HeaderMap, Vec<u8>) {
    let mut headers = answer.headers;
    assert!(
        headers
            .remove("x-request-id")
            .is_some_and(|id| !id.is_empty())
    );
    (answer.status, headers, answer.bytes)
}

#[test]
fn spellings_of_one_request_share_one_answer() {
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
        &["/v1/missions?as_of=2005", "/v1/missions?as_of=2005-12-31"],
        &["/v1/trade?currency=usd,JPY", "/v1/trade?currency=JPY,USD"],
    ] {
        let front = front(ROOMY);
        let encoded = |path: &str| path.replace('ü', "%C3%BC").replace('"', "%22");
        let answers: Vec<_> = spellings
            .iter()
            .map(|path| but_its_name(get_from(&front, &encoded(path))))
            .collect();
        assert_eq!(answers[0].0, 200, "{}", spellings[0]);
        assert!(
            answers.iter().all(|answer| *answer == answers[0]),
            "{spellings:?}"
        );
        assert_eq!(
            (entries(&front), lookups(&front)),
            (1, [spellings.len() as u64 - 1, 1, 0]),
            "{spellings:?}"
        );
    }
}

#[test]
fn what_means_something_else_has_an_answer_of_its_own() {
    let front = front(ROOMY);
    let asked = [
        "/v1/visits",
        "/v1/visits.json",
        "/v1/visits?limit=100",
        "/v1/visits?match=possible",
        "/v1/visits?match=certain",
        "/v1/visits?from=2005",
        "/v1/visits?from=2005&match=certain",
        "/v1/visits?sort=date,guest",
        "/v1/visits?sort=guest,date",
        "/v1/visits?fields=id",
    ];
    for path in asked {
        assert_eq!(get_from(&front, path).status, 200, "{path}");
    }
    assert_eq!(
        (entries(&front), lookups(&front)),
        (asked.len() as u64, [0, asked.len() as u64, 0])
    );
}

#[test]
fn a_hit_is_its_miss_in_bytes_and_headers() {
    for bound in [ROOMY, 0] {
        let front = front(bound);
        for path in [
            "/v1/visits?limit=2",
            "/v1/visits/minister-akureyri",
            "/v1",
            "/openapi.json",
            "/docs/",
        ] {
            for coding in ["", "gzip", "br", "zstd"] {
                let ask = |method| {
                    but_its_name(send_to(
                        &front,
                        method,
                        path,
                        &[("accept-encoding", coding)],
                    ))
                };
                let (miss, hit, head) = (ask(Method::GET), ask(Method::GET), ask(Method::HEAD));
                assert_eq!(miss, hit, "{path} {coding}");
                assert_eq!(
                    (head.0, &head.1, head.2),
                    (200, &hit.1, Vec::new()),
                    "{path} {coding}"
                );
                assert_eq!(
                    hit.1["content-length"],
                    hit.2.len().to_string(),
                    "{path} {coding}"
                );
            }
        }
        let (kept, [hits, misses, _]) = (entries(&front), lookups(&front));
        assert_eq!(
            (kept, hits, misses),
            if bound == 0 { (0, 0, 60) } else { (20, 40, 20) }
        );
    }
}

#[test]
fn head_may_come_first() {
    let front = front(ROOMY);
    let head = but_its_name(send_to(&front, Method::HEAD, "/v1/visits", &[]));
    let get = but_its_name(get_from(&front, "/v1/visits"));
    assert_eq!(
        (head.1, head.2, lookups(&front)),
        (get.1, Vec::new(), [1, 1, 0])
    );
}

#[test]
fn codings_are_kept_apart_and_each_is_made_once() {
    let front = front(ROOMY);
    let coded = |given: &str| {
        send_to(
            &front,
            Method::GET,
            "/v1/history",
            &[("accept-encoding", given)],
        )
    };
    for (given, coding) in [
        ("gzip", "gzip"),
        ("gzip;q=1.0", "gzip"),
        ("br, gzip;q=0.9", "br"),
        ("gzip, br, zstd", "zstd"),
        ("deflate", ""),
    ] {
        let answer = coded(given);
        assert_eq!(
            (answer.status, answer.header("content-encoding")),
            (200, coding),
            "{given}"
        );
    }
    assert_eq!((entries(&front), lookups(&front)), (4, [1, 4, 0]));
}

#[test]
fn a_client_that_holds_the_answer_is_told_so_whether_it_is_kept_or_not() {
    let tag = get_from(&front(0), "/v1/visits?host=KAZ")
        .header("etag")
        .to_owned();
    for bound in [ROOMY, 0] {
        let front = front(bound);
        for _ in 0..2 {
            for path in ["/v1/visits?host=KAZ", "/v1/visits?host=kz"] {
                let answer = send_to(&front, Method::GET, path, &[("if-none-match", &tag)]);
                assert_eq!(
                    (answer.status, answer.bytes.len(), answer.header("etag")),
                    (304, 0, tag.as_str())
                );
            }
        }
        assert_eq!((entries(&front), lookups(&front)), (0, [4, 0, 0]));
        assert_eq!(
            send_to(
                &front,
                Method::GET,
                "/v1/visits",
                &[("if-none-match", &tag)]
            )
            .status,
            200
        );
    }
}

#[test]
fn errors_streams_and_what_is_of_this_moment_neither_enter_nor_push_out() {
    let front = front(ROOMY);
    get_from(&front, "/v1/visits");
    let held = (entries(&front), counted(&front, "bytes"));
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
        assert_eq!(get_from(&front, path).status, status, "{path}");
        assert_eq!(
            send_to(&front, Method::HEAD, path, &[]).bytes.len(),
            0,
            "{path}"
        );
    }
    assert_eq!(send_to(&front, Method::POST, "/v1/visits", &[]).status, 405);
    assert_eq!(
        send_to(
            &front,
            Method::GET,
            "/v1/visits",
            &[("accept", "image/png")]
        )
        .status,
        406
    );
    assert_eq!((entries(&front), counted(&front, "bytes")), held);
    get_from(&front, "/v1/visits");
    assert_eq!(lookups(&front)[0], 1);
}

#[test]
fn what_is_wrong_is_told_in_the_words_of_the_request() {
    let front = front(ROOMY);
    let answer = get_from(&front, "/v1/visits?to=2005&host=kz&from=2006");
    let problem = answer.json();
    assert_eq!(problem["instance"], "/v1/visits?to=2005&host=kz&from=2006");
    assert_eq!(problem["errors"][0]["value"], "2006");
}

#[test]
fn the_bound_holds() {
    let bound = 200 << 10;
    let front = front(bound);
    for limit in 1..=300 {
        assert_eq!(
            get_from(&front, &format!("/v1/visits?limit={limit}&fields=title")).status,
            200
        );
        assert!(counted(&front, "bytes") <= bound as u64);
    }
    assert!(entries(&front) > 10, "{}", entries(&front));
    // What is a large part of the bound is given and not kept.
    let before = entries(&front);
    assert!(get_from(&front, "/openapi.json").bytes.len() > bound / 8);
    assert_eq!(entries(&front), before);
}
