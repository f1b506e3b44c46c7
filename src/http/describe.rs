//! The API described, for people and programs, from the table of routes and the declarations of kinds.

pub mod docs;
pub mod list_schema;
pub mod openapi;
pub mod schema;
pub mod service_document;
