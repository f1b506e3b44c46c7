//! Writes prepared pairs into a new SQLite database.
//!
//! Knows nothing of seed files. The modules are in reading order: each uses only those above it.

mod rows;

mod order;

mod postings;

mod batch;

mod load;

pub use load::Loader;
pub use rows::{Cell, PreparedPair, Row};
