//! The commands, except `serve`. Each is a file of the same shape: a struct of flags and arguments with a method `run`.

mod check;
mod compare;
mod completions;
mod document_text;
mod draft;
mod health;
mod import;
mod import_files;
mod index;
mod man;
mod manual;
mod migrate;
mod new;
mod revise;
mod revision_report;

pub use check::Check;
pub use compare::Compare;
pub use completions::Completions;
pub use draft::Draft;
pub use health::Health;
pub use import::Import;
pub use index::Index;
pub use man::Man;
pub use migrate::{Migrate, build_database};
pub use new::New;
pub use revise::Revise;
