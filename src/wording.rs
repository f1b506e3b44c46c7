//! Values read from the words of a document: dates, sums of money and counts. The functions are pure and know nothing of facts.
//! Words that cannot be read with certainty give nothing, because a wrong reading is worse than none.
//!
//! The names of currencies, scales, numbers and units are data files in `vocabulary/`, one term a line.

pub mod comparator;
pub mod counted;
mod counting_words;
pub mod counts;
mod currency_words;
mod date_phrase;
mod date_reading;
mod date_tokens;
mod date_words;
pub mod dates;
mod figures;
pub mod find;
mod number_words;
pub mod numbers;
mod partial_date;
mod pieces;
pub mod quantity;
mod scale_words;
pub mod sums;
pub mod term_lines;
