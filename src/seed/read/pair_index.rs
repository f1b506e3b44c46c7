//! The index of a document, as `documents/ID.index.toml` holds it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeValue, ValueDeserializer};

use super::toml::{ParsedFile, syntax_error};
use crate::document::Index;
use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::source_file::SourceFile;
use crate::values::pointer::Pointer;

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
                remedy: "restore the whole folder of the pair from version control, or remove the index and use `bilateral revise`, which then marks every pointer".to_owned(),
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

    /// The place where the index cannot be what `bilateral index` writes; `None` if it may be.
    pub fn damage(&self) -> Option<Range<usize>> {
        let index = &self.index;
        let sections: HashSet<&str> = index.sections.iter().map(|s| s.name.as_str()).collect();
        let mut seen = HashSet::new();
        let mut end = 0;
        let damaged = index.sentences.iter().position(|sentence| {
            let pointer = Pointer::parse(&sentence.at);
            let is_sound = pointer.is_some_and(|p| sections.contains(p.section.as_str()))
                && seen.insert(&sentence.at)
                && is_hex(&sentence.sha256, 16)
                && (end..sentence.end).contains(&sentence.start)
                && sentence.end <= index.length;
            end = sentence.end;
            !is_sound
        });
        let of_text = (!is_hex(&index.sha256, 64)).then_some(0..0);
        damaged
            .map(|position| self.spans[position].clone())
            .or(of_text)
    }

    /// The position in the index of the sentence that a pointer names.
    pub fn position(&self, pointer: &str) -> Option<usize> {
        self.positions.get(pointer).copied()
    }
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}
