//! Exports of lists that are longer than a page: their order, and that they are made in parts.

use std::cmp::{Ordering, Reverse};
use std::sync::OnceLock;

use bilateral::http::Service;
use bilateral::seed::Sources;
use serde_json::Value;
use tempfile::TempDir;

use crate::client::{get_from, parts_from, service_over_seeds, text};
use crate::generated_seeds;

/// Several pages, each of many dates, which have about twenty visits each.
const VISITS: usize = 2100;

/// A service over as many visits, with the folder of its database.
fn service() -> (TempDir, Service) {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let seeds = FOLDER.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        generated_seeds::write(folder.path(), VISITS);
        folder
    });
    let sources = Sources {
        seeds: Some(seeds.path().to_owned()),
        documents: None,
    };
    let folder = TempDir::new().unwrap();
    let service = service_over_seeds(&sources, folder.path());
    (folder, service)
}

fn visits(service: &Service, query: &str) -> Vec<Value> {
    let lines = get_from(
        service,
        &format!("/v1/visits.ndjson?fields=title,date&{query}"),
    )
    .body;
    let lines = lines.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn year(visit: &Value) -> String {
    text(&visit["date"]["edtf"])
}

fn title(visit: &Value) -> String {
    text(&visit["title"])
}

#[test]
fn an_export_by_several_keys_is_in_their_order() {
    type Order = fn(&Value, &Value) -> Ordering;
    let orders: [(&str, Order); 6] = [
        ("date,title", |a, b| {
            (year(a), title(a)).cmp(&(year(b), title(b)))
        }),
        ("date,-title", |a, b| {
            (year(a), Reverse(title(a))).cmp(&(year(b), Reverse(title(b))))
        }),
        ("-date,title", |a, b| {
            (Reverse(year(a)), title(a)).cmp(&(Reverse(year(b)), title(b)))
        }),
        ("host,-title", |a, b| title(b).cmp(&title(a))),
        ("host,-date,title", |a, b| {
            (Reverse(year(a)), title(a)).cmp(&(Reverse(year(b)), title(b)))
        }),
        ("id,-title", |a, b| text(&a["id"]).cmp(&text(&b["id"]))),
    ];
    let (_folder, service) = service();
    for (sort, order) in orders {
        let exported = visits(&service, &format!("sort={sort}"));
        assert_eq!(exported.len(), VISITS, "{sort}");
        assert!(
            exported.is_sorted_by(|a, b| order(a, b) == Ordering::Less),
            "{sort}"
        );
        let filtered = visits(&service, &format!("sort={sort}&host=NOR"));
        assert_eq!(filtered, exported, "{sort}");
        let some = visits(&service, &format!("sort={sort}&limit=7"));
        assert_eq!(some, exported[..7], "{sort}");
    }
}

#[test]
fn a_feed_is_made_in_parts_and_holds_every_event_of_the_list() {
    let (_folder, service) = service();
    for query in [
        "",
        "?sort=-date,title",
        "?from=1950&to=1951",
        "?guest=nobody",
    ] {
        let listed = visits(&service, query.trim_start_matches('?'));
        let feed = get_from(&service, &format!("/v1/visits.timelinejs{query}"));
        let ids: Vec<String> = feed.json()["events"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| text(&event["unique_id"]))
            .collect();
        let expected = listed
            .iter()
            .map(|visit| format!("visit-{}", text(&visit["id"])));
        assert_eq!(ids, expected.collect::<Vec<_>>(), "{query}");
        assert_eq!(feed.body.len(), feed.json().to_string().len(), "{query}");
    }
    assert_eq!(
        get_from(&service, "/v1/visits.timelinejs?guest=nobody").body,
        "{\"events\":[]}"
    );
    let parts = parts_from(&service, "/v1/visits.timelinejs");
    assert!(parts.len() > 2, "{parts:?}");
}
