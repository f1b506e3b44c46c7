use axum::http::Method;
use serde_json::Value;

use crate::world::{Answer, get, request, send, text};

/// The one shape of errors, whoever raised it.
fn assert_problem(answer: &Answer, status: u16, path: &str) -> Value {
    assert_eq!(answer.status, status, "{path}: {}", answer.body);
    assert_eq!(
        answer.header("content-type"),
        "application/problem+json",
        "{path}"
    );
    assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
    let problem = answer.json();
    let keys: Vec<&String> = problem.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        ["type", "title", "status", "detail", "instance", "errors"],
        "{path}"
    );
    assert_eq!(
        (&problem["status"], text(&problem["instance"])),
        (&status.into(), path.to_owned())
    );
    let described = get(&text(&problem["type"]));
    assert!(
        described.status == 200 && described.body.len() > 100,
        "{path}: its type resolves to nothing"
    );
    for leak in ["select", "sqlite", "sqlx", "/src/"] {
        assert!(
            !answer.body.to_lowercase().contains(leak),
            "{path} tells of {leak}"
        );
    }
    problem
}

#[test]
fn what_is_not_there_is_404_with_the_nearest_address() {
    for (path, meant) in [
        ("/v1/visit", "/v1/visits"),
        ("/v1/treatys", "/v1/treaties"),
        ("/v1/visits/minister-akurery", "minister-akureyri"),
        ("/docs/problems/notfound", "not-found"),
    ] {
        let problem = assert_problem(&get(path), 404, path);
        assert_eq!(problem["errors"][0]["did_you_mean"], meant, "{path}");
    }
    for path in [
        "/pages",
        "/v2",
        "/v1/",
        "/v1/visits/",
        "/v1/visits/a/b",
        "/v1/visits/%ff",
        "/relations/%ff",
        "/documents/%ff",
        "/v1/documents/%ff/sentences",
        "/docs/problems/%ff",
        "/v1/visits/%00",
        "/%2e%2e/etc",
    ] {
        assert_problem(&get(path), 404, path);
    }
}

#[test]
fn other_methods_are_405_and_told_what_is_allowed() {
    for path in [
        "/v1/visits",
        "/v1/visits/minister-akureyri",
        "/v1",
        "/healthz",
    ] {
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            let answer = request(method, path);
            assert_problem(&answer, 405, path);
            assert_eq!(answer.header("allow"), "GET, HEAD, OPTIONS");
        }
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let path = "/v1/visits?visitor=x&host=Atlantis&type=oficial_visit&from=2005-13&place=&host=KAZ&guest=%ff&id=A_B&country=KAZ,,MN";
    let problem = assert_problem(&get(path), 400, path);
    let told: Vec<String> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| {
            ["parameter", "value", "reason", "did_you_mean"]
                .map(|key| text(&e[key]))
                .join(" | ")
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"
    visitor | null | unknown | null
    host | Atlantis | invalid | null
    type | oficial_visit | invalid | official_visit
    from | 2005-13 | invalid | null
    place |  | empty | null
    host | KAZ | repeated | null
    guest | %ff | invalid | null
    id | A_B | invalid | null
    country |  | empty | null
    ");
    insta::assert_snapshot!(text(&problem["detail"]), @"Unknown parameter `visitor`. `host` must be comma-separated countries, each an ISO 3166-1 code or an English name, e.g. `MNG,Japan`, not `Atlantis`. `type` must be one of state_visit, official_visit, working_visit, multilateral, third_place, unspecified, not `oficial_visit`. Did you mean `official_visit`? `from` must be a year, month or day: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, not `2005-13`. `place` is empty; it must be comma-separated names; case and accents do not matter. `host` is given more than once; it must be comma-separated countries, each an ISO 3166-1 code or an English name, e.g. `MNG,Japan`. `guest` must be percent-encoded UTF-8, not `%ff`. `id` must be comma-separated ids, e.g. `kazakhstan-mongolia`, not `A_B`. `country` is empty; it must be comma-separated countries, each an ISO 3166-1 code or an English name, e.g. `MNG,Japan`.");
}

#[test]
fn an_allowed_list_comes_with_an_unknown_word() {
    let problem = assert_problem(
        &get("/v1/visits?office=king"),
        400,
        "/v1/visits?office=king",
    );
    assert_eq!(problem["errors"][0]["allowed"].as_array().unwrap().len(), 8);
    let problem = assert_problem(
        &get("/v1/visits?offise=other"),
        400,
        "/v1/visits?offise=other",
    );
    assert_eq!(problem["errors"][0]["did_you_mean"], "office");
}

#[test]
fn injection_is_just_a_word() {
    for value in [
        "'%3B%20drop%20table%20fact%3B--",
        "%22%20or%201=1",
        "%2527",
        "*",
        "NEAR(",
        "\u{202e}",
    ] {
        let value: String = value
            .chars()
            .map(|c| {
                if c.is_ascii() {
                    c.to_string()
                } else {
                    "%E2%80%AE".to_owned()
                }
            })
            .collect();
        let answer = get(&format!("/v1/visits?guest={value}"));
        assert!(
            answer.status == 200 && answer.json()["total"] == 0 || answer.status == 400,
            "{value}: {}",
            answer.body
        );
    }
}

#[test]
fn messages_that_are_too_long_or_unclear_are_told_so() {
    let long = format!("/v1/visits?id={}", "a,".repeat(4100));
    let cookie = "c".repeat(12_500);
    for (path, headers, status, told) in [
        (long.as_str(), &[][..], 414, "the maximum is 8192"),
        (
            "/v1/visits",
            &[("cookie", cookie.as_str())],
            431,
            "the maximum is 12288",
        ),
        (
            "/v1/visits",
            &[("host", "another")],
            400,
            "Send exactly one `Host` header",
        ),
    ] {
        let answer = send(Method::GET, path, headers);
        let problem = answer.json();
        assert_eq!(
            (answer.status, &problem["status"]),
            (status, &status.into()),
            "{}",
            answer.body
        );
        assert!(text(&problem["detail"]).contains(told), "{}", answer.body);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(get(&text(&problem["type"])).status, 200);
    }
}
