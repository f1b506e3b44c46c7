//! The kinds of facts, one file each; [`all`] lists them.
//!
//! Kinds know nothing of each other, except that the kinds of parts are declared beside the kind that holds them.
//! CONTRIBUTING.md shows how to add one. Only this module, the migrations, the seeds, the rules of drafts and the web
//! pages name a kind.

mod attribution;
mod cooperation;
mod discrepancy;
mod document;
mod good;
mod history;
mod incident;
mod item_keys;
mod mission;
mod parameters;
mod registry;
mod relation;
mod sentence;
mod trade;
mod treaty;
mod visit;

pub use attribution::{attribution, caveat};
pub use document::document_day;
pub use item_keys::{item_keys, search_keys, timeline_keys};
pub use parameters::{item_parameters, list_parameters, search_parameters, timeline_parameters};
pub use registry::{all, annotating_kind, by_name, document, pair, seeded, sentence, written};
