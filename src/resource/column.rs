//! Columns: how the fields of a kind lie in its typed tables. Nested names are joined by `_`, as in the CSV.

use super::{Field, Kind, Need, Shape};

/// The steps from a fact's JSON to a value.
pub type Path = Vec<&'static str>;

/// One column of a typed table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub path: Path,
    pub kind: ColumnType,
}

/// The storage class of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    Text,
    Integer,
}

impl Kind {
    /// The table of the kind's own columns.
    pub fn table(&self) -> String {
        [self.name, "_detail"].concat()
    }

    /// The columns of [`Kind::table`] besides `fact`.
    pub fn columns(&self) -> Vec<Column> {
        columns(self.fields, &[])
    }

    /// The tables of the kind's lists: name, field and columns besides `fact` and `position`.
    pub fn lists(&self) -> Vec<(String, &'static str, Vec<Column>)> {
        let stored = self.fields.iter().filter(|f| !matches!(f.need, Need::Derived(_)));
        let lists = stored.filter_map(|field| match field.shape {
            Shape::List(entry) => Some((field, *entry)),
            _ => None,
        });
        let named = |field: &Field| [self.name, "_", field.name].concat();
        lists.map(|(field, entry)| (named(field), field.name, of_shape(&[], entry))).collect()
    }
}

fn columns(fields: &'static [Field], prefix: &[&'static str]) -> Vec<Column> {
    let stored = fields.iter().filter(|f| !matches!(f.need, Need::Derived(_)));
    stored.flat_map(|f| of_shape(&[prefix, &[f.name]].concat(), f.shape)).collect()
}

/// The columns of a value at `path`. In a list of plain values the path is empty, and their column is `value`.
fn of_shape(path: &[&'static str], shape: Shape) -> Vec<Column> {
    use ColumnType::{Integer, Text};
    let inside = |steps: &[(&'static str, ColumnType)]| {
        let columns = steps.iter().map(|(step, kind)| column(&[path, &[*step]].concat(), *kind));
        columns.collect()
    };
    match shape {
        Shape::List(_) | Shape::Parts(_) => Vec::new(),
        Shape::Group(fields) => columns(fields, path),
        Shape::Integer | Shape::Flag => vec![column(path, Integer)],
        Shape::Place => inside(&[("id", Text), ("name", Text)]),
        Shape::Fact => inside(&[("kind", Text), ("id", Text)]),
        Shape::Date => inside(&[("edtf", Text), ("text", Text), ("earliest", Text), ("latest", Text)]),
        Shape::Words
        | Shape::Literal
        | Shape::Hash
        | Shape::HsCode
        | Shape::Choice(_)
        | Shape::Country
        | Shape::Currency => {
            vec![column(path, Text)]
        }
    }
}

fn column(path: &[&'static str], kind: ColumnType) -> Column {
    let name = if path.is_empty() { "value".to_owned() } else { path.join("_") };
    Column { name, path: path.to_vec(), kind }
}
