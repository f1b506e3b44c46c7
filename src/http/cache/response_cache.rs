//! The response cache. The data never changes while it is served, so cached responses never expire; they are evicted only to
//! make room.
//!
//! It is our own rather than a middleware, because it is consulted before routing and shares one memory budget between
//! responses and the raw requests that lead to them.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use quick_cache::sync::DefaultLifecycle;
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter, sync};

use super::cache_key::{CacheKey, RawRequestKey};
use crate::http::wire::ranges::BYTES;
use crate::http::wire::request_id::REQUEST_ID;

/// The memory that an entry takes besides its body, in bytes: the map, a key, and a [`HeaderMap`] of a dozen headers.
const RESPONSE_OVERHEAD: usize = 3 * 1024;
/// The memory that a raw request takes besides its text, in bytes.
const RAW_KEY_OVERHEAD: usize = 256;

/// A complete response with status 200.
#[derive(Debug)]
pub struct CachedResponse {
    headers: HeaderMap,
    body: Bytes,
}

impl CachedResponse {
    pub fn new(mut headers: HeaderMap, body: Bytes) -> Self {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        // A part of a compressed body is never sent.
        if !headers.contains_key(header::CONTENT_ENCODING) {
            headers.insert(header::ACCEPT_RANGES, BYTES);
        }
        // Reserves the `x-request-id` slot, so that inserting it never reallocates.
        headers.insert(REQUEST_ID, HeaderValue::from_static(""));
        Self { headers, body }
    }

    /// A copy that shares the body.
    pub fn to_response(&self) -> Response {
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.headers_mut() = self.headers.clone();
        response
    }
}

/// Weighs entries in bytes.
#[derive(Debug, Clone)]
struct Bytewise;

impl Weighter<RawRequestKey, CacheKey> for Bytewise {
    fn weight(&self, raw: &RawRequestKey, _: &CacheKey) -> u64 {
        (raw.len() + RAW_KEY_OVERHEAD) as u64
    }
}

impl Weighter<CacheKey, Arc<CachedResponse>> for Bytewise {
    fn weight(&self, _: &CacheKey, response: &Arc<CachedResponse>) -> u64 {
        (response.body.len() + RESPONSE_OVERHEAD) as u64
    }
}

/// Responses by their keys, and keys by raw requests, within one memory budget.
#[derive(Debug)]
pub struct ResponseCache {
    keys: sync::Cache<RawRequestKey, CacheKey, Bytewise>,
    responses: sync::Cache<CacheKey, Arc<CachedResponse>, Bytewise>,
    /// A larger response would evict too many others.
    max_response: usize,
}

impl ResponseCache {
    /// A cache of so many bytes; with 0, one that is always empty.
    pub fn new(capacity: usize) -> Self {
        let for_keys = capacity / 8;
        Self {
            keys: bounded(for_keys, RAW_KEY_OVERHEAD),
            responses: bounded(capacity - for_keys, RESPONSE_OVERHEAD),
            max_response: capacity / 8,
        }
    }

    /// The key of a raw request that was handled before.
    pub fn key(&self, raw: &RawRequestKey) -> Option<CacheKey> {
        self.keys.get(raw)
    }

    pub fn response(&self, key: &CacheKey) -> Option<Arc<CachedResponse>> {
        self.responses.get(key)
    }

    /// Caches a response and returns true, unless the response is too large.
    pub fn insert(&self, key: &CacheKey, response: Arc<CachedResponse>) -> bool {
        let fits = response.body.len() + RESPONSE_OVERHEAD <= self.max_response;
        if fits {
            self.responses.insert(key.clone(), response);
        }
        fits
    }

    /// Remembers the key of a raw request.
    pub fn remember(&self, raw: Option<RawRequestKey>, key: &CacheKey) {
        if let Some(raw) = raw {
            self.keys.insert(raw, key.clone());
        }
    }

    /// The number of cached responses.
    pub fn entries(&self) -> usize {
        self.responses.len()
    }

    /// The memory that responses and raw requests take together, in bytes.
    pub fn bytes(&self) -> u64 {
        self.responses.weight() + self.keys.weight()
    }
}

/// A map with one shard: with more, each would get a part of the capacity, and a large response would fit into none.
fn bounded<K, V>(capacity: usize, entry: usize) -> sync::Cache<K, V, Bytewise>
where
    K: std::hash::Hash + Eq,
    V: Clone,
    Bytewise: Weighter<K, V> + Clone,
{
    let mut options = OptionsBuilder::new();
    options
        .shards(1)
        .weight_capacity(capacity as u64)
        .estimated_items_capacity(capacity / entry / 2);
    let options = options.build().expect("all required options are set");
    sync::Cache::with_options(
        options,
        Bytewise,
        DefaultHashBuilder::default(),
        DefaultLifecycle::default(),
    )
}
