//! Every filter and every sort by one key is served by an index: SQLite is asked how it would answer, and says no word of
//! reading whole tables or of sorting what it has read. A second key sorts what is equal in the first.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use bilateral::kind::Kind;
use bilateral::kinds;
use bilateral::seed::{Sources, migrate};
use bilateral::store::{
    Collection, Direction, Filters, PageRequest, SortField, SortKey, Store, statements,
};
use sqlx::{Connection as _, SqliteConnection};
use tempfile::TempDir;

async fn store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    migrate(&Sources::default(), &database, &|_, _| ())
        .await
        .unwrap();
    let store = Store::open(&database).await.unwrap();
    (folder, store)
}

/// What is wrong with a plan: a table read from end to end, or rows sorted after they were read.
fn faults(plan: &[String]) -> Vec<&String> {
    let whole = |step: &&String| {
        step.starts_with("SCAN") && !step.contains("USING") && !step.contains("VIRTUAL TABLE")
    };
    plan.iter()
        .filter(|step| whole(step) || step.contains("TEMP B-TREE"))
        .collect()
}

fn sorts(kind: &'static Kind) -> impl Iterator<Item = SortField> {
    [SortField::Id, SortField::Title]
        .into_iter()
        .chain(kind.sorts.iter().map(|sort| SortField::Declared(sort.name)))
}

#[tokio::test]
async fn every_sort_reads_an_index_in_its_order_both_ways() {
    let (_folder, store) = store().await;
    let kinds = kinds::LISTS
        .iter()
        .flat_map(|kind| sorts(kind).map(|by| (Collection::Kind(kind), by)));
    for (what, by) in
        kinds.chain([SortField::Id, SortField::Title].map(|by| (Collection::Timeline, by)))
    {
        for direction in [Direction::Ascending, Direction::Descending] {
            let page = PageRequest {
                sort: vec![SortKey {
                    field: by,
                    direction,
                }],
                limit: Some(100),
                after: None,
            };
            let plan = store.plan(what, &page).await.unwrap();
            assert!(
                faults(&plan).is_empty(),
                "{what:?} by {by:?} {direction:?}: {plan:#?}"
            );
        }
    }
}

#[tokio::test]
async fn going_on_from_a_place_seeks_it() {
    let (_folder, store) = store().await;
    let kind = kinds::LISTS
        .iter()
        .find(|kind| kind.plural == "history")
        .unwrap();
    let page = PageRequest {
        sort: vec![SortKey {
            field: SortField::Title,
            direction: Direction::Ascending,
        }],
        limit: Some(5),
        after: None,
    };
    let after = store
        .list(Collection::Kind(kind), &Filters::default(), &page)
        .await
        .unwrap()
        .next;
    let plan = store
        .plan(Collection::Kind(kind), &PageRequest { after, ..page })
        .await
        .unwrap();
    assert!(
        faults(&plan).is_empty() && plan.iter().any(|step| step.starts_with("SEARCH f USING")),
        "{plan:#?}"
    );
}

/// Filters, words, facets and pages read sets and facts by their keys: nothing is scanned but the array of what is asked for.
#[tokio::test]
async fn sets_and_facts_are_looked_up() {
    let (folder, _store) = store().await;
    let database = folder.path().join("db.sqlite");
    let mut connection = SqliteConnection::connect(database.to_str().unwrap())
        .await
        .unwrap();
    for statement in statements() {
        let explained = sqlx::AssertSqlSafe(format!("explain query plan {statement}"));
        let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(explained)
            .fetch_all(&mut connection)
            .await
            .unwrap();
        let plan: Vec<String> = steps.into_iter().map(|(.., step)| step).collect();
        // What a subquery has found is read to its end; the subquery itself is looked at by its own steps.
        let read = |step: &&String| {
            step.starts_with("SCAN")
                && !step.contains("VIRTUAL TABLE")
                && !step.contains("(subquery")
        };
        let scanned: Vec<&String> = plan.iter().filter(read).collect();
        assert!(scanned.is_empty(), "{statement}: {plan:#?}");
        assert!(
            plan.iter().any(|step| step.contains("SEARCH")),
            "{statement}: {plan:#?}"
        );
    }
}
