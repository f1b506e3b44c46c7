//! Revising a pair after one of its documents has changed: the pointers of its seed files are carried over to the new text, in
//! place, and each whose sentence is no longer the same is marked.
//!
//! Nothing is written before all files were read, so a pair is revised as a whole or not at all.
//!
//! Each module uses only those before it: pair_folder, write, pointers, references, plan.

mod pair_folder;
mod plan;
mod pointers;
mod references;
mod write;

pub use pair_folder::{PairFolder, ReviseError};
pub use plan::Revision;
pub use pointers::RevisedPointer;
pub use write::{begin_revision, lock_pair, write_files, write_revision};
