//! bilateral: facts about bilateral relations, each traced to its source, as a fast read-only REST API.
//!
//! The modules are layers, listed here in reading order: a module uses only modules above it, and `tests/house.rs` checks that.
//! Data flows through two of them, which never meet. [`seed`] turns TOML facts into a database file, offline; [`http`] answers
//! requests from that file through [`store`]. Both follow the declarations in [`kinds`], which are the only place in the library,
//! the web pages excepted, that names a kind of fact.
//!
//! | layer | what it holds | what it uses |
//! | --- | --- | --- |
//! | [`values`] | small checked values: countries, currencies, dates, ids, pointers | - |
//! | [`document`] | the index of a source document: its sections, paragraphs and sentences | `values` |
//! | [`kind`] | the types that declare a kind of fact; the columns and parameters that follow | - |
//! | [`kinds`] | one declaration per kind, and the list of them all | `kind` |
//! | [`csv`] | the columns and rows of CSV | `kind`, `kinds` |
//! | [`checksum`] | the checksum of a database file | - |
//! | [`seed`] | reads and checks seeds, derives what is stored, and writes the database file | all above |
//! | [`store`] | filters, sorts and reads facts from an open database file; the only SQL besides `seed`'s | `values`, `kind`, `kinds`, `checksum` |
//! | [`http`] | routes, query parameters, responses, caching, web pages | `values`, `kind`, `kinds`, `csv`, `store` |
//! | [`app`] | assembles the router and the service | `http` and what it serves |

pub mod values;

pub mod document;

pub mod kind;
pub mod kinds;

pub mod csv;

pub mod checksum;

pub mod seed;

pub mod store;

pub mod http;

pub mod app;
