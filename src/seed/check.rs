//! Checks of a whole pair: its facts against each other, against the index and against the document.
//!
//! Checks only report: they change nothing, and know nothing of the database.
//!
//! Each module uses only those before it: dates, amounts, counts, numbers, rules, parties, literals, pointers, references, citations, ids,
//! document_pin, documents, places, country_names, undated_events, pair.

mod amounts;
mod citations;
mod country_names;
mod counts;
mod dates;
mod document_pin;
mod documents;
mod ids;
mod literals;
mod numbers;
mod pair;
mod parties;
mod places;
mod pointers;
mod references;
mod rules;
mod undated_events;

pub use country_names::UsedNames;
pub use ids::UsedIds;
pub use pair::check_pair;
pub use undated_events::warn_of_undated_events;
