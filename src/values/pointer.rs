//! A pointer is the name of one sentence of a document: `High level visits 2.1` is the first sentence of the second paragraph of
//! that section.

use std::fmt;

/// The name of a sentence. Paragraphs and sentences are counted from 1. A sub-section goes by its own heading, or by
/// `Parent / Child` if another section has the same heading.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer {
    pub section: String,
    pub paragraph: u32,
    pub sentence: u32,
}

impl Pointer {
    /// Parses `Section P.S`. The numbers must be positive and written in plain digits without leading zeros.
    pub fn parse(text: &str) -> Option<Self> {
        let (section, numbers) = text.rsplit_once(' ')?;
        let (paragraph, sentence) = numbers.split_once('.')?;
        let pointer = Self {
            section: section.to_owned(),
            paragraph: count(paragraph)?,
            sentence: count(sentence)?,
        };
        (!section.trim().is_empty()).then_some(pointer)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}.{}", self.section, self.paragraph, self.sentence)
    }
}

fn count(digits: &str) -> Option<u32> {
    let plain = !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn a_pointer_parses_to_what_was_formatted() {
        for text in [
            "Lead 1.1",
            "High level visits 2.13",
            "History / Trade 1.1",
            "Route 66 3.4",
        ] {
            assert_eq!(
                Pointer::parse(text).map(|p| p.to_string()).as_deref(),
                Some(text)
            );
        }
    }

    #[test]
    fn other_texts_are_no_pointer() {
        for text in [
            "",
            "Lead",
            "Lead 1",
            "Lead 0.1",
            "Lead 1.01",
            "Lead 1.+1",
            " 1.1",
            "Lead 1.1.1",
            "Lead -1.1",
        ] {
            assert_eq!(Pointer::parse(text), None, "{text}");
        }
    }
}
