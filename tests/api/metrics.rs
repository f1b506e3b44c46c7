//! Metrics: the label of a request is the pattern of its route, never anything that a client made up.

use std::collections::BTreeSet;

use crate::client::{Limits, get_from, ok, service};

/// The routes among the labels.
fn routes(metrics: &str) -> BTreeSet<String> {
    let labels = metrics
        .lines()
        .filter_map(|line| line.split("_count{route=\"").nth(1));
    labels
        .filter_map(|label| label.split('"').next().map(str::to_owned))
        .collect()
}

#[test]
fn every_route_is_counted_under_its_pattern() {
    let service = service(&Limits {
        cache: 0,
        ..Limits::default()
    });
    let api = ok("/openapi.json");
    let mut expected = BTreeSet::new();
    for path in api["paths"].as_object().unwrap().keys() {
        get_from(
            &service,
            &path
                .replace("{id}", "some-id")
                .replace("{code}", "ISL")
                .replace("{name}", "not-found"),
        );
        // The formats of a list share a label.
        let pattern = [".json", ".csv", ".ndjson", ".timelinejs"]
            .iter()
            .find_map(|suffix| path.strip_suffix(suffix));
        expected.insert(
            if path == "/openapi.json" {
                path.as_str()
            } else {
                pattern.unwrap_or(path)
            }
            .to_owned(),
        );
    }
    assert_eq!(routes(&service.metrics()), expected);
}

#[test]
fn no_label_is_made_up_by_a_client() {
    let service = service(&Limits {
        cache: 0,
        ..Limits::default()
    });
    for number in 0..300 {
        get_from(&service, &format!("/made/up/{number}"));
        get_from(&service, &format!("/v1/visits/made-up-{number}"));
        get_from(&service, &format!("/v1/visits?made{number}=up"));
    }
    let metrics = service.metrics();
    assert_eq!(
        routes(&metrics),
        BTreeSet::from(["none", "/v1/visits", "/v1/visits/{id}"].map(str::to_owned))
    );
    assert!(
        metrics.lines().count() < 100 && !metrics.contains("made"),
        "{metrics}"
    );
    let line = "bilateral_request_duration_seconds_count{route=\"/v1/visits\",status=\"400\"} 300";
    assert!(metrics.contains(line), "{metrics}");
}
