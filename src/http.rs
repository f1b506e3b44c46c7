//! The door for guests: URL → typed query → bytes. One list shape, one item shape, one error shape.

mod answer;
mod handlers;
mod parameters;
mod problem;
mod service;

pub use handlers::{dataset, health, item, list, ready, sentences, service, timeline};
pub use problem::{Problem, describe, method_not_allowed, no_such_path, panicked};
