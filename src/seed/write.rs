//! Writes prepared pairs into a new SQLite database.
//!
//! Knows nothing of TOML.
//!
//! Each module uses only those before it: rows, order, postings, batch, load.

mod batch;
mod load;
mod order;
mod postings;
mod rows;

pub use load::Loader;
pub use rows::{Cell, PairRows, Row};
