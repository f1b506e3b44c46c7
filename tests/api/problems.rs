//! Errors: one shape for all of them, which the OpenAPI document describes, each with what would be right.

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use axum::http::Method;
use axum::routing::get as route_get;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::{
    Limits, Response, get, get_from, items, ok, rejections, send, service, service_over,
    service_over_shipped_seeds, stubbed_service, table, text,
};
use crate::openapi::Schema;

/// The keys of a problem, in their order.
const KEYS: [&str; 6] = ["type", "title", "status", "detail", "instance", "errors"];

/// The problem of a response that has the status, all headers of a problem, and a `type` that can be looked up.
fn problem(response: &Response, status: u16) -> Value {
    assert_eq!(
        response.status, status,
        "{} {:?}",
        response.body, response.headers
    );
    assert_eq!(response.header("content-type"), "application/problem+json");
    assert_eq!(response.header("access-control-allow-origin"), "*");
    assert_eq!(response.header("cache-control"), "no-cache");
    let problem = response.json();
    assert_eq!(
        problem.as_object().unwrap().keys().collect::<Vec<_>>(),
        KEYS
    );
    assert_eq!(problem["status"], status);
    let described = get(&text(&problem["type"]));
    let first = format!("{} ({status} ", text(&problem["title"]));
    assert!(
        described.body.starts_with(&first),
        "{first}: {}",
        described.body
    );
    for leak in ["select", "sqlite", "sqlx", "/src/", "secret"] {
        assert!(
            !response.body.to_lowercase().contains(leak),
            "{leak} in {}",
            response.body
        );
    }
    problem
}

/// The problem of the response to GET, whose `instance` is the path.
fn problem_at(path: &str, status: u16) -> Value {
    let problem = problem(&get(path), status);
    assert_eq!(problem["instance"], path);
    problem
}

/// A response of each type of problem, under the status of the type.
fn responses() -> Vec<(u16, Response)> {
    let full = service(&Limits {
        in_flight: 0,
        ..Limits::default()
    });
    let deadline = Duration::from_millis(1);
    let stubbed = |handler| {
        let limits = Limits {
            deadline,
            ..Limits::default()
        };
        get_from(&stubbed_service(handler, &limits), "/")
    };
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    let damaged = service_over(&database);
    fs::write(&database, "").unwrap();
    let get_with = |path: &str, name, value: &str| send(Method::GET, path, &[(name, value)]);
    vec![
        (400, get("/v1/visits?nosuch=1")),
        (400, get_with("/v1/visits", "host", "another")),
        (404, get("/v1/nowhere")),
        (405, send(Method::POST, "/v1/visits", &[])),
        (406, get("/v1/visits.xml")),
        (416, get_with("/v1/visits", "range", "bytes=9999999-")),
        (414, get(&format!("/v1/visits?id={}", "a,".repeat(4100)))),
        (431, get_with("/v1/visits", "cookie", &"c".repeat(12_500))),
        (
            500,
            stubbed(|| route_get(|| async { panic!("a secret") as () })),
        ),
        (503, get_from(&full, "/v1/visits")),
        (503, stubbed(|| route_get(std::future::pending::<()>))),
        (503, get_from(&damaged, "/v1/visits?limit=3")),
    ]
}

#[test]
fn every_type_of_problem_is_produced_and_matches_its_schema() {
    let document = ok("/openapi.json");
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    let documented = &document["paths"]["/v1/visits"]["get"]["responses"];
    let validator = Schema::new(&document, &schema);
    let mut produced = BTreeSet::new();
    for (status, response) in responses() {
        let problem = problem(&response, status);
        assert_eq!(validator.errors(&problem), "", "{problem}");
        // The other methods and the other paths are not documented.
        if ![404, 405].contains(&status) {
            let content = &documented[status.to_string()]["content"];
            assert_eq!(
                content["application/problem+json"]["schema"], schema,
                "{status}"
            );
        }
        let retries = response.header("retry-after").parse::<u32>().is_ok();
        assert_eq!(retries, status == 503, "{problem}");
        produced.insert(text(&problem["type"]).replace("/docs/problems/", ""));
    }
    let known = &problem_at("/docs/problems/nosuch", 404)["errors"][0]["allowed"];
    let known: BTreeSet<String> = known.as_array().unwrap().iter().map(text).collect();
    assert_eq!(produced, known);
}

