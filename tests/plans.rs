//! Query plans: an index serves every filter and every sort by one key. In SQLite's plans no step scans a table or sorts rows
//! that were read.

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

/// The steps of a plan that scan a whole table or sort rows after reading them.
fn slow_steps(plan: &[String]) -> Vec<&String> {
    let is_scan = |step: &&String| {
        step.starts_with("SCAN") && !step.contains("USING") && !step.contains("VIRTUAL TABLE")
    };
    plan.iter()
        .filter(|step| is_scan(step) || step.contains("TEMP B-TREE"))
        .collect()
}

fn sorts(kind: &'static Kind) -> impl Iterator<Item = SortField> {
    [SortField::Id, SortField::Title]
        .into_iter()
        .chain(kind.sorts.iter().map(|sort| SortField::Declared(sort.name)))
}

#[tokio::test]
async fn every_sort_reads_an_index_in_order_in_both_directions() {
    let (_folder, store) = store().await;
    let kinds =
        kinds::all().flat_map(|kind| sorts(kind).map(move |by| (Collection::Kind(kind), by)));
    let timeline = [SortField::Id, SortField::Title].map(|by| (Collection::Timeline, by));
    for (list, by) in kinds.chain(timeline) {
        for direction in [Direction::Ascending, Direction::Descending] {
            let page = PageRequest {
                sort: vec![SortKey {
                    field: by,
                    direction,
                }],
                limit: Some(100),
                after: None,
            };
            let plan = store.plan(list, &page).await.unwrap();
            assert!(
                slow_steps(&plan).is_empty(),
                "{list:?} by {by:?} {direction:?}: {plan:#?}"
            );
        }
    }
}

#[tokio::test]
async fn a_page_after_a_cursor_seeks_its_start() {
    let (_folder, store) = store().await;
    let kind = kinds::all().find(|kind| kind.plural == "history").unwrap();
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
        slow_steps(&plan).is_empty() && plan.iter().any(|step| step.starts_with("SEARCH f USING")),
        "{plan:#?}"
    );
}

#[tokio::test]
async fn a_page_by_keys_of_both_directions_seeks_its_start_as_well() {
    let (_folder, store) = store().await;
    let kind = kinds::all().find(|kind| kind.plural == "visits");
    let visits = Collection::Kind(kind.unwrap());
    let key = |field, direction| SortKey { field, direction };
    let (up, down) = (Direction::Ascending, Direction::Descending);
    for [first, second] in [
        [
            key(SortField::Declared("host"), up),
            key(SortField::Title, down),
        ],
        [
            key(SortField::Title, down),
            key(SortField::Declared("host"), up),
        ],
        [key(SortField::Id, up), key(SortField::Title, down)],
    ] {
        let by_id = first.field == SortField::Id;
        let page = PageRequest {
            sort: vec![first, second],
            limit: Some(2),
            after: None,
        };
        let no_filters = Filters::default();
        let after = store.list(visits, &no_filters, &page).await.unwrap().next;
        let page = PageRequest { after, ..page };
        let plan = store.plan(visits, &page).await.unwrap();
        let seeks = plan[0].starts_with("SEARCH") && plan[0].contains(['<', '>']);
        let sorts = plan.iter().any(|step| step.contains("TEMP B-TREE"));
        // Keys after the id decide nothing, so that nothing is left to sort.
        assert!(seeks && sorts != by_id, "{plan:#?}");
    }
}

/// Filters, words, facets and pages read bitmaps and facts by their keys. Only the array of the keys is scanned.
#[tokio::test]
#[expect(
    clippy::disallowed_methods,
    reason = "the statements are the store's own"
)]
async fn statements_look_up_bitmaps_and_facts_by_key() {
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
        // The result of a subquery is scanned; the subquery has steps of its own.
        let is_scan = |step: &&String| {
            step.starts_with("SCAN")
                && !step.contains("VIRTUAL TABLE")
                && !step.contains("(subquery")
        };
        let scanned: Vec<&String> = plan.iter().filter(is_scan).collect();
        assert!(scanned.is_empty(), "{statement}: {plan:#?}");
        assert!(
            plan.iter().any(|step| step.contains("SEARCH")),
            "{statement}: {plan:#?}"
        );
    }
}
