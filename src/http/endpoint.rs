//! An endpoint: a route as the router calls it. [`Endpoint::respond`] shows the steps of a request after routing, in their
//! order.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::body::{HttpBody as _, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, any};
use axum::{Extension, Router};
use futures_util::future::FutureExt as _;
use tokio::sync::SemaphorePermit;
use tokio::time::timeout;

use super::alias::{Alias, aliases};
use super::cache::cache_key::{CacheKey, RawRequestKey};
use super::cache::cached_dataset::CachedDataset;
use super::cache::request_keys::RequestKeys;
use super::cache::response_cache::CachedResponse;
use super::format::Format;
use super::handlers::fallback;
use super::limits::LoadShedder;
use super::outcome::{CacheLookup, NO_ROUTE};
use super::parsed_request::{ParsedRequest, RawRequest};
use super::problem::Problem;
use super::render::response::StreamBuffer;
use super::route::{Content, Group, Route};
use super::wire::compression::compress;
use super::wire::content_encoding::ContentEncoding;
use super::wire::path_param::PathParam;
use super::wire::ranges::{self, RequestedRange};
use super::wire::redirect;

/// The lookup and the route of a request, as an extension of its response.
#[derive(Debug, Clone, Copy)]
pub struct RequestLabels {
    pub lookup: CacheLookup,
    /// The pattern of the route.
    pub route: &'static str,
}

/// A route, with the format that the path's suffix fixes.
#[derive(Debug, Clone)]
struct Endpoint {
    route: &'static Route,
    routes: &'static [Route],
    suffix: Option<Format>,
    shedder: Arc<LoadShedder>,
}

/// The router over a table of routes.
pub fn router(routes: &'static [Route], shedder: &Arc<LoadShedder>) -> Router {
    let handler = |route: &'static Route, suffix| {
        let shedder = Arc::clone(shedder);
        let endpoint = Endpoint {
            route,
            routes,
            suffix,
            shedder,
        };
        (route.handler)().layer(from_fn_with_state(endpoint, endpoint_response))
    };
    let mut router = Router::new();
    for route in routes {
        router = router.route(&route.pattern, handler(route, None));
        if let Content::List { formats, .. } = route.content {
            for format in formats {
                let pattern = [&route.pattern, format.suffix()].concat();
                router = router.route(&pattern, handler(route, Some(*format)));
            }
        }
        for alias in aliases(route) {
            let pattern = alias.pattern.clone();
            router = router.route(&pattern, redirection(route, alias));
        }
    }
    router.fallback(
        move |uri: Uri, Extension(dataset): Extension<Arc<CachedDataset>>| async move {
            let problem = fallback::not_found(&uri, routes).into_response();
            let response = dataset.with_uncached_headers(problem);
            (
                Extension(RequestLabels {
                    lookup: CacheLookup::Pass,
                    route: NO_ROUTE,
                }),
                response,
            )
        },
    )
}

/// Redirects to a route, whichever of the read methods is used.
fn redirection(route: &'static Route, alias: Alias) -> MethodRouter {
    let respond =
        async move |method: Method, uri: Uri, Extension(dataset): Extension<Arc<CachedDataset>>| {
            let response = match method {
                Method::GET | Method::HEAD => redirect::permanent(&alias.target(uri.path()), &uri),
                Method::OPTIONS => dataset.preflight(),
                ref method => Problem::method_not_allowed(method, &uri).into_response(),
            };
            let labels = RequestLabels {
                lookup: CacheLookup::Pass,
                route: &route.pattern,
            };
            (Extension(labels), dataset.with_uncached_headers(response))
        };
    any(respond)
}

/// Calls an endpoint; a panic becomes a response with status 500.
async fn endpoint_response(
    State(endpoint): State<Endpoint>,
    Extension(dataset): Extension<Arc<CachedDataset>>,
    param: PathParam,
    request: Request,
    next: Next,
) -> Response {
    let responded =
        AssertUnwindSafe(endpoint.respond(&dataset, param, request, next)).catch_unwind();
    // The panic hook logs the message of a panic.
    let responded = responded.await.unwrap_or_else(|_| Err(Problem::internal()));
    let (mut response, lookup) = responded.unwrap_or_else(|problem| {
        (
            dataset.with_uncached_headers(problem.into_response()),
            CacheLookup::Pass,
        )
    });
    let route = endpoint.route.pattern.as_str();
    response
        .extensions_mut()
        .insert(RequestLabels { lookup, route });
    response
}

/// The part of a complete response that is requested. Handlers that stream send the part themselves, if they can.
async fn requested_part(
    response: Response,
    range: Option<RequestedRange>,
    uri: &Uri,
    dataset: &CachedDataset,
) -> Response {
    let is_whole = response.status() == StatusCode::OK;
    let has_parts = response.headers().contains_key(header::ACCEPT_RANGES);
    match range.filter(|_| is_whole && has_parts) {
        Some(range) => {
            let part = ranges::part_of(response, range, uri).await;
            if part.status().is_success() {
                part
            } else {
                dataset.with_uncached_headers(part)
            }
        }
        None => response,
    }
}

