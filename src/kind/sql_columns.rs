//! The columns of a kind's tables. The names of nested fields are joined by `_`, as in CSV.

use super::declaration::{Field, FieldType, Kind, Presence};

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlColumn {
    pub name: String,
    /// The keys that lead from the JSON of a fact to the value.
    pub path: Vec<&'static str>,
    pub sql_type: SqlType,
}

/// The storage class of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SqlType {
    Text,
    Integer,
}

/// The table of a field that is a list, with a row for each entry.
#[derive(Debug)]
pub struct ListTable {
    pub name: String,
    pub field: &'static str,
    /// The columns besides `fact` and `position`.
    pub columns: Vec<SqlColumn>,
}

impl Kind {
    /// The name of the table of the kind's own fields.
    pub fn table_name(&self) -> String {
        ["_", self.name, "_detail"].concat()
    }

    /// The columns of [`Kind::table_name`] besides `fact`.
    pub fn sql_columns(&self) -> Vec<SqlColumn> {
        columns_of_fields(self.fields, &[])
    }

    /// The tables of the kind's lists.
    pub fn list_tables(&self) -> Vec<ListTable> {
        let tables = stored(self.fields).filter_map(|field| match field.field_type {
            FieldType::List(entry) => Some(ListTable {
                name: ["_", self.name, "_", field.name].concat(),
                field: field.name,
                columns: columns_of_value(&[], *entry),
            }),
            _ => None,
        });
        tables.collect()
    }
}

fn stored(fields: &'static [Field]) -> impl Iterator<Item = &'static Field> {
    let fields = fields.iter();
    fields.filter(|field| !matches!(field.presence, Presence::Derived(_)))
}

fn columns_of_fields(fields: &'static [Field], prefix: &[&'static str]) -> Vec<SqlColumn> {
    stored(fields)
        .flat_map(|field| columns_of_value(&[prefix, &[field.name]].concat(), field.field_type))
        .collect()
}

/// The columns of a value. In a list of plain values the path is empty, and the column is called `value`.
fn columns_of_value(path: &[&'static str], field_type: FieldType) -> Vec<SqlColumn> {
    use SqlType::{Integer, Text};
    let texts = |members: &[&'static str]| {
        let columns = members
            .iter()
            .map(|name| column(&[path, &[*name]].concat(), Text));
        columns.collect()
    };
    match field_type {
        FieldType::List(_) | FieldType::Parts(_) => Vec::new(),
        FieldType::Group(fields) => columns_of_fields(fields, path),
        FieldType::Integer | FieldType::Flag => vec![column(path, Integer)],
        FieldType::Place => texts(&["id", "name"]),
        FieldType::Fact => texts(&["kind", "id"]),
        FieldType::Date => texts(&["edtf", "text", "earliest", "latest"]),
        FieldType::FreeText
        | FieldType::Literal
        | FieldType::Spelling
        | FieldType::Hash
        | FieldType::Url
        | FieldType::Licence
        | FieldType::Language
        | FieldType::HsCode
        | FieldType::Choice(_)
        | FieldType::Country
        | FieldType::Currency => vec![column(path, Text)],
    }
}

fn column(path: &[&'static str], sql_type: SqlType) -> SqlColumn {
    let name = if path.is_empty() {
        "value".to_owned()
    } else {
        path.join("_")
    };
    let path = path.to_vec();
    SqlColumn {
        name,
        path,
        sql_type,
    }
}
