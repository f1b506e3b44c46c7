//! Treaties, and the coverage of their list.

use crate::client::{ids, items, ok, table};

#[test]
fn a_protocol_signed_on_a_visit_is_a_treaty() {
    let treaties = items("/v1/treaties?relation=kazakhstan-mongolia");
    insta::assert_snapshot!(table(&treaties, &["title", "date.edtf", "instrument", "level", "bodies"]), @"Protocol on Cooperation between the Khural of Mongolia and the Mazhilis of Kazakhstan | 2003 | protocol | interparliamentary | Khural of Mongolia + Mazhilis of Kazakhstan");
}

#[test]
fn coverage_compares_the_list_with_the_numbers_that_the_document_claims() {
    let list = ok("/v1/treaties?relation=kazakhstan-mongolia");
    assert_eq!(list["coverage"]["listed"], 1);
    let claims = list["coverage"]["claims"].as_array().unwrap();
    let paths = [
        "scope",
        "scope_status",
        "comparator",
        "value",
        "min",
        "max",
        "since.edtf",
        "text",
    ];
    insta::assert_snapshot!(table(claims, &paths), @"
    all | stated | > | 50 | 51 | null | 1991 | more than 50
    cultural_humanitarian | interpreted | ~ | 10 | null | null | null | Some 10
    ");
}

#[test]
fn coverage_depends_only_on_the_filters_by_pair_and_country() {
    let list = ok("/v1/treaties?country=KAZ&instrument=convention");
    assert_eq!(
        (&list["total"], &list["coverage"]["listed"]),
        (&0.into(), &1.into())
    );
    let all = ok("/v1/treaties?country=KAZ");
    assert_eq!(list["coverage"], all["coverage"]);
}

#[test]
fn entry_into_force_and_end_have_dates_of_their_own() {
    let whales = &ok("/v1/treaties/whales")["item"];
    assert_eq!(whales["in_force"]["edtf"], "1960-01-01");
    assert_eq!(whales["ended"]["latest"], "1990-12-31");
    assert_eq!(ids("/v1/treaties?instrument=convention"), ["whales"]);
}
