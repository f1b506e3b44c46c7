//! The explorer: any list of the API as a table with filters, facets, columns and downloads, and the index of all lists.

pub mod address;
mod cell;
mod chip;
mod column;
pub mod control;
mod facet_panel;
mod form;
mod index;
pub mod list_page;
pub mod names;
mod results;

pub use index::index;
pub use list_page::list_page;
