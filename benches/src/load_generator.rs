//! The load generator: a closed loop of keep-alive connections that share a list of requests.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::ensure;
use hdrhistogram::Histogram;
use tokio::task::JoinSet;

use crate::http_client::{Connection, Request};

/// The number of concurrent connections. Each sends its next request when the last response is complete.
const CONNECTIONS: usize = 32;

/// Requests to send, in order, and the status that every response must have.
#[derive(Debug, Clone)]
pub struct RequestPlan {
    pub address: SocketAddr,
    pub requests: Arc<[Request]>,
    /// The number of requests to send. If it exceeds the length of the list, the list repeats.
    pub count: usize,
    pub expected_status: u16,
}

impl RequestPlan {
    /// A plan whose `count` is decided when its job warms up the server.
    pub fn new(address: SocketAddr, requests: Vec<Request>, expected_status: u16) -> Self {
        Self {
            address,
            requests: requests.into(),
            count: 0,
            expected_status,
        }
    }
}

/// Sends the requests and returns the latencies in nanoseconds. The first response with another status is an error,
/// because a failing server is a fast one.
pub async fn send(plan: RequestPlan) -> anyhow::Result<Histogram<u64>> {
    let next = Arc::new(AtomicUsize::new(0));
    let mut connections = JoinSet::new();
    for _ in 0..CONNECTIONS.min(plan.count) {
        connections.spawn(run_connection(plan.clone(), Arc::clone(&next)));
    }
    let mut latencies = Histogram::new(3)?;
    while let Some(finished) = connections.join_next().await {
        latencies.add(finished??)?;
    }
    Ok(latencies)
}

async fn run_connection(
    plan: RequestPlan,
    next: Arc<AtomicUsize>,
) -> anyhow::Result<Histogram<u64>> {
    let mut connection = Connection::open(plan.address).await?;
    let mut latencies = Histogram::new(3)?;
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        if index >= plan.count {
            return Ok(latencies);
        }
        let request = &plan.requests[index % plan.requests.len()];
        let started = Instant::now();
        let head = connection.send(request, |_| ()).await?;
        latencies.record(u64::try_from(started.elapsed().as_nanos())?)?;
        ensure!(
            head.status == plan.expected_status,
            "{} returned status {}",
            request.target,
            head.status
        );
    }
}
