//! One document of a pair: its index, its text if it is at hand, and the excuses of its sentences.

use std::sync::Arc;

use toml::de::DeTable;

use super::citation::Citation;
use super::facts::MAX_TABLES;
use super::loaded_document::LoadedDocument;
use super::pair_index::PairIndex;
use super::reader::SeedReader;
use super::table::Table;
use crate::document::SentenceEntry;
use crate::kind::{Field, FieldType};
use crate::seed::source_file::SourceFile;

/// The key of the excuses.
pub const EXCUSE_KEY: &str = "excused";

/// A document of a pair.
#[derive(Debug)]
pub struct PairDocument {
    pub id: Arc<str>,
    /// `None` if it could not be read.
    pub index: Option<PairIndex>,
    /// `None` if it is not at hand.
    pub text: Option<LoadedDocument>,
    /// The abbreviations of its own.
    pub abbreviations: Vec<String>,
    pub excuses: Vec<Excuse>,
    /// The number of sentences in the documents of the pair before it.
    pub first_sentence: usize,
}

/// A sentence that no fact cites, and the reason.
#[derive(Debug, Clone)]
pub struct Excuse {
    pub file: Arc<SourceFile>,
    pub citation: Citation,
    pub reason: String,
}

/// A sentence that is cited.
#[derive(Debug, Clone, Copy)]
pub struct CitedSentence<'p> {
    pub entry: &'p SentenceEntry,
    /// Its number among the sentences of all documents of the pair, from 0.
    pub number: usize,
}

const EXCUSE_FIELDS: &[Field] = &[
    Field::required("at", FieldType::FreeText).doc("the pointer"),
    Field::required("reason", FieldType::FreeText).doc("why no fact cites it"),
];

impl PairDocument {
    /// The sentences of the index.
    pub fn sentences(&self) -> &[SentenceEntry] {
        let index = self.index.as_ref();
        index.map_or(&[], |pinned| &pinned.index.sentences)
    }

    /// The sentence that a pointer names.
    pub fn sentence(&self, pointer: &str) -> Option<CitedSentence<'_>> {
        let index = self.index.as_ref()?;
        let position = index.position(pointer)?;
        Some(CitedSentence {
            entry: &index.index.sentences[position],
            number: self.first_sentence + position,
        })
    }

    /// The text of the sentence that a pointer names, if the document is at hand.
    pub fn sentence_text(&self, pointer: &str) -> Option<&str> {
        self.text.as_ref()?.sentence_text(pointer)
    }
}

/// Reads the excuses of a document's file.
pub fn read_excuses(
    reader: &mut SeedReader<'_>,
    table: &DeTable<'_>,
    document: &Arc<str>,
) -> Vec<Excuse> {
    let mut excuses = Vec::new();
    for (entries, span) in reader.tables(EXCUSE_KEY, table, MAX_TABLES) {
        let fields = Table::new(reader, None, entries, span).fields(&[], EXCUSE_FIELDS);
        let Some((pointer, value)) = fields["at"].as_str().zip(entries.get("at")) else {
            continue;
        };
        let written = toml::Spanned::new(value.span(), pointer.to_owned());
        excuses.push(Excuse {
            file: Arc::clone(&reader.file),
            citation: Citation::parse(written, document),
            reason: fields["reason"].as_str().unwrap_or("").to_owned(),
        });
    }
    excuses
}
