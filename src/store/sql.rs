//! The statements that read facts.

pub mod facts;
