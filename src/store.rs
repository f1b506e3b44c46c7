//! The read side: a database file that is opened read-only and never changes while it is served. It knows nothing of
//! seeds and HTTP.
//!
//! Every fact has a position in one order, that by date, and every index entry is a bitmap of positions. Filtering,
//! counting and paging are therefore operations on bitmaps in memory. The JSON of each fact was written when it was
//! loaded, so one statement reads a whole page.

mod by_value;
mod connections;
mod database_file;
mod error;
mod index;
mod pages;
mod query;
mod search;
mod search_terms;
mod snippet;
mod sorted_keys;
mod sql;
#[expect(
    clippy::module_inception,
    reason = "`Store` itself, beside the modules that it uses"
)]
mod store;
mod text_match;
mod unmatched;

pub use by_value::FactsOfValue;
pub use database_file::DatabaseFile;
pub use error::{OpenError, StoreError, Timeouts};
pub use index::result_set::ResultSet;
pub use index::sort_orders::is_position_of;
pub use pages::{Items, Page};
pub use query::{
    Collection, DateFilter, DateMatch, Direction, Filters, PageRequest, SortField, SortKey,
    SortPosition,
};
pub use search::WordSuggestion;
pub use search_terms::SearchTerms;
pub use sorted_keys::SortedKeys;
pub use sql::facts::RowFormat;
pub use store::{Activity, Dataset, Facet, Store, statements};
pub use unmatched::TriedFilter;
