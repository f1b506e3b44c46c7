//! The index of a document: what the repository keeps of it. Pointers, spans and hashes, none of its prose.

use std::fmt::Write as _;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::Document;

/// An index, as `bilateral index FILE` prints it and `document.toml` holds it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// SHA-256 of the whole file, in hex.
    pub sha256: String,
    /// Of the whole file, in Unicode code points.
    pub length: usize,
    /// In the order in which they first appear.
    #[serde(default)]
    pub sections: Vec<SectionEntry>,
    /// In the order of the text.
    #[serde(default)]
    pub sentences: Vec<SentenceEntry>,
}

/// A section by the name that pointers use.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionEntry {
    pub name: String,
    pub level: u32,
}

/// Where a sentence stands and what it hashes to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceEntry {
    /// The pointer, as facts write it.
    pub at: String,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The first 16 hex digits of the sentence's SHA-256: enough to notice a change, too little to be a second pin.
    pub sha256: String,
}

impl Index {
    /// The index of a document.
    pub fn of(document: &Document) -> Self {
        let sections = document.sections.iter().map(|s| SectionEntry {
            name: s.name.clone(),
            level: s.level,
        });
        let sentences = document.sentences.iter().map(|s| SentenceEntry {
            at: s.pointer.to_string(),
            start: s.span.start,
            end: s.span.end,
            sha256: sentence_hash(document.text_of(s)),
        });
        Self {
            sha256: sha256(document.text.as_bytes()),
            length: document.text.chars().count(),
            sections: sections.collect(),
            sentences: sentences.collect(),
        }
    }

    /// The index as TOML, one line a sentence, so that a changed sentence is a changed line.
    pub fn to_toml(&self) -> String {
        let mut out = String::from(
            "# Written by `bilateral index`: pointers, spans in code points and hashes, no prose.\n\n",
        );
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let _ = writeln!(
            out,
            "sha256 = \"{}\"\nlength = {}\n\nsections = [",
            self.sha256, self.length
        );
        for section in &self.sections {
            let _ = writeln!(
                out,
                "  {{ name = {}, level = {} }},",
                quoted(&section.name),
                section.level
            );
        }
        out.push_str("]\n\nsentences = [\n");
        for s in &self.sentences {
            let at = quoted(&s.at);
            let _ = writeln!(
                out,
                "  {{ at = {at}, start = {}, end = {}, sha256 = \"{}\" }},",
                s.start, s.end, s.sha256
            );
        }
        out.push_str("]\n");
        out
    }
}

/// The first 16 hex digits of a sentence's SHA-256.
pub fn sentence_hash(text: &str) -> String {
    sha256(text.as_bytes())[..16].to_owned()
}

/// SHA-256 in hex.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as lower-case hex digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
