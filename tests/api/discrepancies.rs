use crate::world::{ids, items, ok, table, text};

#[test]
fn the_contradiction_shows_all_values_and_the_preferred_one() {
    let contradictions = items("/v1/discrepancies?kind=contradiction");
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
    for discrepancy in items("/v1/discrepancies") {
        for involved in discrepancy["facts"].as_array().unwrap() {
            let answer = ok(&text(&involved["fact"]["url"])).to_string();
            assert!(
                answer.contains(&discrepancy["id"].to_string()),
                "{} in {}",
                discrepancy["id"],
                involved["fact"]
            );
        }
    }
    assert_eq!(
        ok("/v1/visits/khurelsukh-nur-sultan")["item"]["discrepancies"],
        serde_json::json!(["25-years", "astana-naming"])
    );
}

#[test]
fn each_of_the_six_kinds_has_some() {
    let count = |kind: &str| ids(&format!("/v1/discrepancies?kind={kind}")).len();
    let kinds = [
        "contradiction",
        "ambiguity",
        "omission",
        "naming",
        "wording",
        "format",
    ];
    assert_eq!(kinds.map(count), [1, 8, 9, 2, 5, 2]);
}
