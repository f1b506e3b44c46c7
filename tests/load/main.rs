//! Many at a time and for long: the real binary with thousands of connections, and with everything that the OpenAPI document
//! offers. One test after the other, as each wants the whole machine. What took how long is told, not judged.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "../binary/mod.rs"]
mod binary;
#[path = "../binary/client.rs"]
mod client;
#[path = "../binary/large.rs"]
mod large;
#[path = "../binary/valid.rs"]
mod valid;

mod overload;
mod process;
mod soak;
mod stalled;

use std::io::Write as _;

use tokio::sync::{Mutex, MutexGuard};

static MACHINE: Mutex<()> = Mutex::const_new(());

/// The machine for one test alone, with descriptors for thousands of connections.
async fn alone() -> MutexGuard<'static, ()> {
    let alone = MACHINE.lock().await;
    let files = rlimit::increase_nofile_limit(8192).unwrap();
    assert!(
        files >= 5000,
        "{files} files may be open, too few for these tests; raise that (`ulimit -n 8192`)"
    );
    alone
}

/// Says what was measured, whether the test passes or not.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "      {line}");
}
