//! Documents: plain text with wiki-style markup, split into sections, paragraphs and sentences, and the index of these.
//!
//! Parsing accepts any text and never fails, in time proportional to its length. Knows nothing of facts, SQLite or HTTP.
//!
//! Each module uses only those before it, in the order of this list.

mod editor_marks;
mod marks;

mod visible;

mod abbreviations;
mod quotations;

mod sentences;

mod references;

mod lines;
mod ordered_lists;

mod blocks;

mod section_names;
mod served;

mod parse;

mod anchor;
mod holes;
mod index;

mod carry;
mod foreign_format;

pub mod import;

pub use anchor::link;
pub use carry::{Fate, fates};
pub use foreign_format::{ForeignFormat, foreign_format};
pub use holes::{Hole, holes};
pub use index::{Index, SentenceEntry, hex};
pub use parse::{Document, Section, Sentence};
pub use references::Reference;
