//! What facts are found by and listed in, held in memory.

pub mod bitmap_index;
pub mod date_order;
pub mod result_set;
pub mod sort_orders;
