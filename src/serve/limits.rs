//! The flags that limit a server, and the limits that follow from them. Contradictory limits are refused before anything starts.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use clap::{Args, value_parser};

use bilateral::http::Limits;
use bilateral::store::Timeouts;

/// The maximum number of connections without `--connections`, where the open-file limit allows it.
const DEFAULT_MAX_CONNECTIONS: u64 = 4096;
/// File descriptors for everything but admitted connections: files, the database, the log, connections being refused.
const RESERVED_DESCRIPTORS: u64 = 128;

/// The limits as the operator sets them.
#[derive(Debug, Clone, Copy, Args)]
pub struct LimitArgs {
    /// Memory in MiB for cached responses; 0 disables the cache
    #[arg(long, default_value_t = 8, env = "BILATERAL_CACHE", value_name = "MIB", value_parser = value_parser!(u16).range(..=4096))]
    cache: u16,
    /// Memory in MiB for unsent responses, cache included; further requests get 503
    #[arg(long, default_value_t = 64, env = "BILATERAL_UNSENT", value_name = "MIB", value_parser = value_parser!(u16).range(1..=16384))]
    unsent: u16,
    /// Maximum number of open connections; further ones get 503 [default: 4096, or what the open-file limit allows]
    #[arg(long, env = "BILATERAL_CONNECTIONS", value_name = "NUMBER", value_parser = value_parser!(u32).range(1..=1_000_000))]
    connections: Option<u32>,
    /// Maximum number of requests in flight, cache hits excluded; further requests get 503
    #[arg(long, default_value_t = 256, env = "BILATERAL_IN_FLIGHT", value_name = "NUMBER", value_parser = value_parser!(u32).range(1..=100_000))]
    in_flight: u32,
    /// Seconds a client may take to send a request head, to send the next request, or to accept more of a response
    #[arg(long, default_value_t = 10, env = "BILATERAL_CLIENT_TIMEOUT", value_name = "SECONDS", value_parser = value_parser!(u16).range(1..=3600))]
    client_timeout: u16,
    /// Time limit in seconds for starting a response and for each SQL statement; requests that exceed it get 503
    #[arg(long, default_value_t = 10, env = "BILATERAL_DEADLINE", value_name = "SECONDS", value_parser = value_parser!(u16).range(1..=3600))]
    deadline: u16,
    /// Seconds a request may wait for a free database connection; at most the deadline
    #[arg(long, default_value_t = 1, env = "BILATERAL_WAIT", value_name = "SECONDS", value_parser = value_parser!(u16).range(1..=3600))]
    wait: u16,
}

impl LimitArgs {
    /// The limits of the service.
    pub fn service_limits(&self) -> anyhow::Result<Limits> {
        let (cache, unsent) = (self.cache, self.unsent);
        let (wait, deadline) = (self.wait, self.deadline);
        ensure!(
            cache < unsent,
            "--cache {cache} must be less than --unsent {unsent}, which includes it; lower --cache or raise --unsent"
        );
        ensure!(
            wait <= deadline,
            "--wait {wait} must not be longer than --deadline {deadline}; lower --wait or raise --deadline"
        );
        Ok(Limits {
            cache: mib(cache),
            unsent: mib(unsent),
            in_flight: usize::try_from(self.in_flight)?,
            deadline: seconds(deadline),
        })
    }

    /// The timeouts of the database.
    pub fn database_timeouts(&self) -> Timeouts {
        Timeouts {
            connection: seconds(self.wait),
            statement: seconds(self.deadline),
        }
    }

    pub fn client_timeout(&self) -> Duration {
        seconds(self.client_timeout)
    }

    /// The maximum number of open connections. Each needs a file descriptor, so this raises the process's open-file limit as
    /// far as the system allows.
    pub fn max_connections(&self) -> anyhow::Result<usize> {
        let wanted = self.connections.map_or(DEFAULT_MAX_CONNECTIONS, u64::from);
        let open_files = rlimit::increase_nofile_limit(wanted + RESERVED_DESCRIPTORS)
            .context("cannot read the open-file limit")?;
        let allowed = open_files.saturating_sub(RESERVED_DESCRIPTORS);
        let is_explicit = self.connections.is_some();
        ensure!(
            allowed >= wanted || (allowed > 0 && !is_explicit),
            "the limit of {open_files} open files is too low for {wanted} connections; raise it with `ulimit -n {}` or lower \
             --connections",
            wanted + RESERVED_DESCRIPTORS
        );
        if allowed < wanted {
            tracing::warn!(
                "the limit of {open_files} open files allows only {allowed} connections"
            );
        }
        Ok(usize::try_from(allowed.min(wanted))?)
    }
}

fn mib(number: u16) -> usize {
    usize::from(number) << 20
}

fn seconds(number: u16) -> Duration {
    Duration::from_secs(number.into())
}
