//! Drafts: how right they are, that nothing drafted is loaded before it was read, and that curators' files stay as they are.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod accuracy;
#[path = "../binary/mod.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod binary;
mod comparison;
mod doors;
mod growth;
mod program;
mod visits;
mod workspace;
