//! Checks of a whole pair: its facts against each other, against the index and against the document.
//!
//! Checks only report; they change nothing and know nothing of the database. The modules are in reading order.

mod dates;

mod amounts;

mod rules;

mod literals;

mod pointers;

mod references;

mod citations;

mod ids;

mod document_pin;

mod pair;

pub use ids::UsedIds;
pub use pair::check_pair;
