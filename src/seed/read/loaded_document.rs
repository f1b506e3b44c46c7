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
    pub fn parse(text: &str) -> Self {
        let document = Document::parse(text);
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
