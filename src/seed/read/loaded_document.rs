//! A document that was loaded to check facts against it.

use std::collections::HashMap;

use crate::document::Document;

/// A document with its sentences by their pointers.
#[derive(Debug)]
pub struct LoadedDocument {
    pub document: Document,
    /// The text of each sentence, without the marks in it.
    sentences: HashMap<String, String>,
}

impl LoadedDocument {
    /// Reads a text. `abbreviations` are those of the document's own.
    pub fn parse(text: &str, abbreviations: &[String]) -> Self {
        let document = Document::parse_with(text, abbreviations);
        let sentences = document.sentences.iter().map(|sentence| {
            let text = document.sentence_text(sentence).into_owned();
            (sentence.pointer.to_string(), text)
        });
        Self {
            sentences: sentences.collect(),
            document,
        }
    }

    /// The text of the sentence that a pointer names.
    pub fn sentence_text(&self, pointer: &str) -> Option<&str> {
        self.sentences.get(pointer).map(String::as_str)
    }
}
