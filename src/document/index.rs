//! The index of a document: pointers, spans and hashes, but no sentences. The repository keeps it in place of the document.

use std::fmt::Write as _;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::anchor::anchors;
use super::parse::{Document, Section};

/// An index, as `bilateral index FILE` prints it and `documents/ID.index.toml` holds it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// SHA-256 of the whole file, in hex.
    pub sha256: String,
    /// The length of the whole file in Unicode code points.
    pub length: usize,
    /// In the order in which they first appear.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// In the order of the text.
    #[serde(default)]
    pub sentences: Vec<SentenceEntry>,
}

/// The position and the hash of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceEntry {
    /// The pointer, as facts write it.
    pub at: String,
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The first 16 hex digits of the SHA-256 of the sentence, each run of white space in it as one space: enough to notice a change,
    /// and the same when lines are wrapped anew. `sha256` of the index pins the text.
    pub sha256: String,
    /// The marks of the footnotes in it or directly behind it.
    #[serde(default)]
    pub references: Vec<String>,
    /// Its first words, or its first and its last words, by which a browser finds it; empty if they do not tell it from others.
    #[serde(default)]
    pub anchor: Vec<String>,
}

impl Index {
    /// True if two indexes name the same sentences by the same pointers.
    pub fn has_same_sentences(&self, other: &Self) -> bool {
        let names = |index: &Self| -> Vec<(String, String)> {
            let sentences = index.sentences.iter();
            sentences
                .map(|sentence| (sentence.at.clone(), sentence.sha256.clone()))
                .collect()
        };
        names(self) == names(other)
    }

    pub fn from_document(document: &Document) -> Self {
        let sentences = document.sentences.iter().zip(anchors(document));
        let sentences = sentences.map(|(sentence, anchor)| SentenceEntry {
            at: sentence.pointer.to_string(),
            start: sentence.span.start,
            end: sentence.span.end,
            sha256: sentence_hash(&document.sentence_text(sentence)),
            references: sentence.references.clone(),
            anchor,
        });
        Self {
            sha256: sha256(document.text.as_bytes()),
            length: document.text.chars().count(),
            sections: document.sections.clone(),
            sentences: sentences.collect(),
        }
    }

    /// The index as TOML. Each sentence is one line, so that a changed sentence is a changed line in a diff.
    pub fn to_toml(&self) -> String {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let mut out = format!(
            "# Written by `bilateral index`: pointers, spans in code points and hashes, no prose.\n\n\
             sha256 = \"{}\"\nlength = {}\n\nsections = [\n",
            self.sha256, self.length
        );
        for Section { name, level } in &self.sections {
            let _ = writeln!(out, "  {{ name = {}, level = {level} }},", quoted(name));
        }
        out.push_str("]\n\nsentences = [\n");
        for sentence in &self.sentences {
            let (at, hash) = (quoted(&sentence.at), &sentence.sha256);
            let span = format!("start = {}, end = {}", sentence.start, sentence.end);
            let _ = write!(out, "  {{ at = {at}, {span}, sha256 = \"{hash}\"");
            for (key, texts) in [
                ("references", &sentence.references),
                ("anchor", &sentence.anchor),
            ] {
                if !texts.is_empty() {
                    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
                    let _ = write!(out, ", {key} = [{}]", texts.join(", "));
                }
            }
            out.push_str(" },\n");
        }
        out.push_str("]\n");
        out
    }
}

/// The hash of a sentence, whatever white space is between its words.
fn sentence_hash(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    sha256(words.join(" ").as_bytes())[..16].to_owned()
}

/// SHA-256 as 64 lower-case hex digits.
fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as lower-case hex digits.
pub fn hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
