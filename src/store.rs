//! The read side: one file, opened read-only, that never changes while it is served. Knows nothing of seeds or HTTP.
//!
//! Facts have positions in one order, that of dates, and what they are found under are sets of positions: filters, counts and
//! pages are algebra of sets in memory. Each fact's JSON was written when it was loaded, so a page is a join of ready pieces,
//! which one statement reads.

mod connections;
mod database_file;
mod error;
mod index;
mod pages;
mod query;
mod snippet;
mod sql;
#[expect(
    clippy::module_inception,
    reason = "the store itself, beside its parts"
)]
mod store;

pub use database_file::DatabaseFile;
pub use error::{OpenError, StoreError, Timeouts};
pub use index::result_set::ResultSet;
pub use index::sort_orders::is_position_of;
pub use pages::Items;
pub use query::{
    Collection, DateFilter, DateMatch, Direction, Filters, PageRequest, SearchTerms, SortField,
    SortKey, SortPosition,
};
pub use sql::facts::RowFormat;
pub use store::{Activity, Dataset, Facet, Page, Store, statements};
