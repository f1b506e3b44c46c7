//! From a query string to a typed request.

pub mod canonical_query;
pub mod cursor;
pub mod list_request;
pub mod parameters;
pub mod parsed_parameter;
