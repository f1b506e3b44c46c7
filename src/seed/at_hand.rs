//! A document at hand: its sentences by the pointers that facts write.

use std::collections::HashMap;

use crate::document::Document;

/// A document, and which of its sentences each pointer names.
#[derive(Debug)]
pub struct AtHand {
    pub document: Document,
    /// Every fact asks for its sentences, so they are not searched for.
    places: HashMap<String, usize>,
}

impl AtHand {
    pub fn read(text: &str) -> Self {
        let document = Document::read(text);
        let pointers = document
            .sentences
            .iter()
            .map(|sentence| sentence.pointer.to_string());
        Self {
            places: pointers.zip(0..).collect(),
            document,
        }
    }

    /// The words of a sentence.
    pub fn text(&self, at: &str) -> Option<&str> {
        let sentence = self.document.sentences.get(*self.places.get(at)?)?;
        Some(self.document.text_of(sentence))
    }
}

#[cfg(test)]
mod tests {
    use super::AtHand;

    #[test]
    fn every_sentence_is_found_by_its_pointer_and_nothing_else_is() {
        let read =
            AtHand::read("One. Two.\n\n== A ==\n\nThree.\n\n== B ==\n\n=== A ===\n\nFour.\n");
        for sentence in &read.document.sentences {
            let at = sentence.pointer.to_string();
            assert_eq!(
                read.text(&at),
                Some(read.document.text_of(sentence)),
                "{at}"
            );
        }
        assert_eq!(read.text("Lead 1.2"), Some("Two."));
        assert_eq!(
            (read.text("Lead 1.3"), read.text("C 1.1"), read.text("")),
            (None, None, None)
        );
    }
}
