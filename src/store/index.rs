//! The index: bitmaps of the facts that match a filter, and the orders in which facts are listed.

pub mod bitmap_index;
pub mod date_order;
pub mod date_window;
pub mod result_set;
pub mod sort_orders;
