//! The response cache, and the data set whose responses it holds.

pub mod cache_key;
pub mod cached_dataset;
pub mod request_keys;
pub mod response_cache;
