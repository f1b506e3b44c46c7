//! Warnings: values of filters that match nothing in the data set.

use serde_json::{Value, json};

use crate::client::{get, ok, text};

/// The warnings of a list: parameter, value and suggestions.
fn warnings(path: &str) -> Vec<String> {
    let list = ok(path);
    let warnings = list["warnings"].as_array().unwrap().iter();
    let line = |warning: &Value| {
        assert_eq!(warning["reason"], "matches nothing");
        let similar = warning["did_you_mean"].as_array().unwrap().iter();
        let similar: Vec<String> = similar.map(text).collect();
        let [parameter, value] = ["parameter", "value"].map(|key| text(&warning[key]));
        format!("{parameter} {value}: {}", similar.join(", "))
    };
    warnings.map(line).collect()
}

#[test]
fn a_value_that_matches_nothing_is_named_with_similar_values() {
    for (query, expected) in [
        ("guest=Nazarbaev", "guest Nazarbaev: Nursultan Nazarbayev"),
        ("place=asatana", "place asatana: astana"),
        ("place=paris", "place paris: "),
        ("id=nope", "id nope: "),
        (
            "id=minister-akureiri",
            "id minister-akureiri: minister-akureyri",
        ),
        (
            "relation=iceland-japn",
            "relation iceland-japn: iceland-japan",
        ),
        (
            "document=iceland-japn",
            "document iceland-japn: iceland-japan, iceland-release",
        ),
        // Spellings that the curator has added.
        ("place=nordurnesi", "place nordurnesi: Norðurnes"),
        ("guest=Itirau", "guest Itirau: Mori Itirou"),
        ("country=Brazil", "country Brazil: "),
        ("host=KAZ,BRA&host=MNG", "host BRA: "),
        ("type=third_place", "type third_place: "),
        ("office=other", "office other: "),
    ] {
        assert_eq!(
            warnings(&format!("/v1/visits?{query}")),
            [expected],
            "{query}"
        );
    }
    let seat = warnings("/v1/missions?place=Almati&as_of=1980");
    assert_eq!(seat, ["place Almati: almaty, alma ata"]);
    let timeline = warnings("/v1/timeline?relation=iceland-japn&kind=visit");
    assert_eq!(timeline, ["relation iceland-japn: iceland-japan"]);
}

#[test]
fn words_that_nothing_contains_are_named_with_similar_words() {
    let satellite = "q satelite: satellite";
    assert_eq!(warnings("/v1/search?q=satelite"), [satellite]);
    assert_eq!(warnings("/v1/cooperation?q=satelite+contract"), [satellite]);
    assert!(warnings("/v1/search?q=satellite").is_empty());
}

#[test]
fn a_value_that_another_filter_excludes_is_no_warning() {
    for query in [
        "guest=Nazarbayev&host=KAZ",
        "relation=iceland-japan&country=KAZ",
        "place=Astana&to=1950",
        "type=state_visit&host=KAZ",
    ] {
        assert!(
            warnings(&format!("/v1/visits?{query}")).is_empty(),
            "{query}"
        );
    }
    assert!(warnings("/v1/treaties?relation=iceland-japan").is_empty());
    assert!(warnings("/v1/missions?place=Almaty&as_of=1980").is_empty());
}

#[test]
fn a_relation_is_found_by_its_countries_in_both_orders() {
    for list in ["visits", "timeline", "mission-events", "sentences"] {
        let one = ok(&format!("/v1/{list}?relation=kazakhstan-mongolia"));
        let other = ok(&format!("/v1/{list}?relation=mongolia-kazakhstan"));
        assert!(one["total"].as_u64() > Some(0), "{list}");
        assert_eq!(one["items"], other["items"], "{list}");
        assert_eq!(other["warnings"], json!([]), "{list}");
    }
}

#[test]
fn warnings_repeat_the_value_as_it_was_given() {
    let [one, other] = ["Nazarbaev", "NAZARBÁEV"].map(|name| {
        let response = get(&format!("/v1/visits?guest={}", name.replace('Á', "%C3%81")));
        assert_eq!(response.json()["warnings"][0]["value"], name);
        response.header("etag").to_owned()
    });
    assert_ne!(one, other, "two bodies have two tags");
    let same = ["Nazarbayev", "NAZARBAYEV"].map(|name| get(&format!("/v1/visits?guest={name}")));
    assert_eq!(same[0].header("etag"), same[1].header("etag"));
}
