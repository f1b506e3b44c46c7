//! One request from its coming to its answer: its name, and its line in the log.

use std::time::{Duration, Instant};

use axum::http::{HeaderValue, Method, Request, Uri};
use axum::response::Response;

use super::request_id::{self, REQUEST_ID};
use super::served::Told;

/// The target of the lines about requests, one for each.
pub const REQUESTS: &str = "bilateral::requests";

/// A request under way.
#[derive(Debug)]
pub struct UnderWay {
    begun: Instant,
    id: HeaderValue,
}

impl UnderWay {
    /// A request that has just come.
    pub fn of<B>(request: &Request<B>) -> Self {
        Self {
            begun: Instant::now(),
            id: request_id::of(request.headers()),
        }
    }

    /// What is logged on the way bears the request's name.
    pub fn span(&self) -> tracing::Span {
        tracing::info_span!("request", id = request_id::text(&self.id))
    }

    /// How long ago it came.
    pub fn age(&self) -> Duration {
        self.begun.elapsed()
    }

    /// Names the answer, which took so long, and writes the request's one line.
    pub fn end(self, method: &Method, uri: &Uri, told: Told, took: Duration) -> Response {
        let Told {
            mut response,
            lookup,
            route,
        } = told;
        tracing::info!(
            target: REQUESTS,
            id = request_id::text(&self.id),
            method = method.as_str(),
            path = uri.path(),
            route,
            status = response.status().as_u16(),
            microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
            cache = lookup.name(),
            "answered"
        );
        response.headers_mut().insert(REQUEST_ID, self.id);
        response
    }
}
