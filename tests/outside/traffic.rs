//! The traffic of the replica drill: many clients whose requests are as popular as those of real users, and a check of every
//! response.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::http;

use crate::client::{BoxError, Client, Response};

/// The number of requests that a client sends from one IP address, below the rate limit's burst.
pub const REQUESTS_PER_ADDRESS: usize = 100;

/// A GET request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Request {
    pub path: String,
    /// The content encoding to ask for.
    pub encoding: &'static str,
}

impl Request {
    pub async fn send(&self, client: &mut Client) -> Result<Response, BoxError> {
        let request = http::Request::get(&self.path).header("accept-encoding", self.encoding);
        Response::read(client.send(request).await?).await
    }
}

/// Draws `count` requests by Zipf's law: the most popular one is twice as frequent as the next, three times as frequent as the
/// third, and so on.
#[expect(clippy::cast_precision_loss, reason = "weights need no precision")]
pub fn draw_requests(distinct: &[Request], count: usize, seed: u64) -> Vec<Request> {
    let weights: Vec<f64> = (1..=distinct.len()).map(|rank| 1.0 / rank as f64).collect();
    let (total, mut state) = (weights.iter().sum::<f64>(), seed);
    let draw = || {
        // Knuth's linear congruential generator MMIX, whose upper bits are random enough.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mut rest = (state >> 11) as f64 / (1_u64 << 53) as f64 * total;
        let rank = weights.iter().position(|weight| {
            rest -= weight;
            rest < 0.0
        });
        distinct[rank.unwrap_or(distinct.len() - 1)].clone()
    };
    std::iter::repeat_with(draw).take(count).collect()
}

/// The bodies of responses by request and ETag. One ETag must always mean the same bytes.
#[derive(Default)]
pub struct SeenBodies(Mutex<HashMap<(Request, String), Vec<u8>>>);

impl SeenBodies {
    /// Fails unless the response is a success whose body equals all others with its ETag.
    pub fn check(&self, request: &Request, response: Response) -> Result<(), BoxError> {
        let etag = response.header("etag").to_owned();
        if response.status != 200 || etag.is_empty() {
            return Err(format!("unexpected response to {request:?}: {response:?}").into());
        }
        // The ETag of an export that is compressed while it is sent is weak: its bytes may differ.
        if etag.starts_with("W/") {
            return Ok(());
        }
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match seen.entry((request.clone(), etag)) {
            Entry::Vacant(entry) => drop(entry.insert(response.body)),
            Entry::Occupied(other) if *other.get() == response.body => {}
            Entry::Occupied(other) => {
                let etag = &other.key().1;
                return Err(format!("{request:?}: two bodies have the ETag {etag}").into());
            }
        }
        Ok(())
    }
}

/// A list of requests that many clients work through together.
pub struct Traffic {
    /// The address of the cache.
    pub address: String,
    /// The number of the phase. Clients use other IP addresses in each.
    pub phase: u8,
    pub requests: Vec<Request>,
    /// The number of requests that were started.
    pub started: AtomicUsize,
    pub cache_hits: AtomicUsize,
    pub seen: Arc<SeenBodies>,
}

impl Traffic {
    /// Sends requests until none is left, from a new IP address after every [`REQUESTS_PER_ADDRESS`].
    pub async fn run_client(self: Arc<Self>, client: u8) -> Result<(), BoxError> {
        for turn in 0..=u8::MAX {
            let address = Ipv4Addr::new(127, self.phase, client, turn);
            let mut client = Client::connect_from(address, &self.address).await?;
            for _ in 0..REQUESTS_PER_ADDRESS {
                let next = self.started.fetch_add(1, Ordering::Relaxed);
                let Some(request) = self.requests.get(next) else {
                    return Ok(());
                };
                let response = request
                    .send(&mut client)
                    .await
                    .map_err(|error| format!("{request:?}: {error}"))?;
                let is_hit = response.header("cache-status").contains("; hit");
                self.cache_hits
                    .fetch_add(usize::from(is_hit), Ordering::Relaxed);
                self.seen.check(request, response)?;
            }
        }
        Err("a client has no IP addresses left".into())
    }
}
