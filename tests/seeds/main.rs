//! Errors in seed files: each gives one diagnostic with file, line, fact, message and remedy, and ten give ten. They are made
//! in a copy of the invented pair, checked with its document. Also the version of a data set, and loading many pairs.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod bounds;
mod cases;
mod copy;
mod country_names;
mod documents;
mod facts;
mod files;
mod folders;
mod loading;
mod states;
mod version;
mod words;
