//! Handlers: one for the list of any kind, one for its items, and those of the few other routes.

pub mod dataset;
pub mod docs;
pub mod fallback;
pub mod health;
pub mod item;
pub mod list;
pub mod problems;
pub mod warnings;
pub mod workbook;
