//! Cooperation: programmes, aid, awards and negotiations.

use crate::client::{ids, items, table};

#[test]
fn cooperation_has_a_sector_a_type_and_a_status() {
    let all = items("/v1/cooperation?relation=kazakhstan-mongolia");
    insta::assert_snapshot!(table(&all, &["id", "date.edtf", "sector", "type", "status", "actors"]), @"
    university-branch | 2001 | education | branch | stated | East Kazakhstan State
    order-of-erdene-ochir | 2008-22 | political | award | completed | Mongolia + Nazarbayev
    satellite-contract | 2024 | aerospace | contract | signed | Kazakhstan + Mongolian private company
    space-statement | 2025-04-10 | aerospace | statement | stated | Kazakh officials
    un-space-negotiations | 2025-04-10 | aerospace | negotiation | ongoing | 
    satellite-launch | 2028~ | aerospace | project | planned | 
    intergovernmental-commission | null | economy | institution | stated | Kazakhstan-Mongolian Intergovernmental Commission
    student-exchange | null | education | programme | stated | 
    yearly-grants | null | education | scholarship | stated | citizens of Mongolia
    mud-flow-aid | null | humanitarian | aid | completed | Kazakhstan government
    ");
}

#[test]
fn amounts_counts_and_frequencies_are_separate_fields() {
    let all = items("/v1/cooperation?id=mud-flow-aid,yearly-grants");
    let paths = [
        "id",
        "date",
        "amount.value",
        "amount.currency",
        "count",
        "frequency",
    ];
    insta::assert_snapshot!(table(&all, &paths), @"
    yearly-grants | null | null | null | 25 | annual
    mud-flow-aid | null | 200000 | USD | null | null
    ");
}

#[test]
fn an_international_organisation_has_no_country() {
    let contest = items("/v1/cooperation?id=haiku-contest");
    let actors = contest[0]["actors"].as_array().unwrap();
    insta::assert_snapshot!(table(actors, &["name", "country"]), @"Nordic Circle of Haiku | null");
}

#[test]
fn the_kind_of_cooperation_is_a_filter() {
    assert_eq!(
        ids("/v1/cooperation?type=award,aid"),
        ["order-of-erdene-ochir", "mud-flow-aid"]
    );
}

#[test]
fn cooperation_is_found_by_actor_and_place() {
    for (query, expected) in [
        ("actor=nordic+circle+of+haiku", "haiku-contest"),
        ("actor=Nazarbayev", "order-of-erdene-ochir"),
        ("place=Ulaanbaatar", "university-branch"),
    ] {
        assert_eq!(
            ids(&format!("/v1/cooperation?{query}")),
            [expected],
            "{query}"
        );
    }
}
