//! Paths: those that are no text, those that are close to others, and what an error says about them.

use axum::http::Method;
use serde_json::Value;

use crate::client::{get, send, text};

/// The problem of the response to GET, which must have the status and the path as its `instance`.
fn problem_at(path: &str, status: u16) -> Value {
    let response = get(path);
    assert_eq!(response.status, status, "{path}: {}", response.body);
    let problem = response.json();
    assert_eq!(problem["instance"], path);
    problem
}

#[test]
fn nul_and_bytes_that_are_no_utf8_are_400_and_shown_encoded() {
    for (path, parameter, value) in [
        ("/v1/visits/%ff", "path", "%ff"),
        ("/v1/visits/a%00b", "path", "a%00b"),
        ("/v1/documents/%ff/sentences", "path", "%ff"),
        ("/relations/%ff", "path", "%ff"),
        ("/documents/%C3%28", "path", "%C3%28"),
        ("/docs/problems/%ff", "path", "%ff"),
        ("/nowhere/%00/", "path", "%00"),
        ("/%fe", "path", "%fe"),
        ("/assets/%00", "path", "%00"),
        ("/v1/visits?guest=a%00b", "guest", "a%00b"),
        ("/v1/visits?guest=%ff", "guest", "%ff"),
        ("/v1/visits?cursor=%00", "cursor", "%00"),
        ("/v1/visits?gu%00est=a", "gu%00est", "a"),
        ("/v1/visits?%ff=a", "%ff", "a"),
        ("/v1/search?q=%00", "q", "%00"),
        ("/?q=a%00", "q", "a%00"),
        ("/?utm_source=%00", "utm_source", "%00"),
        ("/?%ff", "%ff", ""),
        ("/relations/iceland-japan?fbclid=%ff", "fbclid", "%ff"),
    ] {
        let problem = problem_at(path, 400);
        let error = &problem["errors"][0];
        assert_eq!(error["parameter"], parameter, "{path}");
        assert_eq!(error["value"], value, "{path}");
        assert!(text(&error["expected"]).contains("UTF-8"), "{path}");
    }
}

#[test]
fn a_missing_item_says_what_there_is() {
    for (path, meant, list) in [
        (
            "/v1/visits/minister-akurery",
            "/v1/visits/minister-akureyri",
            "/v1/visits",
        ),
        (
            "/v1/documents/iceland-japn/sentences",
            "/v1/documents/iceland-japan/sentences",
            "/v1/documents",
        ),
        ("/relations/iceland-japn", "/relations/iceland-japan", "/"),
        (
            "/embed/timeline?relation=iceland-japn",
            "/embed/timeline?relation=iceland-japan",
            "/",
        ),
    ] {
        let detail = text(&problem_at(path, 404)["detail"]);
        let hint = format!("Did you mean {meant}? {list} lists all.");
        assert!(detail.ends_with(&hint), "{detail}");
    }
    let detail = text(&problem_at("/v1/visits/zzz", 404)["detail"]);
    assert!(detail.ends_with("`zzz`. /v1/visits lists all."), "{detail}");
}

#[test]
fn a_relation_in_the_other_order_of_its_countries_is_suggested() {
    let problem = problem_at("/v1/relations/japan-iceland", 404);
    assert_eq!(problem["errors"][0]["did_you_mean"], "iceland-japan");
}

#[test]
fn a_path_without_parameters_says_so() {
    for path in ["/v1", "/v1/dataset"] {
        let problem = problem_at(&format!("{path}?limit=3"), 400);
        assert_eq!(problem["errors"][0]["expected"], "no parameters", "{path}");
        assert_eq!(
            problem["detail"],
            "Unknown parameter `limit`. This path takes no parameters."
        );
    }
}

#[test]
fn the_instance_of_a_problem_is_on_the_same_host() {
    for (path, instance) in [
        ("//host/x", "/%2Fhost/x"),
        ("//v1/visits?host=x", "/%2Fv1/visits?host=x"),
    ] {
        assert_eq!(get(path).json()["instance"], instance, "{path}");
    }
}

/// The status of the response and the `Location` that it leads to.
fn redirection(path: &str) -> (u16, String) {
    let response = get(path);
    (response.status, response.header("location").to_owned())
}

#[test]
fn a_slash_at_the_end_is_redirected_with_the_query() {
    for (path, target) in [
        ("/v1/", "/v1"),
        ("/v1/visits/", "/v1/visits"),
        (
            "/v1/visits/?host=KAZ&q=a%20b",
            "/v1/visits?host=KAZ&q=a%20b",
        ),
        ("/v1/visits/?", "/v1/visits?"),
        ("/v1/visits.csv/", "/v1/visits.csv"),
        (
            "/v1/visits/minister-akureyri/",
            "/v1/visits/minister-akureyri",
        ),
        (
            "/v1/visits/minister-akureyri.csv/",
            "/v1/visits/minister-akureyri.csv",
        ),
        (
            "/relations/iceland-japan/?as_of=1975",
            "/relations/iceland-japan?as_of=1975",
        ),
        ("/docs/", "/docs"),
        (
            "/v1/documents/iceland-japan/sentences?limit=1",
            "/v1/sentences?document=iceland-japan&limit=1",
        ),
        ("/docs/problems/not-found/", "/docs/problems/not-found"),
        ("/openapi.json/", "/openapi.json"),
        ("/v1.json", "/v1"),
        ("/v1.json?", "/v1?"),
        ("/v1/dataset.json", "/v1/dataset"),
    ] {
        assert_eq!(redirection(path), (308, target.to_owned()), "{path}");
        assert_eq!(get(target).status, 200, "{target}");
        let head = send(Method::HEAD, path, &[]);
        assert_eq!((head.status, head.header("location")), (308, target));
        assert_eq!(
            send(Method::OPTIONS, path, &[]).header("allow"),
            "GET, HEAD, OPTIONS"
        );
        assert_eq!(send(Method::POST, path, &[]).status, 405, "{path}");
    }
}

#[test]
fn no_redirection_leads_to_another_host() {
    for path in [
        "//host/",
        "//host//",
        "///host/",
        "//host/v1/",
        "/%2Fhost/",
        "/%5Chost/",
        "//host.json",
        "/relations//host/",
        "//v1/visits/",
        "/docs//host",
    ] {
        assert_eq!(redirection(path), (404, String::new()), "{path}");
    }
    // A segment may be anything, but it comes after one of our own.
    let (status, target) = redirection("/relations/%2F%2Fhost%2F/");
    assert_eq!((status, target.as_str()), (308, "/relations/%2F%2Fhost%2F"));
    let absolute = redirection("http://host/v1/visits/?a=b");
    assert_eq!(absolute, (308, "/v1/visits?a=b".to_owned()));
}

#[test]
fn the_page_of_a_pair_is_found_in_the_other_order_of_its_countries() {
    for (path, target) in [
        ("/documents/japan-iceland", "/documents/iceland-japan"),
        (
            "/relations/mongolia-kazakhstan",
            "/relations/kazakhstan-mongolia",
        ),
        (
            "/relations/japan-iceland?as_of=1975",
            "/relations/iceland-japan?as_of=1975",
        ),
    ] {
        assert_eq!(redirection(path), (308, target.to_owned()), "{path}");
    }
    for path in [
        "/relations/japan-kazakhstan",
        "/relations/-",
        "/relations/a-b-c-d-e",
    ] {
        assert_eq!(redirection(path), (404, String::new()), "{path}");
    }
}
