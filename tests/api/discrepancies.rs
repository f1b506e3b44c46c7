//! Discrepancies: contradictions, ambiguities, omissions and differences of wording in the document.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::client::{ids, items, ok, table, text};
use crate::sweep::facts;

#[test]
fn a_contradiction_shows_all_values_and_the_preferred_one() {
    let contradictions = items("/v1/discrepancies?type=contradiction&document=kazakhstan-mongolia");
    assert_eq!(contradictions.len(), 1);
    let facts = contradictions[0]["facts"].as_array().unwrap();
    insta::assert_snapshot!(table(facts, &["fact.kind", "fact.id", "role", "value"]), @"
    relation_event | established-1992 | preferred | 22 January 1992
    relation_event | established-1991 | alternative | 1991
    relation_event | established-1990s | involved | 1990s
    relation_event | no-relations-before | involved | until 1991
    ");
}

#[test]
fn facts_and_discrepancies_name_each_other() {
    let mut involved: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for discrepancy in items("/v1/discrepancies") {
        for one in discrepancy["facts"].as_array().unwrap() {
            let name = (text(&one["fact"]["kind"]), text(&one["fact"]["id"]));
            involved
                .entry(name)
                .or_default()
                .insert(text(&discrepancy["id"]));
        }
    }
    for (name, fact) in facts() {
        let named = fact["discrepancies"]
            .as_array()
            .unwrap()
            .iter()
            .map(text)
            .collect();
        let expected = involved.remove(&name).unwrap_or_default();
        assert_eq!(expected, named, "{name:?}");
    }
    assert!(involved.is_empty(), "{involved:?} are no facts");
    assert_eq!(
        ok("/v1/visits/khurelsukh-nur-sultan")["item"]["discrepancies"],
        json!(["25-years", "astana-naming"])
    );
}

#[test]
fn every_discrepancy_has_one_of_six_kinds() {
    let kinds = [
        "contradiction",
        "ambiguity",
        "omission",
        "naming",
        "wording",
        "format",
    ];
    let line = |kind| {
        format!(
            "{kind}: {}",
            ids(&format!("/v1/discrepancies?type={kind}")).join(" ")
        )
    };
    insta::assert_snapshot!(kinds.map(line).join("\n"), @"
    contradiction: imports-2001-sum established-date
    ambiguity: embassy-seats mission-before-2007 ties-before-1991 genghis-khan-identity treaty-counts 25-years wheat-or-flour space-statement-scope
    omission: nazarbayev-2008 treaties-not-listed commission-undated turnover-not-divided turnover-one-side satellite-company ten-agreements-scope grants-grantor aid-undated
    naming: astana-naming order-name
    wording: visits-section-mixed commission-name overlapping-goods import-direction university-name
    format: map-file-type date-formats
    ");
}
