//! The database file as SQLite reads it: references are valid, items are JSON, and the bitmaps of the index agree with the
//! tables.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]
#![expect(
    clippy::disallowed_methods,
    reason = "the views are named by the declarations of the kinds"
)]

use std::collections::{BTreeMap, BTreeSet};

use bilateral::csv::all_columns;
use bilateral::kinds;
use bilateral::seed::{MigrateError, Sources, migrate};
use bilateral::values::words::{stem, words};
use roaring::RoaringBitmap;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection as _, Row as _, SqliteConnection};
use tempfile::TempDir;

/// A word with its stem and its bitmaps: title, names, anywhere.
type WordRow = (String, String, Vec<u8>, Vec<u8>, Vec<u8>);

async fn database() -> (TempDir, SqliteConnection) {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    migrate(&Sources::default(), &database, &|_, _| ())
        .await
        .unwrap();
    let connection = SqliteConnection::connect(database.to_str().unwrap())
        .await
        .unwrap();
    (folder, connection)
}

/// The facts in the order of their positions: key, kind and id.
async fn in_date_order(connection: &mut SqliteConnection) -> Vec<(u32, String, String)> {
    let keys: Vec<u8> = sqlx::query_scalar("select keys from _date_order")
        .fetch_one(&mut *connection)
        .await
        .unwrap();
    let mut facts = Vec::new();
    for key in keys
        .as_chunks()
        .0
        .iter()
        .map(|bytes| u32::from_le_bytes(*bytes))
    {
        let fact = sqlx::query_as("select key, kind, id from _fact where key = ?").bind(key);
        facts.push(fact.fetch_one(&mut *connection).await.unwrap());
    }
    facts
}

fn bitmap(bytes: &[u8]) -> BTreeSet<u32> {
    RoaringBitmap::deserialize_from(bytes)
        .unwrap()
        .into_iter()
        .collect()
}

#[tokio::test]
async fn every_foreign_key_is_valid_and_the_file_is_intact() {
    let (_folder, mut connection) = database().await;
    let dangling = sqlx::query("pragma foreign_key_check")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    assert!(
        dangling.is_empty(),
        "{} rows refer to rows that do not exist",
        dangling.len()
    );
    let integrity: String = sqlx::query_scalar("pragma integrity_check")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(integrity, "ok");
}

#[tokio::test]
async fn every_fact_has_its_item_and_its_timeline_entry_as_one_line_of_json() {
    let (_folder, mut connection) = database().await;
    let rows: Vec<(String, String, String)> =
        sqlx::query_as("select kind, json, timeline_json from _fact")
            .fetch_all(&mut connection)
            .await
            .unwrap();
    for (kind, item, entry) in rows {
        assert!(!item.contains('\n') && !entry.contains('\n'), "{item}");
        let [item, entry]: [serde_json::Map<String, serde_json::Value>; 2] =
            [&item, &entry].map(|json| serde_json::from_str(json).unwrap());
        let kind = kinds::by_name(&kind).unwrap();
        assert_eq!(item.keys().collect::<Vec<_>>(), kinds::item_keys(kind));
        assert_eq!(entry.keys().collect::<Vec<_>>(), kinds::timeline_keys());
        for (key, value) in entry
            .iter()
            .filter(|(key, _)| !["part_of", "summary", "attribution"].contains(&key.as_str()))
        {
            assert_eq!(*value, item[key], "{key}");
        }
    }
}

