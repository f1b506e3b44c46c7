//! The door for guests: URL → typed query → bytes. One list shape, one item shape, one error shape.

mod answer;
mod asked;
mod caching;
mod csv;
mod cursor;
mod described;
mod format;
mod handlers;
mod html;
mod lists;
mod naming;
mod openapi;
mod pages;
mod parameters;
mod problem;
mod schema;
mod service;
mod timelinejs;
mod words;

pub use caching::{caching, coding};
pub use described::{api_catalog, docs, llms, openapi, sqlite, style};
pub use format::Format;
pub use handlers::{dataset, health, item, list, ready, sentences, service};
pub use naming::{REQUEST_ID, naming};
pub use problem::{Problem, describe, method_not_allowed, no_such_path, panicked};
