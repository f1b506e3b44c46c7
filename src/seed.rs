//! The write side: from seed files and documents to checked facts, and from these to the SQLite file that the store reads.
//!
//! All errors are reported, each with its file, line and remedy. A database is only ever replaced by a complete new one.
//! Knows nothing of HTTP or of the store.
//!
//! Each module uses only those before it: source, diagnostics, version; read, check, derive, write; prepare, pipeline, migrate.

mod check;
mod derive;
mod diagnostics;
mod migrate;
mod pipeline;
mod prepare;
mod read;
mod source;
mod version;
mod write;

pub use diagnostics::Diagnostics;
pub use migrate::{MigrateError, migrate};
pub use pipeline::{Report, SeedError, check, version};
pub use source::{SourceError, Sources};
pub use version::BUILD;
