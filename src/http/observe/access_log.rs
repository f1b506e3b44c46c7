//! The access log: one line for each request, under the request's id.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use axum::body::HttpBody;
use axum::http::{HeaderValue, Method, Request, Uri, header};
use axum::response::Response;
use tracing::field;

use crate::http::outcome::RequestOutcome;
use crate::http::wire::request_checks;
use crate::http::wire::request_id::{self, REQUEST_ID};

/// The target of the access log's lines.
pub const ACCESS_LOG: &str = "bilateral::requests";

/// The address of the client, or of the proxy before it, as an extension of its requests.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub IpAddr);

/// A request that is being handled.
#[derive(Debug)]
pub struct RequestLog {
    started: Instant,
    id: HeaderValue,
    /// `None` for requests that did not come over the network.
    client: Option<IpAddr>,
    /// True if the connection closes after the response.
    pub closes_connection: bool,
}

impl RequestLog {
    /// Starts the clock and gives the request its id.
    pub fn start<B: HttpBody>(request: &Request<B>) -> Self {
        let id = request_id::from_headers(request.headers());
        let closes_connection = request_checks::has_body(request);
        Self {
            started: Instant::now(),
            id,
            client: request.extensions().get().map(|ClientAddress(ip)| *ip),
            closes_connection,
        }
    }

    /// The span that gives the request's id to everything that is logged while it is handled.
    pub fn span(&self) -> tracing::Span {
        tracing::info_span!("request", id = request_id::as_str(&self.id))
    }

    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Writes the line, and adds the headers that belong to this request alone.
    pub fn finish(
        self,
        method: &Method,
        uri: &Uri,
        outcome: RequestOutcome,
        elapsed: Duration,
    ) -> Response {
        let RequestOutcome {
            mut response,
            lookup,
            route,
        } = outcome;
        let microseconds = u64::try_from(elapsed.as_micros());
        tracing::info!(
            target: ACCESS_LOG,
            id = request_id::as_str(&self.id),
            method = method.as_str(),
            path = uri.path(),
            query = uri.query(),
            client = self.client.map(field::display),
            route,
            status = response.status().as_u16(),
            bytes = body_size(method, &response),
            microseconds = microseconds.expect("a request takes less than 500,000 years"),
            cache = lookup.name(),
            "answered"
        );
        let headers = response.headers_mut();
        headers.insert(REQUEST_ID, self.id);
        if self.closes_connection {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}

/// The size in bytes of the body that is sent; `None` for a stream whose end is not known yet.
fn body_size(method: &Method, response: &Response) -> Option<u64> {
    if *method == Method::HEAD {
        return Some(0);
    }
    let announced = || {
        let length = response.headers().get(header::CONTENT_LENGTH)?;
        length.to_str().ok()?.parse().ok()
    };
    response.body().size_hint().exact().or_else(announced)
}
