//! From the text of seed files to facts: each value is checked by itself, not yet against other facts or the document.
//!
//! Each module uses only those before it: toml, names, parsed_fact, reader, scalar, table, facts, places,
//! dataset_metadata, pair_index, pair, loaded_document.

mod dataset_metadata;
mod facts;
mod loaded_document;
mod names;
mod pair;
mod pair_index;
mod parsed_fact;
mod places;
mod reader;
mod scalar;
mod table;
mod toml;

pub use self::toml::check_utf8;
pub use dataset_metadata::DatasetMetadata;
pub use loaded_document::LoadedDocument;
pub use names::Place;
pub use pair::{Excuse, Pair};
pub use pair_index::PairIndex;
pub use parsed_fact::{DateWithText, FactRef, ParsedFact};
