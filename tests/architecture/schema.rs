//! Kinds are declared consistently, and the schema has the tables, columns and checks that they declare.

#![expect(
    clippy::disallowed_methods,
    reason = "the SQL is that of the migrations and names their views"
)]

use std::collections::BTreeSet;
use std::fs;

use bilateral::kind::{
    CALENDAR, Field, FieldType, Kind, ListTable, Presence, RANK, Scope, SqlColumn, Vocabulary,
};
use bilateral::kinds;
use bilateral::values::date::PRECISIONS;
use sqlx::{Connection as _, Row as _, SqliteConnection};

use crate::files;

#[test]
fn kinds_are_declared_consistently() {
    let mut names = BTreeSet::new();
    for kind in kinds::all() {
        assert!(
            names.insert(kind.name),
            "two kinds have the name {}",
            kind.name
        );
        let holders =
            kinds::all().filter(|holder| holder.parts().any(|(_, part)| part.name == kind.name));
        assert_eq!(
            holders.count(),
            usize::from(kind.is_part()),
            "{}",
            kind.name
        );
        for parameter in kinds::list_parameters(kind) {
            let (kind, name) = (kind.name, parameter.name);
            assert_ne!(parameter.description, "", "{kind}: parameter {name}");
        }
        assert_described(kind.name, kind.fields);
        assert_sorts(kind);
        assert_groups(kind);
    }
    let with_scope = |scope| kinds::all().filter(|kind| kind.scope == scope).count();
    let scopes = [Scope::Pair, Scope::Document, Scope::Sentence];
    assert_eq!(scopes.map(with_scope), [1, 1, 1]);
    assert_eq!(
        kinds::all().filter(|kind| kind.annotates.is_some()).count(),
        1
    );
}

/// Every field is described. Its constructor leaves the description empty.
fn assert_described(group: &str, fields: &[Field]) {
    for field in fields {
        assert_ne!(field.description, "", "{group}: field {}", field.name);
        if let FieldType::Group(fields) = field.field_type.element_type() {
            assert_described(field.name, fields);
        }
    }
}

/// A kind can be sorted only by fields that have one value.
fn assert_sorts(kind: &Kind) {
    for sort in kind.sorts {
        let field_type = kind.type_at(sort.path);
        let has_one_value = field_type.is_some_and(|field_type| {
            !matches!(
                field_type,
                FieldType::Date
                    | FieldType::Place
                    | FieldType::Group(_)
                    | FieldType::List(_)
                    | FieldType::Parts(_)
            )
        });
        assert!(
            has_one_value,
            "{} is sorted by {}: {field_type:?}",
            kind.name, sort.path
        );
    }
}

/// A list inside a group would have no table, unless it is derived.
fn assert_groups(kind: &Kind) {
    for field in kind.fields {
        let FieldType::Group(inner) = field.field_type.element_type() else {
            continue;
        };
        let has_list = inner
            .iter()
            .filter(|f| !matches!(f.presence, Presence::Derived(_)))
            .any(|f| matches!(f.field_type, FieldType::List(_)));
        assert!(
            !has_list,
            "{} has a list inside the group {}",
            kind.name, field.name
        );
    }
}

/// An empty database with the schema of the migrations.
async fn schema() -> SqliteConnection {
    let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
    for file in files("migrations", ".sql") {
        let sql = fs::read_to_string(file).unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
            .execute(&mut connection)
            .await
            .unwrap();
    }
    connection
}

#[tokio::test]
async fn every_kind_has_its_tables() {
    let mut connection = schema().await;
    for kind in kinds::all() {
        assert_columns(
            &mut connection,
            &kind.table_name(),
            &["fact"],
            &kind.sql_columns(),
        )
        .await;
        for ListTable { name, columns, .. } in kind.list_tables() {
            assert_columns(&mut connection, &name, &["fact", "position"], &columns).await;
        }
    }
}

/// Fails unless the table has the key columns and the declared ones, in this order.
async fn assert_columns(
    connection: &mut SqliteConnection,
    table: &str,
    keys: &[&str],
    declared: &[SqlColumn],
) {
    let declared = keys
        .iter()
        .map(|key| (*key).to_owned())
        .chain(declared.iter().map(|column| column.name.clone()));
    assert_eq!(
        columns_of(connection, table).await,
        declared.collect::<Vec<_>>(),
        "{table}"
    );
}

