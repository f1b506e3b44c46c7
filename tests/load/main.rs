//! Load tests: the real binary with thousands of connections, and with every kind of request that the OpenAPI document
//! describes. They run one at a time, because each needs the whole machine. They print how long things take, and assert none
//! of it.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "../binary/mod.rs"]
mod binary;
#[path = "../binary/client.rs"]
mod client;
#[path = "../binary/generated_seeds.rs"]
mod generated_seeds;
#[path = "../binary/valid_requests.rs"]
mod valid_requests;

mod process;

mod overload;
mod soak;
mod stalled_clients;

use std::io::Write as _;

use tokio::sync::{Mutex, MutexGuard};

static MACHINE: Mutex<()> = Mutex::const_new(());

/// Waits until no other test runs, and raises the open-file limit for thousands of connections.
async fn reserve_machine() -> MutexGuard<'static, ()> {
    let guard = MACHINE.lock().await;
    let limit = rlimit::increase_nofile_limit(8192).unwrap();
    assert!(
        limit >= 5000,
        "the limit of {limit} open files is too low for these tests; raise it with `ulimit -n 8192`"
    );
    guard
}

/// Prints a measurement, whether the test passes or not.
fn print_measurement(line: &str) {
    let _ = writeln!(std::io::stderr(), "      {line}");
}
