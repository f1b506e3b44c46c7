//! The index: which facts match a filter and in which order they stand, as bitmaps over the date order.

pub mod bitmap_index;
pub mod date_order;
pub mod result_set;
pub mod sort_orders;
