//! Checks of a whole pair: its facts against each other, against the index and against the document.
//!
//! Checks only report: they change nothing, and know nothing of the database.
//!
//! Each module uses only those before it: dates, amounts, counts, rules, parties, literals, pointers, references, citations, ids,
//! document_pin, documents, places, pair.

mod amounts;
mod citations;
mod counts;
mod dates;
mod document_pin;
mod documents;
mod ids;
mod literals;
mod pair;
mod parties;
mod places;
mod pointers;
mod references;
mod rules;

pub use ids::UsedIds;
pub use pair::check_pair;
