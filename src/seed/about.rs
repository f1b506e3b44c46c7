//! `dataset.toml`: what a data set says of itself.

use std::sync::Arc;

use toml::Spanned;

use super::fault::Diagnostics;
use super::parse::parse;
use super::reader::Reader;
use super::source::File;
use crate::kind::{Field, FieldType};
use crate::values::day;

/// Everything is optional: what the file does not say, nobody says.
const FIELDS: &[Field] = &[
    Field::optional("title", FieldType::FreeText, "what the data set is called"),
    Field::optional(
        "licence",
        FieldType::FreeText,
        "the terms of the facts, as an SPDX expression",
    ),
    Field::optional(
        "citation",
        FieldType::FreeText,
        "how to cite the data set, without its version",
    ),
    Field::optional(
        "revised",
        FieldType::FreeText,
        "the day on which the facts were last revised",
    ),
];

/// What the file says, by its keys.
#[derive(Debug, Default)]
pub struct About {
    pub title: Option<String>,
    pub licence: Option<String>,
    pub citation: Option<String>,
    pub revised: Option<String>,
}

impl About {
    /// Reads the file, if there is one.
    pub fn read(file: Option<&Arc<File>>, faults: &mut Diagnostics) -> Self {
        let Some(file) = file else {
            return Self::default();
        };
        let table = parse(file, faults).table;
        let mut reader = Reader {
            file: Arc::clone(file),
            places: None,
            faults,
        };
        let read = reader.fields(None, FIELDS, &table, 0..file.text.len());
        let said = |key: &str| read[key].as_str().map(str::to_owned);
        let revised = said("revised");
        if revised
            .as_deref()
            .is_some_and(|day| day.len() != 10 || day::parse_period(day).is_none())
        {
            let span = table.get("revised").map(Spanned::span).unwrap_or_default();
            reader.fault(
                span,
                None,
                "`revised` is no day",
                "write a day, such as 2026-11-23",
            );
        }
        Self {
            title: said("title"),
            licence: said("licence"),
            citation: said("citation"),
            revised,
        }
    }
}
