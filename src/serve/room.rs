//! The limits that the flags set, and those that the system does. What makes no sense is refused before anything is begun.

use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use bilateral::http::Limits;
use bilateral::store::Timeouts;

use crate::cli::ServeArgs;

/// How many connections are held if no flag says so and the system allows it.
const USUAL: u64 = 4096;
/// Descriptors that are no client's: files, the database, the log, connections that are turned away.
const OWN: u64 = 128;
/// How many connections the operator's address holds: Prometheus and probes.
pub const OPERATORS: usize = 16;

/// What the service takes on at a time.
pub fn limits(how: &ServeArgs) -> anyhow::Result<Limits> {
    let ServeArgs {
        cache,
        unsent,
        wait,
        deadline,
        ..
    } = *how;
    ensure!(
        cache < unsent,
        "--cache {cache} leaves no room for other answers in --unsent {unsent}; raise the one or lower the other"
    );
    ensure!(
        wait <= deadline,
        "--wait {wait} is longer than --deadline {deadline}, so that it would never end; lower the one or raise the other"
    );
    let mib = |number: u16| usize::from(number) << 20;
    let in_flight = usize::try_from(how.in_flight)?;
    Ok(Limits {
        cache: mib(cache),
        unsent: mib(unsent),
        in_flight,
        deadline: seconds(deadline),
    })
}

/// How long the database is waited for.
pub fn waits(how: &ServeArgs) -> Timeouts {
    Timeouts {
        connection: seconds(how.wait),
        statement: seconds(how.deadline),
    }
}

pub fn seconds(number: u16) -> Duration {
    Duration::from_secs(number.into())
}

/// How many connections are held: each takes a descriptor, of which the process is let have as many as the system allows.
pub fn connections(asked: Option<u32>) -> anyhow::Result<usize> {
    let wanted = asked.map_or(USUAL, u64::from);
    let descriptors = rlimit::increase_nofile_limit(wanted + OWN)
        .context("cannot learn how many files may be open")?;
    let most = descriptors.saturating_sub(OWN);
    if most == 0 || (asked.is_some() && most < wanted) {
        bail!(
            "{descriptors} files may be open, too few for {wanted} connections; raise that (`ulimit -n {}`) or give fewer \
             with --connections",
            wanted + OWN
        );
    }
    if most < wanted {
        tracing::warn!("{descriptors} files may be open, so that only {most} connections are held");
    }
    Ok(usize::try_from(most.min(wanted))?)
}
