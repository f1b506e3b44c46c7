//! Rows on their way into the database, and pairs made of them.

use std::borrow::Cow;

use crate::seed::derive::IndexEntry;
use crate::values::day::Day;

/// A pair as rows. Keys of facts are counted from 0 within the pair.
#[derive(Debug)]
pub struct PairRows {
    /// The id of its relation.
    pub name: String,
    pub rows: Vec<Row>,
    /// In the order of the facts' keys.
    pub index_entries: Vec<IndexEntry>,
}

/// A row with the values of all columns of its table, in their order.
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
    /// The key of a fact of the pair.
    Fact(usize),
}

impl Row {
    pub fn new(table: impl Into<Cow<'static, str>>, cells: Vec<Cell>) -> Self {
        Self {
            table: table.into(),
            cells,
        }
    }
}

/// A count as SQLite stores it.
pub fn to_integer(count: usize) -> i64 {
    i64::try_from(count).expect("a count of things in memory is less than 2^63")
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Integer(to_integer(count))
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

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Self {
        Self::Text(day.to_string())
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, T::into)
    }
}
