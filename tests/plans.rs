//! Every filter and every sort is served by an index: SQLite is asked how it would answer, and says no word of reading whole
//! tables or of sorting what it has read.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use bilateral::resource::{Kind, Takes};
use bilateral::resources;
use bilateral::seed::{Sources, migrate};
use bilateral::store::{By, Dates, Filters, Key, Page, Store, What};
use bilateral::values::day::Day;
use tempfile::TempDir;

async fn store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    migrate(&Sources::default(), &database, &|_, _| ()).await.unwrap();
    let store = Store::open(&database).await.unwrap();
    (folder, store)
}

/// What is wrong with a plan: a table read from end to end, or rows sorted after they were read.
fn faults(plan: &[String]) -> Vec<&String> {
    let whole = |step: &&String| step.starts_with("SCAN") && !step.contains("USING") && !step.contains("VIRTUAL TABLE");
    plan.iter().filter(|step| whole(step) || step.contains("TEMP B-TREE")).collect()
}

fn whats() -> impl Iterator<Item = What> {
    resources::LISTS.iter().map(|kind| What::Kind(kind)).chain([What::Timeline])
}

fn sorts(what: What) -> Vec<By> {
    let own = |kind: &'static Kind| kind.sorts.iter().map(|sort| By::Own(sort.name));
    let common = [By::Date, By::Id, By::Title].into_iter();
    match what {
        What::Kind(kind) => common.chain(own(kind)).collect(),
        _ => vec![By::Date],
    }
}

#[tokio::test]
async fn every_sort_reads_an_index_in_its_order_both_ways() {
    let (_folder, store) = store().await;
    for what in whats() {
        for by in sorts(what) {
            for descending in [false, true] {
                let page = Page { sort: vec![Key { by, descending }], limit: Some(100), after: None };
                let plan = store.plan(what, &Filters::default(), &page).await.unwrap();
                assert!(faults(&plan).is_empty(), "{what:?} by {by:?} {descending}: {plan:#?}");
            }
        }
    }
}

#[tokio::test]
async fn every_filter_looks_its_facts_up() {
    let (_folder, store) = store().await;
    for kind in resources::LISTS {
        for parameter in resources::parameters(kind) {
            let finds = matches!(parameter.takes, Takes::Choice(_) | Takes::Country | Takes::Currency | Takes::Name);
            let word = vec!["word".to_owned()];
            let filters = match parameter.name {
                "relation" => Filters { relations: word, ..Filters::default() },
                "id" => Filters { ids: word, ..Filters::default() },
                "q" => Filters { words: Some("\"word\" *".to_owned()), ..Filters::default() },
                "fields" | "facets" => continue,
                name if finds => Filters { terms: vec![(name, word)], ..Filters::default() },
                _ => continue,
            };
            let plan = store.plan(What::Kind(kind), &filters, &Page::default()).await.unwrap();
            let read: Vec<&String> =
                plan.iter().filter(|step| step.starts_with("SCAN") && !step.contains("VIRTUAL")).collect();
            assert!(read.is_empty(), "{} by {}: {plan:#?}", kind.plural, parameter.name);
        }
    }
}

#[tokio::test]
async fn a_period_is_read_in_the_order_of_dates() {
    let (_folder, store) = store().await;
    let dates = Some(Dates { from: Day::FIRST, to: Day::LAST, certain: false });
    for what in whats() {
        let plan = store.plan(what, &Filters { dates, ..Filters::default() }, &Page::default()).await.unwrap();
        assert!(faults(&plan).is_empty(), "{what:?}: {plan:#?}");
    }
}

#[tokio::test]
async fn going_on_from_a_place_seeks_it() {
    let (_folder, store) = store().await;
    let kind = resources::LISTS.iter().find(|kind| kind.plural == "history").unwrap();
    let page = Page { limit: Some(5), ..Page::default() };
    let after = store.list(What::Kind(kind), &Filters::default(), &page, &[]).await.unwrap().next;
    let plan = store.plan(What::Kind(kind), &Filters::default(), &Page { after, ..page }).await.unwrap();
    assert!(faults(&plan).is_empty() && plan.iter().any(|step| step.starts_with("SEARCH f USING")), "{plan:#?}");
}