#[tokio::test]
async fn facts_are_in_the_order_of_their_dates() {
    let (_folder, mut connection) = database().await;
    let expected: Vec<u32> = sqlx::query_scalar(
        "select f.key from _fact f
             left join _source s on s.fact = f.key and s.position = 1
             left join _sentence_detail cited on cited.fact = s.sentence
             left join _sentence_detail own on own.fact = f.key
             left join _traded_good_detail good on good.fact = f.key
             order by undated, coalesce(earliest, latest), earliest is null, last_day,
               case when undated then f.relation end,
               case when undated then coalesce(cited.\"start\", own.\"start\", 0) end,
               case when undated then coalesce(good.position, 0) end,
               case when undated then f.key end, f.id, f.kind",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let actual: Vec<u32> = in_date_order(&mut connection)
        .await
        .into_iter()
        .map(|(key, ..)| key)
        .collect();
    assert_eq!(actual, expected);
    let dated: u32 = sqlx::query_scalar("select dated from _date_order")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    let counted: u32 = sqlx::query_scalar("select count(*) from _fact where edtf is not null")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(dated, counted);
}

#[tokio::test]
async fn a_period_is_the_run_of_facts_with_the_same_date() {
    let (_folder, mut connection) = database().await;
    let periods: Vec<(i64, i64, bool, i64)> =
        sqlx::query_as("select position, sort_day, open_start, last_day from _period order by 1")
            .fetch_all(&mut connection)
            .await
            .unwrap();
    let expected: Vec<(i64, i64, bool, i64)> = sqlx::query_as(
        "select min(n) - 1, cast(replace(day, '-', '') as integer), open, cast(replace(last_day, '-', '') as integer)
         from (select day, open, last_day, row_number() over (order by day, open, last_day, id, kind) as n
           from (select coalesce(earliest, latest) as day, earliest is null as open, last_day, id, kind
             from _fact where undated = 0))
         group by day, open, last_day order by 1",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    assert_eq!(periods, expected);
}

#[tokio::test]
async fn the_bitmap_of_a_term_has_the_facts_of_the_tables() {
    let (_folder, mut connection) = database().await;
    let facts = in_date_order(&mut connection).await;
    let rows: Vec<(String, String, i64, Vec<u8>)> = sqlx::query_as(
        "select value, parameter, facts, positions from _term where kind = '' and parameter in ('kind', 'relation')",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let kinds: BTreeSet<&String> = facts.iter().map(|(_, kind, _)| kind).collect();
    let kinds_with_terms: BTreeSet<&String> = rows
        .iter()
        .filter(|(_, parameter, ..)| parameter == "kind")
        .map(|(value, ..)| value)
        .collect();
    assert_eq!(kinds_with_terms, kinds);
    let pairs: Vec<(String, u32)> = sqlx::query_as(
        "select p.id, f.key from _fact f join _fact p on p.kind = 'relation' and p.key = f.relation",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    // Relations are found under both orders of their countries.
    let in_any_order = |id: &str| id.split('-').map(str::to_owned).collect::<BTreeSet<_>>();
    for (value, parameter, count, positions) in &rows {
        let positions = bitmap(positions);
        assert_eq!(positions.len(), usize::try_from(*count).unwrap());
        let members: BTreeSet<u32> = positions.iter().map(|at| facts[*at as usize].0).collect();
        let expected: BTreeSet<u32> = if parameter == "kind" {
            let of_kind = facts.iter().filter(|(_, kind, _)| kind == value);
            of_kind.map(|(key, ..)| *key).collect()
        } else {
            let of_pair = pairs
                .iter()
                .filter(|(id, _)| in_any_order(id) == in_any_order(value));
            of_pair.map(|(_, key)| *key).collect()
        };
        assert_eq!(members, expected, "{parameter} {value}");
    }
    let hosts: Vec<(String, Vec<u8>)> = sqlx::query_as(
        "select value, positions from _term where kind = 'visit' and parameter = 'host'",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    assert!(!hosts.is_empty());
    for (host, positions) in hosts {
        let expected: Vec<u32> =
            sqlx::query_scalar("select fact from _visit_detail where host = ?")
                .bind(&host)
                .fetch_all(&mut connection)
                .await
                .unwrap();
        let actual: BTreeSet<u32> = bitmap(&positions)
            .into_iter()
            .map(|at| facts[at as usize].0)
            .collect();
        assert_eq!(actual, expected.into_iter().collect(), "{host}");
    }
}

#[tokio::test]
async fn the_bitmaps_of_a_word_have_the_facts_whose_texts_contain_it() {
    let (_folder, mut connection) = database().await;
    let facts = in_date_order(&mut connection).await;
    let texts: Vec<(u32, String, String, String)> = sqlx::query_as(
        "select key, title, names, text from _fact join _fact_text t on t.fact = key",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let position: BTreeMap<u32, u32> = (0..)
        .zip(&facts)
        .map(|(at, (key, ..))| (*key, at))
        .collect();
    let mut expected: BTreeMap<String, [BTreeSet<u32>; 3]> = BTreeMap::new();
    for (key, title, names, text) in &texts {
        for (level, text) in [title, names, text].into_iter().enumerate() {
            for word in words(text).flat_map(|word| [word.folded(), word.parts()].concat()) {
                let bitmaps = expected.entry(word).or_default();
                for bitmap in &mut bitmaps[level..] {
                    bitmap.insert(position[key]);
                }
            }
        }
    }
    let rows: Vec<WordRow> = sqlx::query_as("select word, stem, title, names, anywhere from _word")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    let actual: BTreeMap<String, [BTreeSet<u32>; 3]> = rows
        .into_iter()
        .map(|(word, its_stem, a, b, c)| {
            assert_eq!(its_stem, stem(&word));
            (word, [bitmap(&a), bitmap(&b), bitmap(&c)])
        })
        .collect();
    assert!(actual.len() > 300, "{} words", actual.len());
    assert_eq!(actual, expected);
}

#[tokio::test]
async fn an_error_of_the_database_is_reported_once() {
    let (_folder, mut connection) = database().await;
    let twice = "insert into _place_name select * from _place_name";
    let error = sqlx::query(twice)
        .execute(&mut connection)
        .await
        .unwrap_err();
    let mut report = String::new();
    let mut next: Option<&dyn std::error::Error> = Some(&MigrateError::from(error));
    while let Some(error) = next {
        report += &error.to_string();
        next = error.source();
    }
    assert_eq!(
        report.matches("UNIQUE constraint failed").count(),
        1,
        "{report}"
    );
}

#[tokio::test]
async fn the_view_of_a_list_has_the_columns_and_values_of_its_csv() {
    let (_folder, mut connection) = database().await;
    for kind in kinds::all() {
        let names: Vec<String> = sqlx::query_scalar("select name from pragma_table_info(?)")
            .bind(kind.plural)
            .fetch_all(&mut connection)
            .await
            .unwrap();
        let columns = all_columns(kind).iter().map(|column| &column.name);
        assert_eq!(
            names.iter().collect::<Vec<_>>(),
            columns.collect::<Vec<_>>()
        );
        let view = AssertSqlSafe(format!("select * from \"{}\"", kind.plural));
        let rows = sqlx::query(view).fetch_all(&mut connection).await.unwrap();
        let items: Vec<(String,)> = sqlx::query_as("select json from _fact where kind = ?")
            .bind(kind.name)
            .fetch_all(&mut connection)
            .await
            .unwrap();
        assert_eq!(rows.len(), items.len(), "{}", kind.plural);
        for (row, (item,)) in rows.iter().zip(items) {
            let item = serde_json::from_str(&item).unwrap();
            for (at, column) in all_columns(kind).iter().enumerate() {
                let expected = match column.value(&item) {
                    Value::Null => None,
                    Value::String(text) => Some(text),
                    Value::Bool(flag) => Some(i64::from(flag).to_string()),
                    other => Some(other.to_string()),
                };
                let text = row.try_get::<Option<String>, _>(at);
                let number = || {
                    row.get::<Option<i64>, _>(at)
                        .map(|number| number.to_string())
                };
                let value = text.unwrap_or_else(|_| number());
                assert_eq!(value, expected, "{} of {}", column.name, kind.plural);
            }
        }
    }
}

#[tokio::test]
async fn only_views_have_names_that_tools_show() {
    let (_folder, mut connection) = database().await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select name from sqlite_schema where type = 'table' and name not like '\\_%' escape '\\'",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    assert!(tables.is_empty(), "{tables:?}");
    let views: BTreeSet<String> =
        sqlx::query_scalar("select name from sqlite_schema where type = 'view'")
            .fetch_all(&mut connection)
            .await
            .unwrap()
            .into_iter()
            .collect();
    let kinds = kinds::all().map(|kind| kind.plural);
    let others = ["timeline", "sources", "places", "dataset"];
    let expected = kinds.chain(others).map(str::to_owned);
    assert_eq!(views, expected.collect());
}
