//! The service: the steps of a request from its arrival to its response, in their order. [`Service::handle`] has those before
//! routing, and the endpoint of the matched route those after.
//!
//! A reload replaces the data set between two requests: every request is handled with the data set that it was begun with.

use std::convert::Infallible;
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use arc_swap::ArcSwap;
use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Method, Request, Uri};
use axum::response::{IntoResponse as _, Response};
use futures_util::future::Either;
use tower::Service as _;
use tracing::Instrument as _;

use super::cache::cache_key::{RawRequestKey, normalise_path};
use super::cache::cached_dataset::CachedDataset;
use super::endpoint::{self, RequestLabels};
use super::limits::{Limits, LoadShedder};
use super::observe::access_log::RequestLog;
use super::observe::metrics::Metrics;
use super::outcome::{CacheLookup, NO_ROUTE, RequestOutcome};
use super::problem::Problem;
use super::reload::Reload;
use super::report_url::ReportUrl;
use super::route::Route;
use super::web;
use super::wire::ranges::has_range;
use super::wire::request_checks;
use crate::store::Store;

/// The whole service. Clones share everything.
#[derive(Debug, Clone)]
pub struct Service(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    current: Arc<ArcSwap<CachedDataset>>,
    router: Router,
    metrics: Metrics,
    reload: ArcSwap<Reload>,
    cache_capacity: usize,
    report_url: OnceLock<ReportUrl>,
}

/// A response that is ready, or one that is on its way.
pub type ResponseFuture =
    Either<Ready<HandledResponse>, Pin<Box<dyn Future<Output = HandledResponse> + Send>>>;

type HandledResponse = Result<Response, Infallible>;

impl Service {
    /// A service of these routes over a data set.
    pub fn new(store: Store, routes: &'static [Route], limits: &Limits) -> Self {
        let current = Arc::new(ArcSwap::from_pointee(CachedDataset::new(
            store,
            limits.cache,
        )));
        let shedder = Arc::new(LoadShedder::new(limits));
        Self(Arc::new(Inner {
            metrics: Metrics::new(Arc::clone(&current)),
            router: endpoint::router(routes, &shedder),
            current,
            reload: ArcSwap::default(),
            cache_capacity: limits.cache,
            report_url: OnceLock::new(),
        }))
    }

    /// Lets pages link to the place where mistakes are reported. Responses are cached, so it is set before the first request,
    /// and once.
    pub fn report_mistakes_to(&self, url: ReportUrl) {
        let _is_first = self.0.report_url.set(url);
    }

    /// Serves another data set from now on.
    pub fn replace(&self, store: Store) {
        let dataset = CachedDataset::new(store, self.0.cache_capacity);
        self.0.current.store(Arc::new(dataset));
    }

    /// Records the result of an attempt to load another data set.
    pub fn record_reload(&self, reload: Reload) {
        self.0.reload.store(Arc::new(reload));
        self.0.metrics.count_reload(reload);
    }

    /// The metrics in the text format of Prometheus.
    pub fn metrics(&self) -> String {
        self.0.metrics.text()
    }

    /// The response to a connection over the limit, which is counted as rejected.
    pub fn reject_connection(&self) -> Response {
        self.0.metrics.count_rejected_connection();
        let problem = Problem::overloaded().into_response();
        self.0.current.load().with_uncached_headers(problem)
    }

    /// Handles a request.
    pub fn handle<B>(&self, request: Request<B>) -> ResponseFuture
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        let mut log = RequestLog::start(&request);
        let dataset = self.0.current.load_full();
        let (method, uri) = (request.method(), request.uri());
        if let Err(problem) = request_checks::check(&request) {
            let response = dataset.with_uncached_headers(problem.into_response());
            log.closes_connection = true;
            let outcome = RequestOutcome::new(response, CacheLookup::Pass, NO_ROUTE);
            return Either::Left(ready(Ok(self.finish(log, method, uri, outcome))));
        }
        let is_read = matches!(*method, Method::GET | Method::HEAD);
        let headers = request.headers();
        let raw = if is_read && !has_range(headers) {
            RawRequestKey::new(uri, headers)
        } else {
            None
        };
        let cached = raw
            .as_ref()
            .and_then(|raw| dataset.lookup_raw(raw, headers));
        if let Some(outcome) = cached {
            return Either::Left(ready(Ok(self.finish(log, method, uri, outcome))));
        }
        let (service, method, uri) = (self.clone(), method.clone(), uri.clone());
        let request = request.map(Body::new);
        Either::Right(Box::pin(async move {
            let span = log.span();
            let outcome = service.route(request, raw, dataset).instrument(span).await;
            Ok(service.finish(log, &method, &uri, outcome))
        }))
    }

    /// Routes a request whose response is not cached under its raw key.
    async fn route(
        &self,
        mut request: Request<Body>,
        raw: Option<RawRequestKey>,
        dataset: Arc<CachedDataset>,
    ) -> RequestOutcome {
        if let Some(path) = normalise_path(request.uri().path()) {
            let query = request.uri().query().map(|query| ["?", query].concat());
            let uri = [path, query.unwrap_or_default()].concat();
            let uri = Uri::try_from(uri);
            *request.uri_mut() = uri.expect("decoding unreserved characters keeps a URL valid");
        }
        let page_for = web::is_shown_as_page(request.uri(), request.headers())
            .then(|| (request.uri().clone(), Arc::clone(&dataset)));
        let mut outcome = self.call_router(request, raw, dataset).await;
        if let Some((uri, dataset)) = page_for {
            outcome.response = web::as_page(outcome.response, &uri, &dataset.store.dataset);
        }
        outcome
    }

    async fn call_router(
        &self,
        mut request: Request<Body>,
        raw: Option<RawRequestKey>,
        dataset: Arc<CachedDataset>,
    ) -> RequestOutcome {
        if let Err(problem) = request_checks::check_path(request.uri()) {
            let response = dataset.with_uncached_headers(problem.into_response());
            return RequestOutcome::new(response, CacheLookup::Pass, NO_ROUTE);
        }
        let extensions = request.extensions_mut();
        extensions.insert(dataset);
        extensions.insert(raw);
        extensions.insert(**self.0.reload.load());
        extensions.insert(self.0.report_url.get().cloned());
        let Ok(mut response) = self.0.router.clone().call(request).await;
        let labels = response.extensions_mut().remove::<RequestLabels>();
        let labels = labels.expect("every endpoint labels its response");
        RequestOutcome::new(response, labels.lookup, labels.route)
    }

    /// Counts and logs a response.
    fn finish(
        &self,
        log: RequestLog,
        method: &Method,
        uri: &Uri,
        outcome: RequestOutcome,
    ) -> Response {
        let elapsed = log.elapsed();
        self.0.metrics.count(&outcome, elapsed);
        let response = log.finish(method, uri, outcome, elapsed);
        // HEAD has the headers of GET and no body.
        let has_body = *method != Method::HEAD;
        response.map(|body| if has_body { body } else { Body::empty() })
    }
}

impl<B> tower::Service<Request<B>> for Service
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = ResponseFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> ResponseFuture {
        self.handle(request)
    }
}
