//! The day after which the documents of a pair cannot speak of a state.

use std::fs;

use bilateral::kinds;
use bilateral::seed::migrate;
use bilateral::store::Store;
use bilateral::values::day::parse_day;
use serde_json::Value;
use tokio::runtime::Runtime;

use crate::copy::{DOCUMENT, PairCopy, check};

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

#[test]
fn a_stated_mission_that_counts_on_no_day_is_warned_of() {
    let copy = PairCopy::new();
    let warnings = || check(&copy.sources()).unwrap().warnings;
    let found = warnings();
    assert_eq!(found.len(), 1, "{found:?}");
    let expected = "iceland-japan/documents/iceland-japan.toml: 1 event without a date counts on no day, because the day of the \
                    document is unknown: add retrieved = \"YYYY-MM-DD\" or published = \"YYYY-MM-DD\", or revised to dataset.toml";
    assert!(found[0].ends_with(expected), "{found:?}");
    let licence = "licence = \"CC0-1.0\"\n";
    let dated = [licence, "published = \"2024-02-29\"\n"].concat();
    copy.replace(DOCUMENT, licence, &dated);
    assert_eq!(warnings(), Vec::<String>::new());
    copy.replace(DOCUMENT, &dated, licence);
    let dataset = copy.folder.path().join("dataset.toml");
    fs::write(dataset, "revised = \"2025-12-31\"\n").unwrap();
    assert_eq!(warnings(), Vec::<String>::new());
}