async fn columns_of(connection: &mut SqliteConnection, table: &str) -> Vec<String> {
    sqlx::query_scalar("select name from pragma_table_info(?) order by cid")
        .bind(table)
        .fetch_all(connection)
        .await
        .unwrap()
}

#[tokio::test]
async fn every_vocabulary_is_the_check_of_its_column() {
    let mut connection = schema().await;
    let mut checked = 0;
    for kind in kinds::all() {
        let own = kind
            .fields
            .iter()
            .map(|field| (kind.table_name(), field.name.to_owned(), field));
        let listed = kind
            .fields
            .iter()
            .filter_map(|field| match field.field_type {
                FieldType::List(FieldType::Group(inner)) => Some((field, *inner)),
                _ => None,
            });
        let listed = listed
            .filter(|(field, _)| !matches!(field.presence, Presence::Derived(_)))
            .flat_map(|(field, inner)| {
                inner.iter().map(move |f| {
                    (
                        ["_", kind.name, "_", field.name].concat(),
                        f.name.to_owned(),
                        f,
                    )
                })
            });
        for (table, column, field) in own.chain(listed) {
            for (column, list) in vocabularies(&column, field) {
                assert_eq!(
                    check(&mut connection, &table, &column).await,
                    list.values,
                    "{table}.{column}"
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 15, "{checked} columns checked");
}

#[tokio::test]
async fn the_columns_of_all_facts_check_the_declared_values() {
    let mut connection = schema().await;
    assert_eq!(check(&mut connection, "_fact", "rank").await, RANK.values);
    assert_eq!(
        check(&mut connection, "_fact", "precision").await,
        PRECISIONS
    );
    assert_eq!(
        check(&mut connection, "_fact", "calendar").await,
        CALENDAR.values
    );
    let statuses = kinds::all()
        .filter_map(|kind| kind.states)
        .flat_map(|states| states.statuses.values);
    let mut seen = BTreeSet::new();
    let declared: Vec<&str> = statuses
        .filter(|status| seen.insert(**status))
        .copied()
        .collect();
    assert_eq!(check(&mut connection, "_state", "status").await, declared);
}

#[test]
fn every_sector_of_cooperation_is_a_scope_of_treaty_counts() {
    let vocabulary = |kind: &str, field: &str| {
        let fields = kinds::by_name(kind).unwrap().fields;
        let field = fields.iter().find(|one| one.name == field).unwrap();
        vocabularies(field.name, field)[0].1.values
    };
    let scopes = vocabulary("treaty_count", "scope");
    for sector in vocabulary("cooperation", "sector") {
        assert!(
            scopes.contains(sector),
            "{sector} is not a scope of treaty_count"
        );
    }
}

/// The vocabularies of a field, each with its column.
fn vocabularies(column: &str, field: &Field) -> Vec<(String, &'static Vocabulary)> {
    match field.field_type {
        FieldType::Choice(list) => vec![(column.to_owned(), list)],
        FieldType::Group(inner) => inner
            .iter()
            .flat_map(|inner| vocabularies(&format!("{column}_{}", inner.name), inner))
            .collect(),
        _ => Vec::new(),
    }
}

/// The values of `check (column in (…))` in the schema.
async fn check(connection: &mut SqliteConnection, table: &str, column: &str) -> Vec<String> {
    let row = sqlx::query("select sql from sqlite_schema where name = ?")
        .bind(table)
        .fetch_one(connection)
        .await
        .unwrap();
    let sql: String = row.get(0);
    let flat = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    let start = flat
        .find(&format!(" {column} in ("))
        .or(flat.find(&format!("({column} in (")))
        .unwrap_or_else(|| panic!("{table}.{column} has no check"));
    let list = flat[start..]
        .split_once(" in (")
        .unwrap()
        .1
        .split_once(')')
        .unwrap()
        .0;
    list.split(',')
        .map(|value| value.trim().trim_matches('\'').to_owned())
        .collect()
}
