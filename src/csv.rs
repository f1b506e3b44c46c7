//! CSV: RFC 4180, UTF-8, nested names joined by `_`, lists by `; `, an empty cell for what is not known. The whole line of
//! an item is written once, when the data is loaded. Where a request chooses some fields, lines are written for it.

use std::collections::HashMap;
use std::sync::LazyLock;

use csv::{Terminator, WriterBuilder};
use serde_json::Value;

use crate::kind::{Field, FieldType, Kind, Presence};
use crate::kinds;

/// A column: its name, and the way from an item to its value through groups and lists.
#[derive(Debug, Clone)]
pub struct CsvColumn {
    pub name: String,
    pub path: Vec<&'static str>,
}

impl CsvColumn {
    fn new(name: &str, path: Vec<&'static str>) -> Self {
        Self {
            name: name.to_owned(),
            path,
        }
    }
}

/// The parts of a date.
const DATE: &[&str] = &[
    "edtf",
    "text",
    "precision",
    "earliest",
    "latest",
    "approximate",
    "uncertain",
];

/// The columns of a kind that has a list.
pub fn all_columns(kind: &Kind) -> &'static [CsvColumn] {
    static ALL: LazyLock<HashMap<&str, Vec<CsvColumn>>> = LazyLock::new(|| {
        kinds::LISTS
            .iter()
            .map(|kind| (kind.name, kind_columns(kind, &[])))
            .collect()
    });
    ALL.get(kind.name).map(Vec::as_slice).unwrap_or_default()
}

/// The columns of a kind's list; with `fields`, those of these keys and the id.
pub fn kind_columns(kind: &'static Kind, fields: &[String]) -> Vec<CsvColumn> {
    chosen(
        kinds::item_keys(kind)
            .into_iter()
            .flat_map(|key| of_key(kind, key)),
        fields,
    )
}

/// The columns of a list of all kinds, by the keys of its entries.
pub fn common_columns(keys: Vec<&'static str>, fields: &[String]) -> Vec<CsvColumn> {
    chosen(keys.into_iter().flat_map(of_common_key), fields)
}

fn chosen(columns: impl Iterator<Item = CsvColumn>, fields: &[String]) -> Vec<CsvColumn> {
    let wanted =
        |key: &str| fields.is_empty() || key == "id" || fields.iter().any(|field| field == key);
    columns.filter(|column| wanted(column.path[0])).collect()
}

/// What most lines fit in, in bytes.
const LINE: usize = 1024;

/// The line of names.
pub fn header(columns: &[CsvColumn]) -> Vec<u8> {
    line(columns.iter().map(|column| column.name.clone()))
}

/// The line of an item.
pub fn row(columns: &[CsvColumn], item: &Value) -> Vec<u8> {
    line(columns.iter().map(|column| cell(item, &column.path)))
}

fn line(cells: impl Iterator<Item = String>) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .buffer_capacity(LINE)
        .from_writer(Vec::new());
    // Writing to memory does not fail, and every line has as many cells as it has.
    let _ = writer.write_record(cells);
    writer.into_inner().unwrap_or_default()
}

fn of_key(kind: &'static Kind, key: &'static str) -> Vec<CsvColumn> {
    match kind.fields.iter().find(|field| field.name == key) {
        Some(Field {
            presence: Presence::Derived(_),
            field_type: FieldType::Group(_),
            ..
        }) => of_state(kind, key),
        Some(field) => of_field(field, &[]),
        None => of_common_key(key),
    }
}

/// The columns of a key that all facts have.
fn of_common_key(key: &'static str) -> Vec<CsvColumn> {
    match key {
        "date" => inside(&[key], DATE),
        "sources" => vec![CsvColumn::new(key, vec![key, "pointer"])],
        "part_of" => inside(&[key], &["kind", "id"]),
        _ => vec![CsvColumn::new(key, vec![key])],
    }
}

fn of_state(kind: &'static Kind, key: &'static str) -> Vec<CsvColumn> {
    let carried = kind
        .states
        .iter()
        .flat_map(|states| states.carries)
        .flat_map(|kept| of_field(&kept.field, &[key]));
    let before = inside(&[key], &["as_of", "status"]).into_iter();
    before
        .chain(carried)
        .chain(inside(&[key], &["may_have_happened"]))
        .collect()
}

fn of_field(field: &'static Field, above: &[&'static str]) -> Vec<CsvColumn> {
    let path = [above, &[field.name]].concat();
    match field.field_type.element_type() {
        FieldType::Group(fields) => fields
            .iter()
            .flat_map(|inner| of_field(inner, &path))
            .collect(),
        FieldType::Date => inside(&path, DATE),
        FieldType::Place => inside(&path, &["id", "name"]),
        FieldType::Fact => inside(&path, &["kind", "id"]),
        FieldType::Parts(_) => vec![CsvColumn::new(&path.join("_"), [path, vec!["id"]].concat())],
        _ => vec![CsvColumn::new(&path.join("_"), path)],
    }
}

fn inside(path: &[&'static str], steps: &[&'static str]) -> Vec<CsvColumn> {
    let column = |step: &&'static str| {
        let path = [path, &[*step]].concat();
        CsvColumn::new(&path.join("_"), path)
    };
    steps.iter().map(column).collect()
}

/// The text of a value; of a list, those of its entries joined.
fn cell(value: &Value, path: &[&'static str]) -> String {
    match (value, path) {
        (Value::Array(entries), _) => {
            let cells: Vec<String> = entries.iter().map(|entry| cell(entry, path)).collect();
            if cells.iter().all(String::is_empty) {
                String::new()
            } else {
                harmless(cells.join("; "))
            }
        }
        (_, [step, rest @ ..]) => cell(&value[*step], rest),
        (Value::Null, []) => String::new(),
        (Value::String(text), []) => harmless(text.clone()),
        (other, []) => other.to_string(),
    }
}

/// A text that a spreadsheet would take for a formula is made one that it shows.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        ["'", &text].concat()
    } else {
        text
    }
}
