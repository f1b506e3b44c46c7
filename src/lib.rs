//! bilateral: facts about bilateral relations, each traced to its source, as a fast read-only REST API.
//!
//! The modules are layers, listed in reading order: each uses only layers above it, which `tests/architecture` checks. Two
//! of them do the work and never meet: [`seed`] builds a database file from TOML facts, and [`http`] serves requests
//! from that file through [`store`]. Both follow the declarations in [`kinds`]; besides these, only the web pages name
//! a kind of fact. The files of the binary (`main.rs`, `cli.rs`, `serve/` and others) use the library and are not part
//! of it.
//!
//! | layer | contents | uses |
//! | --- | --- | --- |
//! | [`values`] | small checked values: countries, currencies, dates, ids, pointers | - |
//! | [`wording`] | the dates, sums and counts that words give | `values` |
//! | [`document`] | the index of a source document: its sections, paragraphs and sentences | `values` |
//! | [`kind`] | the types that declare a kind of fact; the columns and parameters that follow | - |
//! | [`kinds`] | one declaration per kind, and the list of them all | `kind` |
//! | [`csv`] | the columns and rows of CSV | `kind`, `kinds` |
//! | [`checksum`] | the checksum of a database file | - |
//! | [`seed`] | seed files: reading, checking, deriving states and index entries, writing the database file | all above |
//! | [`store`] | the open database file: filtering, sorting and reading facts | `values`, `kind`, `kinds`, `checksum` |
//! | [`http`] | routes, query parameters, responses, caching and web pages | `values`, `kind`, `kinds`, `csv`, `store` |
//! | [`app`] | the assembly of router and service | `values`, `kind`, `kinds`, `store`, `http` |

pub mod values;

pub mod wording;

pub mod document;

pub mod kind;
pub mod kinds;

pub mod csv;

pub mod checksum;

pub mod seed;

pub mod store;

pub mod http;

pub mod app;