#[test]
fn the_schema_of_problems_refuses_any_other_shape() {
    let document = ok("/openapi.json");
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    let validator = Schema::new(&document, &schema);
    let problem = get("/v1/visits?nosuch=1").json();
    let is_refused = |problem: &Value| !validator.errors(problem).is_empty();
    for key in KEYS {
        let mut without = problem.clone();
        without.as_object_mut().unwrap().remove(key);
        assert!(is_refused(&without), "a problem without {key}");
    }
    for key in [
        "parameter",
        "value",
        "reason",
        "expected",
        "did_you_mean",
        "allowed",
    ] {
        let mut without = problem.clone();
        without["errors"][0].as_object_mut().unwrap().remove(key);
        assert!(is_refused(&without), "an error without {key}");
    }
    let mut more = problem.clone();
    more["secret"] = json!("more");
    assert!(is_refused(&more));
    let mut reason = problem;
    reason["errors"][0]["reason"] = json!("bad luck");
    assert!(is_refused(&reason));
}

#[test]
fn every_reason_of_an_error_is_produced_and_documented() {
    let folder = TempDir::new().unwrap();
    let other_data = service_over_shipped_seeds(folder.path());
    let next = text(&get_from(&other_data, "/v1/visits?limit=1").json()["next"]);
    let mut reasons = BTreeSet::new();
    for path in [
        "/v1/visits?visitor=x&host=Atlantis&limit=1&limit=1&place=",
        "/v1/search",
        &next,
    ] {
        for error in problem_at(path, 400)["errors"].as_array().unwrap() {
            reasons.insert(text(&error["reason"]));
        }
    }
    let problem = &ok("/openapi.json")["components"]["schemas"]["Problem"];
    let documented = &problem["properties"]["errors"]["items"]["properties"]["reason"]["enum"];
    let documented: BTreeSet<String> = documented.as_array().unwrap().iter().map(text).collect();
    assert_eq!(reasons, documented);
}

#[test]
fn a_missing_path_or_item_is_404_with_the_nearest_one() {
    for (path, meant) in [
        ("/v1/visit", "/v1/visits"),
        ("/v1/treatys", "/v1/treaties"),
        ("/v1/visits/minister-akurery", "minister-akureyri"),
        ("/docs/problems/notfound", "not-found"),
    ] {
        assert_eq!(
            problem_at(path, 404)["errors"][0]["did_you_mean"],
            meant,
            "{path}"
        );
    }
    for path in ["/pages", "/v2", "/v1/visits/a/b", "/%2e%2e/etc"] {
        let problem = problem_at(path, 404);
        assert_eq!(problem["type"], "/docs/problems/not-found", "{path}");
    }
}

#[test]
fn other_methods_are_405_with_the_allowed_ones() {
    for path in [
        "/v1/visits",
        "/v1/visits/minister-akureyri",
        "/v1",
        "/healthz",
    ] {
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            let response = send(method.clone(), path, &[]);
            let problem = problem(&response, 405);
            assert_eq!(problem["instance"], path);
            assert!(
                text(&problem["detail"]).starts_with(method.as_str()),
                "{problem}"
            );
            assert_eq!(response.header("allow"), "GET, HEAD, OPTIONS");
        }
    }
}

