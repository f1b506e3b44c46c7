//! The door for guests: URL → typed query → bytes. One list shape, one item shape, one error shape.

mod answer;
mod asked;
mod csv;
mod cursor;
mod format;
mod handlers;
mod html;
mod parameters;
mod problem;
mod service;
mod timelinejs;
mod words;

pub use format::Format;
pub use handlers::{dataset, health, item, list, ready, sentences, service};
pub use problem::{Problem, describe, method_not_allowed, no_such_path, panicked};
