//! Incidents: what strains relations, with the document's reservations.

use serde_json::Value;

use crate::client::{ids, items, ok, table};

#[test]
fn an_incident_says_who_acted_against_whom_and_how_firmly_it_is_stated() {
    let columns = [
        "id",
        "date.edtf",
        "type",
        "standing",
        "actor_country",
        "target_country",
        "targets",
        "place",
    ];
    insta::assert_snapshot!(table(&items("/v1/incidents"), &columns), @"
    fishing-limits-protest | 1973 | protest | stated | JPN | ISL |  | null
    airspace-closed | 1974 | flight_closure | stated | JPN | ISL |  | null
    trawler-shot-at | null | attack | claimed | null | JPN | trawler of Japan | Akureyri
    ");
}

#[test]
fn an_incident_may_answer_another_fact() {
    let answer = &ok("/v1/incidents/airspace-closed")["item"]["response_to"];
    assert_eq!(answer["kind"], "incident");
    assert_eq!(answer["id"], "fishing-limits-protest");
    assert_eq!(answer["url"], "/v1/incidents/fishing-limits-protest");
    let first = &ok("/v1/incidents/fishing-limits-protest")["item"];
    assert_eq!(first["response_to"], Value::Null);
}

#[test]
fn incidents_are_found_by_type_standing_and_countries() {
    for (query, expected) in [
        (
            "type=protest,attack",
            &["fishing-limits-protest", "trawler-shot-at"][..],
        ),
        ("standing=claimed", &["trawler-shot-at"]),
        (
            "actor_country=JPN",
            &["fishing-limits-protest", "airspace-closed"],
        ),
        ("target_country=Japan", &["trawler-shot-at"]),
        ("place=akureyri", &["trawler-shot-at"]),
        ("to=1973", &["fishing-limits-protest"]),
    ] {
        assert_eq!(ids(&format!("/v1/incidents?{query}")), expected, "{query}");
    }
}
