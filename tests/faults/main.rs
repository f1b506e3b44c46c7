//! Nothing brings it down and nothing gets in: the real binary, on loopback, with whatever may come. Each promise of
//! SECURITY.md has its test here or in `tests/load`.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "../binary/mod.rs"]
mod binary;
#[path = "../binary/client.rs"]
mod client;
#[path = "../binary/large.rs"]
mod large;
#[path = "../binary/wire.rs"]
mod wire;

mod files;
mod hostile;
mod killed;
mod limits;
mod place;
mod reload;
mod stalled;
mod stopping;
