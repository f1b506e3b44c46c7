//! The door for guests: URL → typed query → bytes. One list shape, one item shape, one error shape.

mod address;
mod answer;
mod asked;
mod cache;
mod coding;
mod cursor;
mod described;
mod export;
mod format;
mod front;
mod handlers;
mod lists;
mod metrics;
mod naming;
mod openapi;
mod pages;
mod parameters;
mod problem;
mod schema;
mod service;
mod spelling;
mod standing;
mod tag;
mod timelinejs;
mod visit;
mod words;

pub use described::{api_catalog, docs, llms, openapi, sqlite, style};
pub use format::Format;
pub use front::{Front, finished};
pub use handlers::{dataset, health, item, list, ready, sentences, service};
pub use lists::lists;
pub use metrics::metrics;
pub use problem::{Problem, describe, method_not_allowed, no_such_path, panicked};
pub use visit::REQUESTS;
