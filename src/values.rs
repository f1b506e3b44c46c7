//! Checked small values: a value that exists is valid. No I/O, nothing of the rest of the house.

pub mod country;
pub mod currency;
pub mod date;
pub mod day;
pub mod fold;
pub mod html;
pub mod nearest;
pub mod pointer;
pub mod slug;
