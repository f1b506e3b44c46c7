//! CSV after RFC 4180, in UTF-8: nested names are joined by `_`, the entries of lists by `; `, those of a list in a list by
//! spaces, names there by commas, and null is an empty cell or an empty slot of a list. The views of the database have the same columns.
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
#[derive(Debug, Clone, Default)]
pub struct CsvColumn {
    pub name: String,
    /// The keys that lead from an item to the value.
    pub path: Vec<&'static str>,
    /// The number of keys that lead to a list, of whose entries the others are keys; `None` for a single value.
    pub list: Option<usize>,
    /// A key of each entry whose value stands before the entry's own, joined by `#`.
    pub prefix: Option<&'static str>,
    /// The value of each entry is itself a list.
    pub inner: Option<InnerList>,
}

/// The entries of a list in a list.
#[derive(Debug, Clone, Copy)]
pub enum InnerList {
    /// Plain values, joined by spaces.
    Values,
    /// Names, which may have spaces, so that they are joined by `, `.
    Names,
    /// Objects, of which this member stands for each. They are joined by spaces.
    Objects(&'static str),
}

impl InnerList {
    /// The text between two entries.
    pub fn separator(self) -> &'static str {
        match self {
            Self::Names => ", ",
            Self::Values | Self::Objects(_) => " ",
        }
    }
}

impl CsvColumn {
    /// The keys that lead to the value or the list, and those that lead from an entry of the list to its value.
    pub fn split_path(&self) -> (&[&'static str], &[&'static str]) {
        self.path.split_at(self.list.unwrap_or(self.path.len()))
    }
}

/// The keys of a date.
const DATE: &[&str] = &[
    "edtf",
    "text",
    "calendar",
    "precision",
    "earliest",
    "latest",
    "approximate",
    "uncertain",
];

/// The keys of a date whose values are days.
const DAYS: [&str; 2] = ["earliest", "latest"];

/// The initial capacity of the buffer for a row, in bytes. Most rows fit.
const ROW_CAPACITY: usize = 1024;

/// Every column of the list of a kind.
pub fn all_columns(kind: &Kind) -> &'static [CsvColumn] {
    static COLUMNS: LazyLock<HashMap<&str, Vec<CsvColumn>>> = LazyLock::new(|| {
        kinds::all()
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

/// The start of a CSV file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FileStart {
    #[default]
    Header,
    /// A byte order mark, by which Excel knows UTF-8.
    MarkAndHeader,
}

/// The row of column names, with what stands before it.
pub fn header(columns: &[CsvColumn], start: FileStart) -> Vec<u8> {
    let mark = match start {
        FileStart::Header => "",
        FileStart::MarkAndHeader => "\u{feff}",
    };
    let names = columns.iter().map(|column| column.name.clone());
    [mark.as_bytes(), &write_row(names)].concat()
}

/// The row of an item.
pub fn row(columns: &[CsvColumn], item: &Value) -> Vec<u8> {
    write_row(
        columns
            .iter()
            .map(|column| escape_formula(&text(&column.value(item)))),
    )
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
        Some(field) => field_columns(field, &CsvColumn::default()),
        None => shared_columns(key),
    }
}

/// The columns of a key that items of all kinds have.
fn shared_columns(key: &'static str) -> Vec<CsvColumn> {
    let column = CsvColumn::default().key(key);
    match key {
        "date" => column.members(DATE),
        "part_of" => column.members(&["kind", "id"]),
        "sources" => source_columns(&column.list()),
        _ if key == kinds::annotating_kind().plural => vec![column.list()],
        _ => vec![column],
    }
}

fn source_columns(sources: &CsvColumn) -> Vec<CsvColumn> {
    let pointers = CsvColumn {
        prefix: Some("document"),
        ..sources.clone().unnamed_key("pointer")
    };
    let marks = CsvColumn {
        inner: Some(InnerList::Objects("mark")),
        ..sources.key("references")
    };
    let fields = CsvColumn {
        inner: Some(InnerList::Values),
        ..sources.key("supports")
    };
    vec![pointers, sources.key("link"), fields, marks]
}

