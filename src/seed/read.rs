//! From the text of seed files to facts: each value is checked by itself, not yet against other facts or the document.
//!
//! Each module uses only those before it: toml, names, citation, parsed_fact, reader, scalar, table, fact_keys, facts, places,
//! dataset_metadata, pair_index, loaded_document, pair_document, known_files, pair, country_names.

mod citation;
mod country_names;
mod dataset_metadata;
mod fact_keys;
mod facts;
mod known_files;
mod loaded_document;
mod names;
mod pair;
mod pair_document;
mod pair_index;
mod parsed_fact;
mod places;
mod reader;
mod scalar;
mod table;
mod toml;

pub use citation::Citation;
pub use country_names::CountryName;
pub use dataset_metadata::DatasetMetadata;
pub use loaded_document::LoadedDocument;
pub use names::Place;
pub use pair::{DOCUMENTS_KEY, DocumentDays, Pair};
pub use pair_document::{Excuse, PairDocument};
pub use pair_index::PairIndex;
pub use parsed_fact::{DateWithText, FactRef, ParsedFact};
pub use places::PLACE_KEY;
pub use toml::parse_file;
