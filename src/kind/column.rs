//! Columns: how the fields of a kind lie in its typed tables. Nested names are joined by `_`, as in the CSV.

use super::{Field, FieldType, Kind, Presence};

/// The steps from a fact's JSON to a value.
pub type Path = Vec<&'static str>;

/// One column of a typed table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlColumn {
    pub name: String,
    pub path: Path,
    pub sql_type: SqlType,
}

/// The table of a field that is a list: one row for each entry.
#[derive(Debug)]
pub struct ListTable {
    pub name: String,
    pub field: &'static str,
    pub columns: Vec<SqlColumn>,
}

/// The storage class of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SqlType {
    Text,
    Integer,
}

impl Kind {
    /// The table of the kind's own columns.
    pub fn table_name(&self) -> String {
        [self.name, "_detail"].concat()
    }

    /// The columns of [`Kind::table`] besides `fact`.
    pub fn sql_columns(&self) -> Vec<SqlColumn> {
        columns(self.fields, &[])
    }

    /// The tables of the kind's lists: name, field and columns besides `fact` and `position`.
    pub fn list_tables(&self) -> Vec<ListTable> {
        let stored = self
            .fields
            .iter()
            .filter(|f| !matches!(f.presence, Presence::Derived(_)));
        let lists = stored.filter_map(|field| match field.field_type {
            FieldType::List(entry) => Some((field, *entry)),
            _ => None,
        });
        let named = |field: &Field| [self.name, "_", field.name].concat();
        lists
            .map(|(field, entry)| ListTable {
                name: named(field),
                field: field.name,
                columns: of_shape(&[], entry),
            })
            .collect()
    }
}

fn columns(fields: &'static [Field], prefix: &[&'static str]) -> Vec<SqlColumn> {
    let stored = fields
        .iter()
        .filter(|f| !matches!(f.presence, Presence::Derived(_)));
    stored
        .flat_map(|f| of_shape(&[prefix, &[f.name]].concat(), f.field_type))
        .collect()
}

/// The columns of a value at `path`. In a list of plain values the path is empty, and their column is `value`.
fn of_shape(path: &[&'static str], field_type: FieldType) -> Vec<SqlColumn> {
    use SqlType::{Integer, Text};
    let inside = |steps: &[(&'static str, SqlType)]| {
        let columns = steps
            .iter()
            .map(|(step, kind)| column(&[path, &[*step]].concat(), *kind));
        columns.collect()
    };
    match field_type {
        FieldType::List(_) | FieldType::Parts(_) => Vec::new(),
        FieldType::Group(fields) => columns(fields, path),
        FieldType::Integer | FieldType::Flag => vec![column(path, Integer)],
        FieldType::Place => inside(&[("id", Text), ("name", Text)]),
        FieldType::Fact => inside(&[("kind", Text), ("id", Text)]),
        FieldType::Date => inside(&[
            ("edtf", Text),
            ("text", Text),
            ("earliest", Text),
            ("latest", Text),
        ]),
        FieldType::FreeText
        | FieldType::Literal
        | FieldType::Hash
        | FieldType::HsCode
        | FieldType::Choice(_)
        | FieldType::Country
        | FieldType::Currency => {
            vec![column(path, Text)]
        }
    }
}

fn column(path: &[&'static str], sql_type: SqlType) -> SqlColumn {
    let name = if path.is_empty() {
        "value".to_owned()
    } else {
        path.join("_")
    };
    SqlColumn {
        name,
        path: path.to_vec(),
        sql_type,
    }
}
