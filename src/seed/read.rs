//! From the text of seed files to facts: each value is checked by itself, not yet against other facts or the document.
//!
//! The modules are in reading order: each uses only those above it.

mod toml;

mod names;

mod parsed_fact;

mod context;

mod scalar;

mod table;

mod reader;

mod places;

mod dataset_metadata;

mod pair;

mod loaded_document;

pub use self::toml::check_utf8;
pub use dataset_metadata::DatasetMetadata;
pub use loaded_document::LoadedDocument;
pub use names::Place;
pub use pair::{Pair, PairIndex};
pub use parsed_fact::{DateWithText, FactRef, ParsedFact};
