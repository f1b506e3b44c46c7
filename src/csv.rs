//! CSV after RFC 4180, in UTF-8: nested names are joined by `_`, the entries of lists by `; `, and null is an empty
//! cell.
//!
//! The complete row of an item is written once, when the data is loaded. Rows of selected fields are written per
//! request.

use std::collections::HashMap;
use std::sync::LazyLock;

use csv::{Terminator, WriterBuilder};
use serde_json::Value;

use crate::kind::{Field, FieldType, Kind, Presence};
use crate::kinds;

/// A column of a list.
#[derive(Debug, Clone)]
pub struct CsvColumn {
    pub name: String,
    /// The keys that lead from an item to the value, through groups and lists.
    pub path: Vec<&'static str>,
}

/// The keys of a date.
const DATE: &[&str] = &[
    "edtf",
    "text",
    "precision",
    "earliest",
    "latest",
    "approximate",
    "uncertain",
];

/// The initial capacity of the buffer for a row, in bytes. Most rows fit.
const ROW_CAPACITY: usize = 1024;

/// Every column of the list of a kind.
pub fn all_columns(kind: &Kind) -> &'static [CsvColumn] {
    static COLUMNS: LazyLock<HashMap<&str, Vec<CsvColumn>>> = LazyLock::new(|| {
        let lists = kinds::LISTS.iter();
        lists
            .map(|kind| (kind.name, kind_columns(kind, &[])))
            .collect()
    });
    &COLUMNS[kind.name]
}

/// The columns of the list of a kind: those of the selected keys and the id, or every column if no keys are selected.
pub fn kind_columns(kind: &'static Kind, selected: &[String]) -> Vec<CsvColumn> {
    let keys = kinds::item_keys(kind).into_iter();
    select(keys.flat_map(|key| item_columns(kind, key)), selected)
}

/// The same for a list of all kinds, whose entries have these keys.
pub fn common_columns(keys: Vec<&'static str>, selected: &[String]) -> Vec<CsvColumn> {
    select(keys.into_iter().flat_map(shared_columns), selected)
}

/// The row of column names.
pub fn header(columns: &[CsvColumn]) -> Vec<u8> {
    write_row(columns.iter().map(|column| column.name.clone()))
}

/// The row of an item.
pub fn row(columns: &[CsvColumn], item: &Value) -> Vec<u8> {
    write_row(columns.iter().map(|column| cell(item, &column.path)))
}

fn select(columns: impl Iterator<Item = CsvColumn>, selected: &[String]) -> Vec<CsvColumn> {
    let is_selected = |column: &CsvColumn| {
        let key = column.path[0];
        selected.is_empty() || key == "id" || selected.iter().any(|selected| selected == key)
    };
    columns.filter(is_selected).collect()
}

fn write_row(cells: impl Iterator<Item = String>) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .buffer_capacity(ROW_CAPACITY)
        .from_writer(Vec::new());
    writer
        .write_record(cells)
        .expect("the first record has any number of cells, and memory accepts all writes");
    writer.into_inner().expect("memory accepts all writes")
}

/// The columns of a key of the items of a kind.
fn item_columns(kind: &'static Kind, key: &'static str) -> Vec<CsvColumn> {
    match kind.fields.iter().find(|field| field.name == key) {
        Some(Field {
            presence: Presence::Derived(_),
            field_type: FieldType::Group(_),
            ..
        }) => state_columns(kind, key),
        Some(field) => field_columns(field, &[]),
        None => shared_columns(key),
    }
}

/// The columns of a key that items of all kinds have.
fn shared_columns(key: &'static str) -> Vec<CsvColumn> {
    match key {
        "date" => member_columns(&[key], DATE),
        "sources" => vec![column(&[key], &["pointer"])],
        "part_of" => member_columns(&[key], &["kind", "id"]),
        _ => vec![column(&[key], &[])],
    }
}

fn state_columns(kind: &'static Kind, key: &'static str) -> Vec<CsvColumn> {
    let mut columns = member_columns(&[key], &["as_of", "status"]);
    for carried in kind.states.iter().flat_map(|states| states.carries) {
        columns.extend(field_columns(&carried.field, &[key]));
    }
    let evidence = ["may_have_happened", "last_evidence", "after_documents"];
    columns.extend(evidence.map(|member| column(&[key, member], &[])));
    columns
}

fn field_columns(field: &'static Field, parents: &[&'static str]) -> Vec<CsvColumn> {
    let path = [parents, &[field.name]].concat();
    match field.field_type.element_type() {
        FieldType::Group(fields) => fields
            .iter()
            .flat_map(|inner| field_columns(inner, &path))
            .collect(),
        FieldType::Date => member_columns(&path, DATE),
        FieldType::Place => member_columns(&path, &["id", "name"]),
        FieldType::Fact => member_columns(&path, &["kind", "id"]),
        FieldType::Parts(_) => vec![column(&path, &["id"])],
        _ => vec![column(&path, &[])],
    }
}

fn member_columns(path: &[&'static str], members: &[&'static str]) -> Vec<CsvColumn> {
    let columns = members
        .iter()
        .map(|member| column(&[path, &[*member]].concat(), &[]));
    columns.collect()
}

/// The column of the value at a path; of an object, the member that represents it.
fn column(path: &[&'static str], member: &[&'static str]) -> CsvColumn {
    let name = path.join("_");
    let path = [path, member].concat();
    CsvColumn { name, path }
}

/// The text of a value; for a list, the texts of its entries.
fn cell(value: &Value, path: &[&'static str]) -> String {
    match (value, path) {
        (Value::Array(entries), _) => {
            let cells: Vec<String> = entries.iter().map(|entry| cell(entry, path)).collect();
            if cells.iter().all(String::is_empty) {
                String::new()
            } else {
                escape_formula(cells.join("; "))
            }
        }
        (_, [key, rest @ ..]) => cell(&value[*key], rest),
        (Value::Null, []) => String::new(),
        (Value::String(text), []) => escape_formula(text.clone()),
        (other, []) => other.to_string(),
    }
}

/// Prevents spreadsheets from running a text as a formula: an apostrophe in front makes them show it.
fn escape_formula(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        ["'", &text].concat()
    } else {
        text
    }
}
