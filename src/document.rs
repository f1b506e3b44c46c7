//! Documents: plain text with wiki-style markup, split into sections, paragraphs and sentences, and the index of these.
//!
//! Parsing accepts any text and never fails. Knows nothing of facts, SQLite or HTTP.
//!
//! Each module uses only those before it: sentences, blocks, parse, index.

mod blocks;
mod index;
mod parse;
mod sentences;

pub use index::{Index, SentenceEntry, hex, link};
pub use parse::{Document, Reference, Section, Sentence};
