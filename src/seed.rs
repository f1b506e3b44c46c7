//! The write side: from seed files and documents to checked facts, and from these to the SQLite file that the store reads.
//!
//! All errors are reported, each with its file, line and remedy. A database is only ever replaced by a complete new one.
//! Knows nothing of HTTP or of the store. The modules are in reading order: each uses only those above it.

mod source;

mod diagnostics;

mod version;

mod read;

mod check;

mod derive;

mod write;

mod prepare;

mod pipeline;

mod migrate;

pub use diagnostics::Diagnostics;
pub use migrate::{MigrateError, migrate};
pub use pipeline::{Report, SeedError, check, version};
pub use source::{SourceError, Sources};
pub use version::BUILD;
