//! Responses from what the store found: the one list shape, the one item shape, and the other formats of the same.

pub mod export;
pub mod fields;
pub mod item;
pub mod list;
pub mod response;
pub mod timelinejs;
pub mod workbook;
