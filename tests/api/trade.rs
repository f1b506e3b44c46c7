//! Trade figures.

use crate::client::{ids, items, table};

#[test]
fn amounts_are_whole_units_beside_the_text_of_the_document() {
    let paths = [
        "id",
        "date.edtf",
        "flow",
        "exporter",
        "importer",
        "amount.value",
        "amount.currency",
        "amount.text",
        "status",
    ];
    insta::assert_snapshot!(table(&items("/v1/trade"), &paths), @"
    fish-1999 | 1999 | export | ISL | JPN | 3500000000 | JPY | ¥3,500 million | A
    imports-2001 | 2001 | import | JPN | ISL | 900000000 | ISK | 900 million krónur | E
    imports-2001-release | 2001 | import | JPN | ISL | 950000000 | ISK | 950 million krónur | A
    turnover-2017 | 2017 | turnover | null | null | 68200000 | USD | US$68.2 million | A
    ");
}

#[test]
fn turnover_is_the_export_of_neither_country() {
    assert_eq!(ids("/v1/trade?exporter=KAZ,MNG"), Vec::<String>::new());
    assert_eq!(ids("/v1/trade?importer=KAZ,MNG"), Vec::<String>::new());
    assert_eq!(
        ids("/v1/trade?flow=export,import&country=KAZ"),
        Vec::<String>::new()
    );
    assert_eq!(ids("/v1/trade?flow=turnover"), ["turnover-2017"]);
}

#[test]
fn the_date_of_a_figure_is_its_period() {
    assert_eq!(
        ids("/v1/trade?from=2017&to=2017&match=certain"),
        ["turnover-2017"]
    );
    assert_eq!(
        ids("/v1/trade?currency=jpy,isk"),
        ["fish-1999", "imports-2001", "imports-2001-release"]
    );
}