#[test]
fn all_errors_of_a_request_are_reported_at_once() {
    let path = "/v1/visits?visitor=x&host=Atlantis&type=oficial_visit&from=2005-13&place=&limit=5&limit=6&guest=%ff&id=A_B&country=KAZ,,MN";
    let problem = problem_at(path, 400);
    let errors = problem["errors"].as_array().unwrap();
    let keys = ["parameter", "value", "reason", "did_you_mean"];
    insta::assert_snapshot!(table(errors, &keys), @"
    visitor | null | unknown | null
    limit | 6 | repeated | null
    guest | %ff | invalid | null
    host | Atlantis | invalid | null
    type | oficial_visit | invalid | official_visit
    from | 2005-13 | invalid | null
    place |  | empty | null
    id | A_B | invalid | null
    country |  | empty | null
    ");
    insta::assert_snapshot!(text(&problem["detail"]), @"Unknown parameter `visitor`. `limit` is repeated; give it once: a whole number from 0 to 1000. `%ff` is not valid for `guest`, which must be percent-encoded UTF-8 without NUL. `Atlantis` is not valid for `host`, which must be comma-separated countries, each an ISO 3166 code or an English name, e.g. `MNG,Japan`. `oficial_visit` is not valid for `type`, which must be one of state_visit, official_visit, working_visit, multilateral, third_place, meeting, unspecified. Did you mean `official_visit`? `2005-13` is not valid for `from`, which must be an existing year, month or day: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. `place` is empty or has an empty entry; it must be comma-separated names; case and accents do not matter. `A_B` is not valid for `id`, which must be comma-separated ids, e.g. `kazakhstan-mongolia`. `country` is empty or has an empty entry; it must be comma-separated countries, each an ISO 3166 code or an English name, e.g. `MNG,Japan`.");
}

#[test]
fn an_unknown_value_is_reported_with_the_allowed_ones() {
    let error = &problem_at("/v1/visits?office=king", 400)["errors"][0];
    assert_eq!(
        error["allowed"],
        json!([
            "head_of_state",
            "head_of_government",
            "deputy_head",
            "foreign_minister",
            "minister",
            "ambassador",
            "charge_d_affaires",
            "consul",
            "envoy",
            "legislator",
            "royal_family",
            "other"
        ])
    );
    let error = &problem_at("/v1/visits?offise=other", 400)["errors"][0];
    assert_eq!(error["did_you_mean"], "office");
}

#[test]
fn the_names_that_others_give_to_parameters_lead_to_ours() {
    for (other, ours) in [
        ("page", json!("cursor")),
        ("per_page", json!("limit")),
        ("order_by", json!("sort")),
        ("columns", json!("fields")),
        ("search", json!("q")),
        ("since", json!("from")),
        ("until", json!("to")),
        ("kind", json!("type")),
        ("format", Value::Null),
    ] {
        let error = &problem_at(&format!("/v1/visits?{other}=2"), 400)["errors"][0];
        assert_eq!(error["did_you_mean"], ours, "{other}");
    }
    // A list without the parameter cannot suggest it.
    let error = &problem_at("/v1/search?q=a&order=date", 400)["errors"][0];
    let names: Vec<String> = error["allowed"]
        .as_array()
        .unwrap()
        .iter()
        .map(text)
        .collect();
    let has_sort = names.iter().any(|name| name == "sort");
    assert_eq!(error["did_you_mean"] == "sort", has_sort);
}

#[test]
fn injections_are_values_that_nothing_has() {
    for value in [
        "%27%3B%20drop%20table%20fact%3B--",
        "%22%20or%201=1",
        "%2527",
        "*",
        "NEAR(",
        "%E2%80%AE",
    ] {
        assert_eq!(
            items(&format!("/v1/visits?guest={value}")),
            Vec::<Value>::new(),
            "{value}"
        );
        let id = rejections(&format!("/v1/visits?id={value}"));
        assert!(id.len() == 1 && id[0].starts_with("id invalid "), "{id:?}");
    }
    assert_eq!(ok("/v1/visits")["total"], 9);
}

#[test]
fn requests_that_are_too_long_or_ambiguous_are_rejected_with_the_limit() {
    let long = format!("/v1/visits?id={}", "a,".repeat(4100));
    let cookie = "c".repeat(12_500);
    for (path, headers, status, limit) in [
        (long.as_str(), &[][..], 414, "8192"),
        ("/v1/visits", &[("cookie", cookie.as_str())], 431, "12288"),
        (
            "/v1/visits",
            &[("host", "another")],
            400,
            "one `Host` header",
        ),
    ] {
        let problem = problem(&send(Method::GET, path, headers), status);
        assert!(text(&problem["detail"]).contains(limit), "{problem}");
        assert_eq!(problem["instance"], Value::Null);
    }
    // The longest that is accepted.
    let path = "/v1/visits?id=";
    let longest = format!("{path}{}", "a".repeat(8192 - path.len()));
    assert_eq!(
        get(&longest).status,
        400,
        "the path is accepted, the id is too long"
    );
    assert_eq!(get(&(longest + "a")).status, 414);
}
