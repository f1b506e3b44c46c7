//! Traded goods.

use crate::client::{items, table};

#[test]
fn goods_are_listed_in_both_directions_in_the_order_of_the_text() {
    let goods = items("/v1/goods?relation=kazakhstan-mongolia");
    insta::assert_snapshot!(table(&goods, &["exporter", "importer", "direction", "position", "label"]), @"
    KAZ | MNG | stated | 1 | tobacco
    KAZ | MNG | stated | 2 | cigarettes
    KAZ | MNG | stated | 3 | lighters
    KAZ | MNG | stated | 4 | sanitary and hygiene products
    KAZ | MNG | stated | 5 | wheat and wheat-rye flour
    KAZ | MNG | stated | 6 | oil
    MNG | KAZ | interpreted | 1 | animal and vegetable products
    MNG | KAZ | interpreted | 2 | textiles and textile products
    MNG | KAZ | interpreted | 3 | wood
    MNG | KAZ | interpreted | 4 | timber
    MNG | KAZ | interpreted | 5 | pulp
    MNG | KAZ | interpreted | 6 | paper
    ");
}

#[test]
fn a_harmonized_system_code_is_null_unless_a_curator_assigned_one() {
    assert_eq!(
        table(&items("/v1/goods?exporter=ISL"), &["label", "hs_code"]),
        "books | 4901\nwool | null"
    );
}

#[test]
fn main_goods_are_found() {
    let count = |query: &str| items(&format!("/v1/goods?{query}")).len();
    assert_eq!(count("relation=kazakhstan-mongolia&main=true"), 12);
    assert_eq!(count("relation=iceland-japan&main=true"), 0);
    assert_eq!(count("main=false"), 0);
}
