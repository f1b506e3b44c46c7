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
        let pointers = document
            .sentences
            .iter()
            .map(|sentence| sentence.pointer.to_string());
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

#[cfg(test)]
mod tests {
    use super::LoadedDocument;

    #[test]
    fn every_sentence_is_found_by_its_pointer_and_by_no_other() {
        let loaded = LoadedDocument::parse(
            "One. Two.\n\n== A ==\n\nThree.\n\n== B ==\n\n=== A ===\n\nFour.\n",
        );
        for sentence in &loaded.document.sentences {
            let pointer = sentence.pointer.to_string();
            assert_eq!(
                loaded.sentence_text(&pointer),
                Some(loaded.document.sentence_text(sentence)),
                "{pointer}"
            );
        }
        assert_eq!(loaded.sentence_text("Lead 1.2"), Some("Two."));
        for unknown in ["Lead 1.3", "C 1.1", ""] {
            assert_eq!(loaded.sentence_text(unknown), None, "{unknown}");
        }
    }
}
