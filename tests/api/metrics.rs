use std::collections::BTreeSet;

use crate::world::{front, get_from, ok};

/// The routes that were counted.
fn routes(counted: &str) -> BTreeSet<String> {
    let labels = counted
        .lines()
        .filter_map(|line| line.split("_count{route=\"").nth(1));
    labels
        .filter_map(|label| label.split('"').next().map(str::to_owned))
        .collect()
}

#[test]
fn every_route_is_counted_under_its_pattern() {
    let front = front(0);
    let api = ok("/openapi.json");
    let mut expected = BTreeSet::new();
    for path in api["paths"].as_object().unwrap().keys() {
        get_from(
            &front,
            &path
                .replace("{id}", "some-id")
                .replace("{name}", "not-found"),
        );
        // Formats of one list are one route.
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
    assert_eq!(routes(&front.metrics()), expected);
}

#[test]
fn what_clients_make_up_is_no_label() {
    let front = front(0);
    for number in 0..300 {
        get_from(&front, &format!("/made/up/{number}"));
        get_from(&front, &format!("/v1/visits/made-up-{number}"));
        get_from(&front, &format!("/v1/visits?made{number}=up"));
    }
    let counted = front.metrics();
    assert_eq!(
        routes(&counted),
        BTreeSet::from(["none", "/v1/visits", "/v1/visits/{id}"].map(str::to_owned))
    );
    assert!(
        counted.lines().count() < 100 && !counted.contains("made"),
        "{counted}"
    );
    let line = "bilateral_request_duration_seconds_count{route=\"/v1/visits\",status=\"400\"} 300";
    assert!(counted.contains(line), "{counted}");
}
