//! Rows on their way into the database: the columns of a table in their order.

use std::borrow::Cow;

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    pub table: Cow<'static, str>,
    pub cells: Vec<Cell>,
}

/// The value of a column.
#[derive(Debug)]
pub enum Cell {
    Null,
    Integer(i64),
    Static(&'static str),
    Text(String),
    Bytes(Vec<u8>),
    /// The key of a fact, counted from the first of its pair.
    Fact(usize),
    /// The key of a sentence, counted from the first of its pair.
    Sentence(usize),
}

impl Row {
    pub fn new(table: impl Into<Cow<'static, str>>, cells: Vec<Cell>) -> Self {
        Self {
            table: table.into(),
            cells,
        }
    }
}

impl Cell {
    /// A number, or null where it is too great for any column.
    pub fn count(number: usize) -> Self {
        i64::try_from(number).map_or(Self::Null, Self::Integer)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Integer(flag.into())
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl<T> From<Option<T>> for Cell
where
    Self: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::from)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
