//! Small checked values: countries, currencies, dates, ids. A value that exists is valid. They do no I/O and know
//! nothing of the other layers.

pub mod country;
pub mod country_names;
pub mod currency;
pub mod date;
pub mod day;
pub mod fold;
pub mod html;
pub mod invisible;
pub mod literal;
pub mod nearest;
pub mod pointer;
pub mod slug;
pub mod uri_reference;
pub mod words;
