//! A document that was loaded to check facts against it.

use std::collections::HashMap;

use crate::document::Document;

/// A document with its sentences indexed by their pointers.
#[derive(Debug)]
pub struct LoadedDocument {
    pub document: Document,
    /// The position of each sentence in [`Document::sentences`].
    positions: HashMap<String, usize>,
}

impl LoadedDocument {
    pub fn parse(text: &str) -> Self {
        let document = Document::parse(text);
        let sentences = document.sentences.iter();
        let pointers = sentences.map(|sentence| sentence.pointer.to_string());
        Self {
            positions: pointers.zip(0..).collect(),
            document,
        }
    }

    /// The text of the sentence that a pointer names.
    pub fn sentence_text(&self, pointer: &str) -> Option<&str> {
        let sentence = &self.document.sentences[*self.positions.get(pointer)?];
        Some(self.document.sentence_text(sentence))
    }
}
