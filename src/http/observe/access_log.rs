//! The access log: one line for each request, under the request's id.

use std::time::{Duration, Instant};

use axum::http::{HeaderValue, Method, Request, Uri};

use crate::http::outcome::RequestOutcome;
use crate::http::wire::request_id::{self, REQUEST_ID};

/// The target of the access log's lines.
pub const ACCESS_LOG: &str = "bilateral::requests";

/// A request that is being handled.
#[derive(Debug)]
pub struct RequestLog {
    started: Instant,
    id: HeaderValue,
}

impl RequestLog {
    /// Starts the clock and gives the request its id.
    pub fn start<B>(request: &Request<B>) -> Self {
        Self {
            started: Instant::now(),
            id: request_id::from_headers(request.headers()),
        }
    }

    /// The span that gives the request's id to everything that is logged while it is handled.
    pub fn span(&self) -> tracing::Span {
        tracing::info_span!("request", id = request_id::as_str(&self.id))
    }

    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Writes the line, and puts the id into the response.
    pub fn finish(
        self,
        method: &Method,
        uri: &Uri,
        outcome: &mut RequestOutcome,
        elapsed: Duration,
    ) {
        tracing::info!(
            target: ACCESS_LOG,
            id = request_id::as_str(&self.id),
            method = method.as_str(),
            path = uri.path(),
            route = outcome.route,
            status = outcome.response.status().as_u16(),
            microseconds = u64::try_from(elapsed.as_micros()).expect("a request takes less than 500,000 years"),
            cache = outcome.lookup.name(),
            "answered"
        );
        outcome.response.headers_mut().insert(REQUEST_ID, self.id);
    }
}
