//! Dates with an open start: they stand at their known end, in every order and on every page.

use bilateral::http::Service;
use serde_json::{Value, json};

use crate::client::{get_from, text};
use crate::full_model::service_with;

/// Facts until a day, one of them until the day on which another begins.
const CHANGES: &[(&str, &str, &str)] = &[
    (
        "visits.toml",
        "date = \"1975\"\ndate_text = \"1975\"",
        "date = \"../1993-07-10\"\ndate_text = \"until 10 July 1993\"",
    ),
    (
        "visits.toml",
        "date = \"2004-21\"\ndate_text = \"spring of 2004\"",
        "date = \"../2004\"\ndate_text = \"until 2004\"",
    ),
    (
        "missions.toml",
        "date = \"1970-06-30\"\ndate_text = \"30 June 1970\"",
        "date = \"../1970-06-30\"\ndate_text = \"until 30 June 1970\"",
    ),
];

/// The visits in the order of their dates.
const VISITS: [&str; 4] = [
    "mori-nes",
    "minister-akureyri",
    "senators-reykjavik",
    "hallsdottir-japan",
];

fn ids(service: &Service, query: &str) -> Vec<String> {
    let path = format!("/v1/visits?{query}");
    let response = get_from(service, &path);
    assert_eq!(response.status, 200, "{path}: {}", response.body);
    let list = response.json();
    let items = list["items"].as_array().expect("items").iter();
    items.map(|item| text(&item["id"])).collect()
}

/// The ids on pages of one item each, in which `next` leads to the page that follows.
fn walk(service: &Service, query: &str) -> Vec<String> {
    let mut path = format!("/v1/visits?{query}&limit=1");
    let mut ids = Vec::new();
    loop {
        let page = get_from(service, &path).json();
        ids.extend(
            page["items"]
                .as_array()
                .expect("items")
                .iter()
                .map(|item| text(&item["id"])),
        );
        match page["next"].as_str() {
            Some(next) => next.clone_into(&mut path),
            None => return ids,
        }
    }
}

#[test]
fn an_open_start_stands_at_its_end_in_both_directions_and_on_every_page() {
    let (_folder, service) = service_with(CHANGES, &[]);
    let reversed: Vec<&str> = VISITS.into_iter().rev().collect();
    for (query, expected) in [
        ("sort=date", VISITS.to_vec()),
        ("sort=-date", reversed.clone()),
        ("sort=date,host", VISITS.to_vec()),
        ("sort=-date,host", reversed),
    ] {
        assert_eq!(ids(&service, query), expected, "{query}");
        assert_eq!(walk(&service, query), expected, "{query}");
    }
}

#[test]
fn a_period_finds_an_open_start_that_may_lie_in_it() {
    let (_folder, service) = service_with(CHANGES, &[]);
    for (query, expected) in [
        ("from=1960&to=1970", &VISITS[2..]),
        ("from=1993-07-10&to=1993-07-10", &VISITS[1..]),
        ("from=1994", &VISITS[3..]),
        ("from=2005", &[]),
        ("to=1900", &VISITS[2..]),
        ("from=1900&match=certain", &VISITS[..2]),
        ("to=2005&match=certain", &VISITS[..2]),
    ] {
        assert_eq!(ids(&service, query), expected, "{query}");
    }
}

#[test]
fn a_closing_with_an_open_start_is_not_possible_before_the_opening() {
    let (_folder, service) = service_with(CHANGES, &[]);
    let may_have_happened = |day: &str| -> Value {
        let path = format!("/v1/missions/japan-in-iceland?as_of={day}");
        get_from(&service, &path).json()["item"]["state"]["may_have_happened"].clone()
    };
    assert_eq!(may_have_happened("1955-02-28"), json!([]));
    let both = json!(["japan-opens-in-reykjavik", "japan-closes-in-reykjavik"]);
    assert_eq!(may_have_happened("1955-03-15"), both);
    assert_eq!(
        may_have_happened("1955-04-01"),
        json!(["japan-closes-in-reykjavik"])
    );
}
