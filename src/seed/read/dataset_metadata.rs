//! The metadata of the data set: `dataset.toml`.

use std::sync::Arc;

use toml::Spanned;

use super::reader::SeedReader;
use super::table::Table;
use super::toml::parse_file;
use crate::kind::{Field, FieldType};
use crate::seed::diagnostics::Diagnostics;
use crate::seed::source_file::SourceFile;
use crate::values::day;

const FIELDS: &[Field] = &[
    Field::optional("title", FieldType::FreeText).doc("the name of the data set"),
    Field::optional("licence", FieldType::FreeText)
        .doc("the licence of the facts, as an SPDX expression"),
    Field::optional("citation", FieldType::FreeText)
        .doc("how to cite the data set, without its version"),
    Field::optional("revised", FieldType::FreeText)
        .doc("the day on which the facts were last revised"),
];

/// The values of the file, by its keys. All are optional.
#[derive(Debug, Default)]
pub struct DatasetMetadata {
    pub title: Option<String>,
    /// The licence of the facts, as an SPDX expression.
    pub licence: Option<String>,
    /// The way to cite the data set, without its version.
    pub citation: Option<String>,
    /// The day on which the facts were last revised.
    pub revised: Option<String>,
}

impl DatasetMetadata {
    /// Parses the file, if there is one.
    pub fn parse(file: Option<&Arc<SourceFile>>, diagnostics: &mut Diagnostics) -> Self {
        let Some(file) = file else {
            return Self::default();
        };
        let parsed = parse_file(file, diagnostics);
        let table = &parsed.table;
        let mut reader = SeedReader::new(&parsed, diagnostics);
        let span = 0..file.text.len();
        let fields = Table::new(&mut reader, None, table, span).fields(&[], FIELDS);
        let text = |key: &str| fields[key].as_str().map(str::to_owned);
        let metadata = Self {
            title: text("title"),
            licence: text("licence"),
            citation: text("citation"),
            revised: text("revised"),
        };
        let is_no_day = |text: &String| day::parse_day(text).is_none();
        if metadata.revised.as_ref().is_some_and(is_no_day) {
            let span = table.get("revised").map_or(0..0, Spanned::span);
            let remedy = "write a day, such as 2026-11-23";
            reader.report(span, None, "`revised` is not a day", remedy);
        }
        metadata
    }
}
