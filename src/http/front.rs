//! What stands before the router: an answer given before is given again at once, with no routing, no parsing and no SQL.
//!
//! A request that is new goes to the router under its one address, so that all its spellings share one answer and one tag.
//! Two that ask for the same at the same time are both answered by the router: the work is small, and neither depends on
//! the other's patience.

use std::convert::Infallible;
use std::future::{Future, Ready as Done, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use futures_util::future::Either;
use tower_service::Service;
use tracing::Instrument as _;

use super::address::Address;
use super::cache::{Cache, Ready, Spelling};
use super::coding::Coding;
use super::metrics::{Lookup, Metrics};
use super::problem;
use super::standing::{self, Standing};
use super::tag::Tag;
use super::visit::Visit;
use crate::store::Dataset;

/// The whole service: answers given before, and the router that gives them.
#[derive(Debug, Clone)]
pub struct Front(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// Gives answers as they are.
    plain: Router,
    /// Gives them coded.
    coded: Router,
    dataset: Dataset,
    standing: Standing,
    cache: Arc<Cache>,
    metrics: Metrics,
}

/// An answer that is there, or one on its way.
pub type Answering = Either<Done<Answered>, Pin<Box<dyn Future<Output = Answered> + Send>>>;

type Answered = Result<Response, Infallible>;

/// Marks an answer whose body is all there, and no stream that may be endless.
#[derive(Debug, Clone, Copy)]
struct Finished;

/// Inside of compression, which makes a stream of any body.
pub async fn finished(mut response: Response) -> Response {
    if response.body().size_hint().exact().is_some() {
        response.extensions_mut().insert(Finished);
    }
    response
}

impl Front {
    /// Puts a cache of so many bytes before a router, which is given with and without a layer that codes answers: most new
    /// answers need none.
    pub fn new(plain: Router, coded: Router, dataset: Dataset, bytes: usize) -> Self {
        let cache = Arc::new(Cache::new(bytes));
        let metrics = Metrics::new(&cache);
        Self(Arc::new(Inner { plain, coded, standing: Standing::of(&dataset), dataset, cache, metrics }))
    }

    /// What is counted, as Prometheus reads it.
    pub fn metrics(&self) -> String {
        self.0.metrics.text()
    }

    /// Answers a request.
    pub fn answer<B>(&self, request: Request<B>) -> Answering
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        let visit = Visit::of(&request);
        let (method, uri) = (request.method(), request.uri());
        let spelling = is_read(method).then(|| Spelling::of(uri, request.headers())).flatten();
        if let Some(response) = spelling.as_ref().and_then(|spelling| self.0.again(spelling, &request)) {
            self.0.metrics.count(Lookup::Hit);
            return Either::Left(ready(Ok(visit.end(method, uri, Lookup::Hit, response))));
        }
        let (method, uri) = (method.clone(), uri.clone());
        let inner = Arc::clone(&self.0);
        let request = request.map(Body::new);
        Either::Right(Box::pin(async move {
            let span = visit.span();
            let (response, lookup) = inner.anew(spelling, request).instrument(span).await;
            inner.metrics.count(lookup);
            Ok(visit.end(&method, &uri, lookup, response))
        }))
    }
}

impl Inner {
    /// The answer to a request that was spelt like this before.
    fn again<B>(&self, spelling: &Spelling, request: &Request<B>) -> Option<Response> {
        let tag = self.cache.tag(spelling)?;
        if tag.is_held(request.headers()) {
            return Some(self.not_modified(&tag));
        }
        Some(self.cache.answer(&tag)?.answer(request.method()))
    }

    /// The answer to a request that is new, at least in this spelling.
    async fn anew(&self, spelling: Option<Spelling>, request: Request) -> (Response, Lookup) {
        if request.method() == Method::OPTIONS {
            return (with(StatusCode::OK.into_response(), &self.standing.preflight), Lookup::Pass);
        }
        let address = is_read(request.method()).then(|| Address::of(request.uri(), request.headers())).flatten();
        let Some(address) = address.filter(|address| !address.is_live()) else {
            return (with(routed(&self.coded, request).await, &self.standing.passing), Lookup::Pass);
        };
        let tag = Tag::of(&self.dataset, &address);
        if tag.is_held(request.headers()) {
            self.cache.remember(spelling, &tag);
            return (self.not_modified(&tag), Lookup::Hit);
        }
        if let Some(ready) = self.cache.answer(&tag) {
            self.cache.remember(spelling, &tag);
            return (ready.answer(request.method()), Lookup::Hit);
        }
        (self.made(spelling, &tag, address, request).await, Lookup::Miss)
    }

    /// The answer that the router gives, kept where it may be asked for again.
    async fn made(&self, spelling: Option<Spelling>, tag: &Tag, address: Address, mut request: Request) -> Response {
        // The answer to HEAD is that to GET without its body.
        let method = std::mem::replace(request.method_mut(), Method::GET);
        request.headers_mut().extend([address.accept_encoding()]);
        *request.uri_mut() = address.uri;
        let router = if address.coding == Coding::Plain { &self.plain } else { &self.coded };
        let mut response = routed(router, request).await;
        if !response.status().is_success() {
            return bodiless(&method, with(response, &self.standing.passing));
        }
        response.headers_mut().insert(header::ETAG, tag.value());
        let response = with(response, &self.standing.lasting);
        if response.extensions().get::<Finished>().is_none() {
            return bodiless(&method, response);
        }
        let (parts, body) = response.into_parts();
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            return bodiless(&method, with(problem::failed(), &self.standing.passing));
        };
        let ready = Arc::new(Ready::new(parts.headers, body));
        if self.cache.keep(tag, Arc::clone(&ready)) {
            self.cache.remember(spelling, tag);
        }
        ready.answer(&method)
    }

    /// What a client is told that holds the answer.
    fn not_modified(&self, tag: &Tag) -> Response {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        *response.headers_mut() = self.standing.unmodified.clone();
        response.headers_mut().insert(header::ETAG, tag.value());
        response
    }
}

impl<B> Service<Request<B>> for Front
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answering;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Answering {
        self.answer(request)
    }
}

/// Whether a request asks for an answer that may have been given before.
fn is_read(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

async fn routed(router: &Router, request: Request) -> Response {
    let Ok(response) = router.clone().call(request).await;
    response
}

fn with(mut response: Response, headers: &axum::http::HeaderMap) -> Response {
    standing::add(response.headers_mut(), headers);
    response
}

/// An answer as HEAD gets it.
fn bodiless(method: &Method, response: Response) -> Response {
    if *method == Method::HEAD { response.map(|_| Body::empty()) } else { response }
}
