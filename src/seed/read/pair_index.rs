//! The index of a document, as `documents/ID.index.toml` holds it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeValue, ValueDeserializer};

use super::toml::{ParsedFile, syntax_error};
use crate::document::Index;
use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::source_file::SourceFile;

/// An index, with the position of each sentence in its file.
#[derive(Debug)]
pub struct PairIndex {
    pub file: Arc<SourceFile>,
    pub index: Index,
    /// The span of each sentence's line.
    pub spans: Vec<Range<usize>>,
    /// The position of each sentence in the index, by its pointer.
    positions: HashMap<String, usize>,
}

impl PairIndex {
    /// Reads an index from a file that was parsed completely.
    pub fn parse(parsed: &ParsedFile<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let ParsedFile { file, table, .. } = parsed;
        let whole = Spanned::new(0..file.text.len(), DeValue::Table(table.clone()));
        let index = Index::deserialize(ValueDeserializer::from(whole));
        let index = index.map_err(|error| {
            diagnostics.push(Diagnostic {
                span: error.span().unwrap_or(0..file.text.len()),
                remedy: "restore it from version control; `bilateral index` writes only that of a new document".to_owned(),
                ..syntax_error(file, &error)
            });
        });
        let index = index.ok()?;
        let lines = table.get("sentences").and_then(|v| v.get_ref().as_array());
        let lines = lines.into_iter().flat_map(|lines| lines.iter());
        let pointers = index.sentences.iter().map(|sentence| sentence.at.clone());
        Some(Self {
            file: Arc::clone(file),
            spans: lines.map(Spanned::span).collect(),
            positions: pointers.zip(0..).collect(),
            index,
        })
    }

    /// The position in the index of the sentence that a pointer names.
    pub fn position(&self, pointer: &str) -> Option<usize> {
        self.positions.get(pointer).copied()
    }
}