impl Endpoint {
    /// The steps of a request after routing.
    async fn respond(
        &self,
        dataset: &CachedDataset,
        path_param: PathParam,
        mut request: Request,
        next: Next,
    ) -> Result<(Response, CacheLookup), Problem> {
        match *request.method() {
            Method::GET | Method::HEAD => {}
            Method::OPTIONS => return Ok((dataset.preflight(), CacheLookup::Pass)),
            ref method => return Err(Problem::method_not_allowed(method, request.uri())),
        }
        let _permit = self.admit()?;
        let mut parsed = self.parse(dataset, &path_param, &request)?;
        if self.is_probe() {
            let response = self.call_handler(parsed, request, next).await;
            return Ok((dataset.with_uncached_headers(response), CacheLookup::Pass));
        }
        parsed.report_url = request.extensions_mut().remove().flatten();
        let raw_key = request.extensions_mut().remove();
        let mut keys = RequestKeys::new(&parsed, raw_key.flatten());
        let (headers, uri) = (request.headers().clone(), parsed.uri.clone());
        let range = RequestedRange::new(request.method(), &headers, &keys.plain.etag);
        parsed.range = range;
        let is_valid = parsed.invalid.is_none();
        let cached = is_valid.then(|| keys.lookup(dataset, &headers)).flatten();
        let (response, lookup) = if let Some(response) = cached {
            (response, CacheLookup::Hit)
        } else {
            let encoding = parsed.encoding;
            let response = self.call_handler(parsed, request, next).await;
            if !response.status().is_success() {
                return Ok((dataset.with_uncached_headers(response), CacheLookup::Miss));
            }
            let (key, raw_key) = keys.of_response(&response);
            let response = self.complete(dataset, &key, raw_key, response, encoding);
            let response = dataset.conditional(response.await?, &key, &headers);
            (response, CacheLookup::Miss)
        };
        Ok((requested_part(response, range, &uri, dataset).await, lookup))
    }

    const fn is_probe(&self) -> bool {
        matches!(self.route.group, Group::Probes)
    }

    /// Admits a request, or sheds it over the limit. Probes are always admitted.
    fn admit(&self) -> Result<Option<SemaphorePermit<'_>>, Problem> {
        if self.is_probe() {
            return Ok(None);
        }
        self.shedder
            .admit()
            .map(Some)
            .ok_or_else(Problem::overloaded)
    }

    fn parse(
        &self,
        dataset: &CachedDataset,
        PathParam(path_param): &PathParam,
        request: &Request,
    ) -> Result<ParsedRequest, Problem> {
        let (uri, headers, suffix) = (request.uri(), request.headers(), self.suffix);
        let raw = RawRequest {
            uri,
            headers,
            path_param: path_param.as_deref(),
            suffix,
        };
        ParsedRequest::parse(self.route, self.routes, dataset.store.clone(), raw)
    }

    /// Calls the handler with the parsed request, until the deadline.
    async fn call_handler(
        &self,
        parsed: ParsedRequest,
        mut request: Request,
        next: Next,
    ) -> Response {
        let uri = parsed.uri.clone();
        request.extensions_mut().insert(parsed);
        let handled = timeout(self.shedder.deadline, next.run(request)).await;
        handled.unwrap_or_else(|_| Problem::deadline(&uri).into_response())
    }

    /// Compresses a successful response, charges it to the memory budget, and caches it unless it is a stream.
    async fn complete(
        &self,
        dataset: &CachedDataset,
        key: &CacheKey,
        raw_key: Option<RawRequestKey>,
        response: Response,
        encoding: ContentEncoding,
    ) -> Result<Response, Problem> {
        let is_stream = response.body().size_hint().exact().is_none();
        let mut response = compress(response, encoding).await;
        let is_weak = is_stream && encoding != ContentEncoding::Identity;
        let etag = if is_weak {
            key.etag.weak()
        } else {
            key.etag.strong()
        };
        response.headers_mut().insert(header::ETAG, etag);
        let (parts, body) = dataset.with_cached_headers(response).into_parts();
        if is_stream {
            let buffer = parts.extensions.get().copied().unwrap_or(StreamBuffer(0));
            let body = self.shedder.hold_stream(body, buffer, encoding);
            let body = body.ok_or_else(Problem::overloaded)?;
            return Ok(Response::from_parts(parts, body));
        }
        let body = to_bytes(body, usize::MAX)
            .await
            .map_err(|_| Problem::internal())?;
        let body = self.shedder.hold(body).ok_or_else(Problem::overloaded)?;
        let cached = Arc::new(CachedResponse::new(parts.headers, body));
        if dataset.cache.insert(key, Arc::clone(&cached)) {
            dataset.cache.remember(raw_key, key);
        }
        Ok(cached.to_response())
    }
}
