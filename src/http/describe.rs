//! The API described, for people and programs, from the table of routes and the declarations of kinds.

mod json_schema;
mod list_schema;
mod operation;
mod parameter_schema;
mod schema;
mod shared_schemas;

pub mod docs;
pub mod field_rows;
pub mod openapi;
pub mod service_document;
pub mod state_schemas;
