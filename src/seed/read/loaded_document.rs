//! A document that was loaded to check facts against it.

use std::collections::HashMap;

use crate::document::Document;
use crate::seed::source_file::SourceFile;

/// A document with its sentences by their pointers.
#[derive(Debug)]
pub struct LoadedDocument {
    /// The path as diagnostics show it.
    pub path: String,
    pub document: Document,
    /// The text of each sentence, without the marks in it.
    sentences: HashMap<String, String>,
}

impl LoadedDocument {
    /// Reads a text. `abbreviations` are those of the document's own.
    pub fn parse(file: &SourceFile, abbreviations: &[String]) -> Self {
        let document = Document::parse_with(&file.text, abbreviations);
        let sentences = document.sentences.iter().map(|sentence| {
            let text = document.sentence_text(sentence).into_owned();
            (sentence.pointer.to_string(), text)
        });
        Self {
            path: file.path.clone(),
            sentences: sentences.collect(),
            document,
        }
    }

    /// The text of the sentence that a pointer names.
    pub fn sentence_text(&self, pointer: &str) -> Option<&str> {
        self.sentences.get(pointer).map(String::as_str)
    }
}
