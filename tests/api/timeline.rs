//! The timeline: dated facts of every kind in one shape.

use bilateral::kinds;
use serde_json::Value;

use crate::client::{items, ok, table, text};

#[test]
fn the_timeline_has_every_dated_fact_oldest_first() {
    let timeline = items("/v1/timeline?relation=kazakhstan-mongolia");
    insta::assert_snapshot!(table(&timeline, &["date.edtf", "kind", "title", "part_of.id"]), @"
    14XX | history | The Golden Horde falls | null
    16XX/17XX | history | The war aim of the Dzungars against the Kazakhs | null
    16XX/17XX | history | Wars of the Kazakh and Dzungar Khanates | null
    19XX | history | Hardship of Kazakhs and Mongols in the Eastern Bloc | null
    1924 | history | Mongolia becomes communist | null
    193X | history | The Soviet leadership starves Kazakhs | null
    193X | history | Kazakhs flee to Xinjiang and Mongolia | null
    199X | relation_event | Formal relations of Kazakhstan and Mongolia established in the 1990s | kazakhstan-mongolia
    1991 | relation_event | Diplomatic relations of Kazakhstan and Mongolia established, as told beside the count of treaties | kazakhstan-mongolia
    ../1991 | relation_event | No relations between Kazakhstan and Mongolia | kazakhstan-mongolia
    1992 | mission_event | Kazakhstan opens a diplomatic mission in Ulaanbaatar | kazakhstan-in-mongolia
    1992-01-22 | relation_event | Diplomatic relations of Kazakhstan and Mongolia established | kazakhstan-mongolia
    1992-09 | mission_event | Mongolia opens an embassy in Almaty | mongolia-in-kazakhstan
    1993-10 | visit | President Nursultan Nazarbayev of Kazakhstan pays an official visit to Mongolia | null
    1998 | visit | President Natsagyn Bagabandi of Mongolia pays an official visit to Kazakhstan | null
    2001 | cooperation | East Kazakhstan State opens a branch in Ulaanbaatar, Mongolia | null
    2003 | treaty | Protocol on Cooperation between the Khural of Mongolia and the Mazhilis of Kazakhstan | null
    2007-01-01 | mission_event | The mission of Kazakhstan in Mongolia becomes an embassy | kazakhstan-in-mongolia
    2008-22 | visit | Nursultan Nazarbayev of Kazakhstan pays an official visit to Mongolia | null
    2008-22 | cooperation | Mongolia awards Nazarbayev of Kazakhstan the Order of Erdene Ochir | null
    2010 | mission_event | The embassy of Mongolia begins to work in Astana | mongolia-in-kazakhstan
    2016-07-10 | history | A mud flow whose victims Kazakhstan helped | null
    2017 | trade_figure | Trade turnover between Kazakhstan and Mongolia in 2017 | null
    2019-10 | visit | Prime Minister Ukhnaagiin Khürelsükh of Mongolia visits Nur-Sultan | null
    2021-10 | visit | Foreign Minister Batmunkh Battsetseg of Mongolia visits Nur-Sultan | null
    2024 | cooperation | Contract to export a satellite from Kazakhstan to a private company in Mongolia | null
    2025-04-10 | cooperation | Kazakh officials speak of wider cooperation in space technologies | null
    2025-04-10 | cooperation | Negotiations on space technologies within the UN, of which Kazakh officials spoke | null
    2028~ | cooperation | Expected launch of the satellite from Kazakhstan for Mongolia | null
    ");
}

#[test]
fn entries_of_all_kinds_have_the_same_keys() {
    let expected = "id kind relation title date summary attribution claim note rank discrepancies sources part_of url";
    for entry in items("/v1/timeline") {
        let keys: Vec<&String> = entry.as_object().unwrap().keys().collect();
        assert_eq!(keys, expected.split(' ').collect::<Vec<_>>());
    }
}

#[test]
fn undated_facts_are_left_out_and_counted() {
    for kind in kinds::written() {
        let all = items(&format!("{}?limit=1000", kind.path()));
        let (undated, dated): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|item| item["date"].is_null());
        let list = ok(&format!("/v1/timeline?limit=1000&kind={}", kind.name));
        assert_eq!(list["undated"], undated.len(), "{}", kind.name);
        let of = |items: &[Value]| {
            items
                .iter()
                .map(|item| text(&item["id"]))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            of(list["items"].as_array().unwrap()),
            of(&dated),
            "{}",
            kind.name
        );
    }
    assert_eq!(items("/v1/timeline?kind=traded_good"), Vec::<Value>::new());
}

#[test]
fn every_entry_has_a_summary_that_can_be_read_alone() {
    for entry in items("/v1/timeline?limit=1000") {
        let summary = text(&entry["summary"]);
        assert!(summary.ends_with(['.', '?', '!', '…']), "{summary}");
    }
    let summary = |query: &str| text(&items(&format!("/v1/timeline?{query}"))[0]["summary"]);
    insta::assert_snapshot!(summary("id=turnover-2017"), @"Trade turnover between Kazakhstan and Mongolia in 2017: US$68.2 million (according to Ministry of Finance (Kazakhstan)).");
    insta::assert_snapshot!(summary("id=nazarbayev-mongolia-1993"), @"President Nursultan Nazarbayev of Kazakhstan pays an official visit to Mongolia: his first official visit to Mongolia.");
    insta::assert_snapshot!(summary("id=golden-horde-falls"), @"When the Golden Horde fell, the heritage of Genghis Khan among the Kipchaks was not weakened.");
    insta::assert_snapshot!(summary("id=established-1990s"), @"Formal relations of Kazakhstan and Mongolia established in the 1990s.");
}
