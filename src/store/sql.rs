//! The statements that read facts by their keys.

pub mod facts;
