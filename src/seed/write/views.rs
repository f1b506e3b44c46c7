//! The views of the database, one for each kind and one of the timeline, with the columns of their CSV.
//!
//! They read the JSON of the items, so that a view, the CSV and the API never differ.

#![expect(
    clippy::disallowed_methods,
    reason = "the declarations of the kinds name the columns"
)]

use sqlx::AssertSqlSafe;

use crate::csv::{self, CsvColumn, InnerList};
use crate::kinds;

/// The statements that create the views.
pub fn create_views() -> AssertSqlSafe<String> {
    let view = |name: &str, columns: &[CsvColumn], from: &str, json: &str| {
        let columns: Vec<String> = columns.iter().map(|c| expression(c, json)).collect();
        format!(
            "create view \"{name}\" as select {} {from}",
            columns.join(", ")
        )
    };
    let of_kinds = kinds::all().map(|kind| {
        let from = format!("from _fact f where kind = '{}'", kind.name);
        view(kind.plural, csv::all_columns(kind), &from, "f.json")
    });
    let keys = csv::common_columns(kinds::timeline_keys(), &[]);
    let dated = "from _fact f where undated = 0 order by sort_day, last_day, id, kind";
    let timeline = view("timeline", &keys, dated, "f.timeline_json");
    let views: Vec<String> = of_kinds.chain([timeline]).collect();
    AssertSqlSafe(views.join(";"))
}

/// A column as SQL. Its names come from declarations, never from input.
fn expression(column: &CsvColumn, json: &str) -> String {
    let (path, entry_path) = column.split_path();
    let path = path.join(".");
    let value = if column.list.is_none() {
        format!("{json} ->> '$.{path}'")
    } else {
        let own = match (entry_path, column.inner) {
            ([], _) => "entry.value".to_owned(),
            (keys, None) => format!("(entry.value ->> '$.{}')", keys.join(".")),
            (keys, Some(inner)) => {
                let own = match inner {
                    InnerList::Values | InnerList::Names => "value".to_owned(),
                    InnerList::Objects(key) => format!("value ->> '$.{key}'"),
                };
                let keys = keys.join(".");
                let separator = inner.separator();
                format!(
                    "(select group_concat({own}, '{separator}') from json_each(entry.value, '$.{keys}'))"
                )
            }
        };
        let prefix = column
            .prefix
            .map(|key| format!("(entry.value ->> '$.{key}') || '#' || "));
        let text = prefix.unwrap_or_default() + &format!("coalesce({own}, '')");
        format!("(select group_concat({text}, '; ') from json_each({json}, '$.{path}') entry)")
    };
    format!("{value} as \"{}\"", column.name)
}
