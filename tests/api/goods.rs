use crate::world::{items, table};

#[test]
fn twelve_goods_in_both_directions() {
    let goods = items("/v1/goods?relation=kazakhstan-mongolia");
    insta::assert_snapshot!(table(&goods, &["exporter", "importer", "direction", "position", "label"]), @"
    KAZ | MNG | stated | 2 | cigarettes
    KAZ | MNG | stated | 5 | wheat and wheat-rye flour
    KAZ | MNG | stated | 3 | lighters
    KAZ | MNG | stated | 6 | oil
    KAZ | MNG | stated | 4 | sanitary and hygiene products
    KAZ | MNG | stated | 1 | tobacco
    MNG | KAZ | interpreted | 1 | animal and vegetable products
    MNG | KAZ | interpreted | 6 | paper
    MNG | KAZ | interpreted | 5 | pulp
    MNG | KAZ | interpreted | 2 | textiles and textile products
    MNG | KAZ | interpreted | 4 | timber
    MNG | KAZ | interpreted | 3 | wood
    ");
}

#[test]
fn a_code_is_given_where_a_curator_has_coded_it() {
    assert_eq!(
        table(&items("/v1/goods?exporter=ISL"), &["label", "hs_code"]),
        "books | 4901\nwool | null"
    );
}
