//! Documents: plain text with wiki-style markup, split into sections, paragraphs and sentences, and the index of these.
//!
//! Parsing accepts any text and never fails. Knows nothing of facts, SQLite or HTTP. The modules are in reading order: each
//! uses only those above it.

mod sentences;

mod blocks;

mod parse;

mod hash;

mod index;

pub use hash::hex;
pub use index::{Index, SectionEntry, SentenceEntry};
pub use parse::{Document, Section, Sentence};
