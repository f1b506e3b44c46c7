//! Fault injection: the real binary on loopback, with hostile clients, damaged files, signals and overload. Each promise of
//! SECURITY.md that needs a running server has its test here or in `tests/load`.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]
#![expect(
    clippy::disallowed_methods,
    reason = "the tests wait for other processes, on threads of their own"
)]

#[path = "../binary/mod.rs"]
mod binary;
#[path = "../binary/client.rs"]
mod client;
#[path = "../binary/generated_seeds.rs"]
mod generated_seeds;
#[path = "../binary/wire.rs"]
mod wire;
mod workspace;

mod database_files;
mod killed_migrations;
mod limits;
mod malformed_requests;
mod reload;
mod shutdown;
mod stalled_clients;

/// The number of lines in a body, each of which ends with a line feed.
fn count_lines(body: &[u8]) -> usize {
    body.split(|byte| *byte == b'\n').count() - 1
}
