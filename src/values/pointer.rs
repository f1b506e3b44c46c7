//! A pointer is the name of one sentence of a document: `High level visits 2.1` is the first sentence of the second
//! paragraph of that section. In a seed file it may name its document, and carry a mark.

use std::fmt;

use super::slug::is_slug;

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

/// A pointer as a seed file writes it: `Visits 1.1`, `mfa-2019#Visits 1.1`, `Visits 1.1 (changed)` or `(gone) Visits 1.1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedPointer {
    /// The id of the document, if it is named.
    pub document: Option<String>,
    /// The pointer within the document, which need not be valid.
    pub pointer: String,
    pub mark: Option<PointerMark>,
}

/// The mark of a pointer whose sentence a person must read again, because the document has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerMark {
    /// The sentence is another one than before, or stands elsewhere.
    Changed,
    /// The document has no such sentence any more.
    Gone,
}

/// The text behind a pointer to a changed sentence.
const CHANGED: &str = " (changed)";
/// The text before a pointer to a sentence that is gone, and before the mark of a footnote that names its work no more.
pub const GONE: &str = "(gone) ";

impl MarkedPointer {
    pub fn parse(text: &str) -> Self {
        let (mark, rest) = if let Some(rest) = text.strip_prefix(GONE) {
            (Some(PointerMark::Gone), rest)
        } else if let Some(rest) = text.strip_suffix(CHANGED) {
            (Some(PointerMark::Changed), rest)
        } else {
            (None, text)
        };
        // The name of a section may contain `#` as well.
        let named = rest.split_once('#');
        let named = named.filter(|(document, _)| is_slug(document));
        let (document, pointer) = match named {
            Some((document, pointer)) => (Some(document.to_owned()), pointer),
            None => (None, rest),
        };
        Self {
            document,
            pointer: pointer.to_owned(),
            mark,
        }
    }
}

impl fmt::Display for MarkedPointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.mark == Some(PointerMark::Gone) {
            f.write_str(GONE)?;
        }
        if let Some(document) = &self.document {
            write!(f, "{document}#")?;
        }
        f.write_str(&self.pointer)?;
        if self.mark == Some(PointerMark::Changed) {
            f.write_str(CHANGED)?;
        }
        Ok(())
    }
}

fn count(digits: &str) -> Option<u32> {
    let plain = !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{MarkedPointer, Pointer, PointerMark};

    #[test]
    fn a_marked_pointer_parses_to_what_was_formatted() {
        let parsed = |text: &str| {
            let parsed = MarkedPointer::parse(text);
            assert_eq!(parsed.to_string(), text);
            (parsed.document, parsed.pointer, parsed.mark)
        };
        let plain = "Visits 1.1".to_owned();
        let document = Some("mfa-2019".to_owned());
        let (changed, gone) = (Some(PointerMark::Changed), Some(PointerMark::Gone));
        assert_eq!(parsed("Visits 1.1"), (None, plain.clone(), None));
        assert_eq!(
            parsed("Visits 1.1 (changed)"),
            (None, plain.clone(), changed)
        );
        assert_eq!(
            parsed("(gone) mfa-2019#Visits 1.1"),
            (document.clone(), plain.clone(), gone)
        );
        assert_eq!(parsed("mfa-2019#Visits 1.1"), (document, plain, None));
        assert_eq!(
            parsed("C# and F# 1.1"),
            (None, "C# and F# 1.1".to_owned(), None)
        );
    }

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
