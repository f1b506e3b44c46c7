//! Writes prepared pairs into a new SQLite database.
//!
//! Knows nothing of TOML.
//!
//! Each module uses only those before it: rows, order, postings, batch, load, views.

mod batch;
mod load;
mod order;
mod postings;
mod rows;
mod views;

pub use load::Loader;
pub use rows::{Cell, PairRows, Row};
pub use views::create_views;