fn state_columns(kind: &'static Kind, key: &'static str) -> Vec<CsvColumn> {
    let state = CsvColumn::default().key(key);
    let mut columns = state.members(&["as_of", "status"]);
    for carried in kind.states.iter().flat_map(|states| states.carries) {
        columns.extend(field_columns(&carried.field, &state));
    }
    columns.push(state.key("may_have_happened").list());
    columns.extend(state.members(&["last_evidence", "after_documents"]));
    columns
}

fn field_columns(field: &'static Field, parent: &CsvColumn) -> Vec<CsvColumn> {
    let column = parent.key(field.name);
    let column = match field.field_type {
        FieldType::List(FieldType::Spelling) => column.names(),
        FieldType::List(_) | FieldType::Parts(_) => column.list(),
        _ => column,
    };
    match field.field_type.element_type() {
        FieldType::Group(fields) => fields
            .iter()
            .flat_map(|inner| field_columns(inner, &column))
            .collect(),
        FieldType::Date => column.members(DATE),
        FieldType::Place => {
            let mut columns = column.members(&["id", "name"]);
            columns.push(column.key("also").names());
            columns
        }
        FieldType::Fact => column.members(&["kind", "id"]),
        FieldType::Parts(_) => vec![column.unnamed_key("id")],
        _ => vec![column],
    }
}

impl CsvColumn {
    /// The column of a member of the value.
    fn key(&self, key: &'static str) -> Self {
        let path = [&self.path[..], &[key]].concat();
        Self {
            name: path.join("_"),
            path,
            list: self.list,
            ..Self::default()
        }
    }

    /// The same column, with the member that represents an object.
    fn unnamed_key(self, key: &'static str) -> Self {
        let name = self.name.clone();
        Self {
            name,
            ..self.key(key)
        }
    }

    fn members(&self, keys: &[&'static str]) -> Vec<Self> {
        keys.iter().map(|key| self.key(key)).collect()
    }

    /// The same column, whose value is a list.
    fn list(self) -> Self {
        Self {
            list: Some(self.path.len()),
            ..self
        }
    }

    /// The same column, whose value is a list of names, perhaps one in each entry of a list.
    fn names(self) -> Self {
        match self.list {
            None => self.list(),
            Some(_) => Self {
                inner: Some(InnerList::Names),
                ..self
            },
        }
    }

    /// The value of an item's cell. The entries of a list are joined, and keep their empty slots, so that parallel columns
    /// align; an empty list is null.
    pub fn value(&self, item: &Value) -> Value {
        let (path, entry_path) = self.split_path();
        let value = follow(item, path);
        let Some(entries) = value.as_array().filter(|_| self.list.is_some()) else {
            return value.clone();
        };
        let texts = entries.iter().map(|entry| {
            let own = self.entry_text(follow(entry, entry_path));
            match self.prefix {
                Some(prefix) => [&text(&entry[prefix]), "#", &own].concat(),
                None => own,
            }
        });
        let joined = texts.collect::<Vec<_>>().join("; ");
        if entries.is_empty() {
            Value::Null
        } else {
            Value::String(joined)
        }
    }

    fn entry_text(&self, value: &Value) -> String {
        let inner = self.inner.zip(value.as_array());
        let Some((inner, entries)) = inner else {
            return text(value);
        };
        let text = |entry: &Value| match inner {
            InnerList::Values | InnerList::Names => text(entry),
            InnerList::Objects(key) => text(&entry[key]),
        };
        let texts: Vec<String> = entries.iter().map(text).collect();
        texts.join(inner.separator())
    }

    /// True if the value is a day, as `YYYY-MM-DD`.
    pub fn is_day(&self) -> bool {
        let key = self.path.last();
        self.list.is_none() && key.is_some_and(|key| DAYS.contains(key))
    }
}

fn follow<'v>(value: &'v Value, path: &[&str]) -> &'v Value {
    path.iter().fold(value, |value, key| &value[*key])
}

/// The text of a single value.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Prevents spreadsheets from running a text as a formula: an apostrophe in front makes them show it.
fn escape_formula(text: &str) -> String {
    let mark = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    [mark, text].concat()
}
