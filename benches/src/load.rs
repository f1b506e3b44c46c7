//! Load: a closed loop of connections that are kept open, over a list of requests that they share.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::ensure;
use hdrhistogram::Histogram;
use tokio::task::JoinSet;

use crate::wire::{Connection, Request};

/// How many ask at once, each after its last answer.
const CONNECTIONS: usize = 32;

/// Requests to send, in their order, and what they are to be answered with.
#[derive(Debug, Clone)]
pub struct Load {
    pub address: SocketAddr,
    pub requests: Arc<[Request]>,
    /// How many to send; beyond the end of the list it begins again.
    pub count: usize,
    pub status: u16,
}

/// Sends a load and times every answer, in nanoseconds. The first wrong status ends it, for a failing server is a fast one.
pub async fn send(load: Load) -> anyhow::Result<Histogram<u64>> {
    let next = Arc::new(AtomicUsize::new(0));
    let mut connections = JoinSet::new();
    for _ in 0..CONNECTIONS.min(load.count) {
        connections.spawn(connection(load.clone(), Arc::clone(&next)));
    }
    let mut times = Histogram::new(3)?;
    while let Some(done) = connections.join_next().await {
        times.add(done??)?;
    }
    Ok(times)
}

async fn connection(load: Load, next: Arc<AtomicUsize>) -> anyhow::Result<Histogram<u64>> {
    let mut connection = Connection::open(load.address).await?;
    let mut times = Histogram::new(3)?;
    loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        if at >= load.count {
            return Ok(times);
        }
        let request = &load.requests[at % load.requests.len()];
        let started = Instant::now();
        let head = connection.ask(request, |_| ()).await?;
        times.record(u64::try_from(started.elapsed().as_nanos())?)?;
        ensure!(
            head.status == load.status,
            "{} was answered with {}",
            request.target,
            head.status
        );
    }
}
