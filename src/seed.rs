//! The write side: from seed files and documents to checked facts, and from these to the SQLite file that the store reads.
//!
//! All errors are reported, each with its file, line and remedy. A database is only ever replaced by a complete new one.
//! Knows nothing of HTTP or of the store.
//!
//! Each module uses only those before it: source_file, folder, diagnostics,
//! pair_files, source, version; read, revise, new_pair, draft, compare, uncompared, check, derive, write; prepare, pairs,
//! load_context, pipeline, migrate_error, new_database, migrate.

mod check;
mod compare;
mod derive;
mod diagnostics;
mod draft;
mod folder;
mod load_context;
mod migrate;
mod migrate_error;
mod new_database;
mod new_pair;
mod pair_files;
mod pairs;
mod pipeline;
mod prepare;
mod read;
mod revise;
mod source;
mod source_file;
mod uncompared;
mod version;
mod write;

pub use compare::{Agreement, Comparison, Disagreement, KindAgreement};
pub use diagnostics::Diagnostics;
pub use draft::{DraftedSentence, PairDraft, Proposal, Value, draft_text};
pub use load_context::{Report, SeedError};
pub use migrate::migrate;
pub use migrate_error::MigrateError;
pub use new_database::{reject_foreign_file, remove_unfinished};
pub use new_pair::{NewDocument, Party, excused, new_pair};
pub use pipeline::{check, check_one, version};
pub use revise::{
    PairFolder, ReviseError, RevisedPointer, Revision, begin_revision, lock_pair, write_files,
    write_revision,
};
pub use source::{SourceError, Sources};
pub use source_file::MAX_FILE_SIZE;
pub use uncompared::Uncompared;
pub use version::BUILD;
