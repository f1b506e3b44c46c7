//! The day after which the documents of a pair cannot speak of a state.

use std::fs;

use bilateral::kinds;
use bilateral::seed::{Sources, migrate};
use bilateral::store::Store;
use bilateral::values::day::parse_day;
use serde_json::Value;
use tokio::runtime::Runtime;

use crate::copy::{DOCUMENT, PairCopy};

/// `after_documents` of a mission without a day, and on each of these days.
fn after_documents(copy: &PairCopy, days: &[&str]) -> Vec<Value> {
    let missions = kinds::all().find(|kind| kind.plural == "missions");
    let database = copy.folder.path().join("db.sqlite");
    Runtime::new().unwrap().block_on(async {
        migrate(&copy.sources(), &database, &|_, _| ())
            .await
            .unwrap();
        let store = Store::open(&database).await.unwrap();
        let mut flags = Vec::new();
        for day in [None].into_iter().chain(days.iter().map(Some)) {
            let day = day.map(|day| parse_day(day).unwrap());
            let item = store.item(missions.unwrap(), "iceland-to-japan", day).await;
            let item: Value = serde_json::from_str(&item.unwrap().unwrap()).unwrap();
            flags.push(item["state"]["after_documents"].clone());
        }
        flags
    })
}

#[test]
fn documents_are_from_the_day_of_their_retrieval_else_of_the_last_revision() {
    let copy = PairCopy::new();
    let days = [
        "1900-01-01",
        "2024-02-29",
        "2024-03-01",
        "2025-12-31",
        "2026-01-01",
    ];
    let [no, yes, unknown] = [Value::from(false), Value::from(true), Value::Null];
    assert_eq!(
        after_documents(&copy, &days),
        [&no, &unknown, &unknown, &unknown, &unknown, &unknown].map(Value::clone)
    );
    let dataset = copy.folder.path().join("dataset.toml");
    fs::write(dataset, "revised = \"2025-12-31\"\n").unwrap();
    assert_eq!(
        after_documents(&copy, &days),
        [&no, &no, &no, &no, &no, &yes].map(Value::clone)
    );
    let licence = "licence = \"CC0-1.0\"\n";
    let retrieved = [licence, "retrieved = \"2024-02-29\"\n"].concat();
    copy.replace(DOCUMENT, licence, &retrieved);
    assert_eq!(
        after_documents(&copy, &days),
        [&no, &no, &no, &yes, &yes, &yes].map(Value::clone)
    );
}

/// The status, level and protecting powers of the relation at the end of these years.
fn relation_states(copy: &PairCopy, years: &[i16]) -> Vec<String> {
    let relations = kinds::all().find(|kind| kind.plural == "relations");
    let database = copy.folder.path().join("db.sqlite");
    // The documents of the copy do not say what the test adds.
    let sources = Sources {
        documents: None,
        ..copy.sources()
    };
    Runtime::new().unwrap().block_on(async {
        migrate(&sources, &database, &|_, _| ()).await.unwrap();
        let store = Store::open(&database).await.unwrap();
        let mut states = Vec::new();
        for year in years {
            let day = parse_day(&format!("{year}-12-31"));
            let item = store.item(relations.unwrap(), "iceland-japan", day).await;
            let item: Value = serde_json::from_str(&item.unwrap().unwrap()).unwrap();
            let state = &item["state"];
            let parts = ["status", "level", "protecting_powers"].map(|key| state[key].to_string());
            states.push([&year.to_string(), ": ", &parts.join(" ")].concat());
        }
        states
    })
}

#[test]
fn a_level_outlives_the_events_of_ambassadors_and_ends_with_the_relations() {
    let copy = PairCopy::new();
    let event = |id: &str, year: u32, rest: &str| {
        format!(
            "[[relation.event]]\nid = \"{id}\"\ntitle = \"T\"\nat = \"Breaks 1.1\"\ndate = \"{year}\"\n\
             date_text = \"{year}\"\n{rest}\n\n"
        )
    };
    let lowered = "type = \"downgraded\"\nlevel_after = \"charge_d_affaires\"";
    let recalled = "type = \"ambassador_recalled\"\nactor_country = \"JPN\"";
    let returned = "type = \"ambassador_returned\"\nlevel_after = \"ambassador\"";
    let severed = "type = \"severed\"\nprotecting_power = \"CHN\"";
    let represented = "type = \"represented\"\nactor_country = \"ISL\"\nprotecting_power = \"SWE\"";
    let events = [
        event("lowered", 1961, lowered),
        event("recalled", 1961, recalled),
        event("returned", 1962, returned),
        event("severed", 1963, severed),
        event("for-iceland", 1964, represented),
        event("again", 1965, "type = \"re_established\""),
    ];
    let suspended = "[[relation.event]]\nid = \"iceland-japan-suspended\"";
    let events = [&events.concat(), suspended].concat();
    copy.replace("relation.toml", suspended, &events);
    assert_eq!(
        relation_states(&copy, &[1960, 1961, 1962, 1963, 1964, 1965]),
        [
            "1960: \"established\" null []",
            "1961: \"ambassador_recalled\" \"charge_d_affaires\" []",
            "1962: \"established\" \"ambassador\" []",
            "1963: \"severed\" null [\"CHN\"]",
            "1964: \"severed\" null [\"CHN\",\"SWE\"]",
            "1965: \"established\" null []",
        ]
    );
}
