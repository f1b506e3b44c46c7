//! Observability: one log line for each request, and metrics.

pub mod access_log;
pub mod metrics;
