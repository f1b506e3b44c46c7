//! The keys of one request: as the client wrote it, and those under which its response is cached, without warnings and with them.

use axum::http::HeaderMap;
use axum::response::Response;

use super::cache_key::{CacheKey, RawRequestKey};
use super::cached_dataset::CachedDataset;
use crate::http::parsed_request::ParsedRequest;
use crate::http::render::response::HasWarnings;

/// The keys of a request.
#[derive(Debug)]
pub struct RequestKeys {
    pub plain: CacheKey,
    of_warnings: Option<CacheKey>,
    raw: Option<RawRequestKey>,
}

impl RequestKeys {
    pub fn new(request: &ParsedRequest, raw: Option<RawRequestKey>) -> Self {
        Self {
            plain: CacheKey::new(request),
            of_warnings: CacheKey::of_warnings(request),
            raw,
        }
    }

    /// The response, if it is cached under one of the keys or the client holds it. The raw request then leads to it.
    pub fn lookup(&mut self, dataset: &CachedDataset, headers: &HeaderMap) -> Option<Response> {
        let mut keys = std::iter::once(&self.plain).chain(&self.of_warnings);
        let (key, outcome) = keys.find_map(|key| Some((key, dataset.lookup(key, headers)?)))?;
        dataset.cache.remember(self.raw.take(), key);
        Some(outcome.response)
    }

    /// The key for a response, and the raw request that leads to it.
    pub fn of_response(self, response: &Response) -> (CacheKey, Option<RawRequestKey>) {
        let has_warnings = response.extensions().get::<HasWarnings>().is_some();
        let key = self.of_warnings.filter(|_| has_warnings);
        (key.unwrap_or(self.plain), self.raw)
    }
}
