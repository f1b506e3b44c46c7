//! A data set while it is served: the store, the headers that name it, and the responses made from it so far.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::cache_key::{CacheKey, RawRequestKey};
use super::response_cache::ResponseCache;
use crate::http::outcome::{CacheLookup, RequestOutcome};
use crate::http::wire::common_headers::{self, CommonHeaders};
use crate::http::wire::etag::ETag;
use crate::store::Store;

/// Everything that a reload replaces.
#[derive(Debug)]
pub struct CachedDataset {
    pub store: Store,
    pub cache: ResponseCache,
    headers: CommonHeaders,
}

impl CachedDataset {
    /// A data set with an empty cache of so many bytes.
    pub fn new(store: Store, cache: usize) -> Self {
        Self {
            headers: CommonHeaders::new(&store.dataset),
            cache: ResponseCache::new(cache),
            store,
        }
    }

    /// The response to a raw request that was handled before, if it is still cached or the client holds it.
    pub fn lookup_raw(&self, raw: &RawRequestKey, headers: &HeaderMap) -> Option<RequestOutcome> {
        self.lookup(&self.cache.key(raw)?, headers)
    }

    /// The response with this key, if it is cached or the client holds it: an ETag is only ever sent with a response that
    /// exists.
    pub fn lookup(&self, key: &CacheKey, headers: &HeaderMap) -> Option<RequestOutcome> {
        let response = if key.etag.matches(headers) {
            self.not_modified(&key.etag)
        } else {
            let cached = self.cache.response(key)?;
            self.conditional(cached.to_response(), key, headers)
        };
        Some(RequestOutcome {
            response,
            lookup: CacheLookup::Hit,
            route: key.route,
        })
    }

    /// A response that exists, or 304 if the client holds any representation of it, or one of data that has not changed.
    pub fn conditional(&self, response: Response, key: &CacheKey, headers: &HeaderMap) -> Response {
        if ETag::any_matches(headers) || self.headers.is_unmodified(headers) {
            self.not_modified(&key.etag)
        } else {
            response
        }
    }

    fn not_modified(&self, etag: &ETag) -> Response {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        *response.headers_mut() = self.headers.not_modified.clone();
        response.headers_mut().insert(header::ETAG, etag.strong());
        response
    }

    /// A response with the headers of responses about the data.
    pub fn with_cached_headers(&self, response: Response) -> Response {
        with_headers(response, &self.headers.cached)
    }

    /// A response with the headers of errors and of responses about the current state.
    pub fn with_uncached_headers(&self, response: Response) -> Response {
        with_headers(response, &self.headers.uncached)
    }

    /// The response to OPTIONS.
    pub fn preflight(&self) -> Response {
        with_headers(StatusCode::OK.into_response(), &self.headers.preflight)
    }
}

fn with_headers(mut response: Response, headers: &HeaderMap) -> Response {
    common_headers::add(response.headers_mut(), headers);
    response
}
