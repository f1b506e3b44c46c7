//! What stands before everything: the data set that is served now, and what is told of every request.
//!
//! An answer given before is given again at once, with no routing, no parsing and no SQL. Another data set takes the place of
//! the one that is served between two requests: whatever was begun is answered from the one it was begun with.

use std::convert::Infallible;
use std::future::{Future, Ready as Done, ready};
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderValue, Method, Request, Uri, header};
use axum::response::Response;
use futures_util::FutureExt as _;
use futures_util::future::Either;
use tracing::Instrument as _;

use super::address::is_live;
use super::cache::Spelling;
use super::limits::{Limits, Room};
use super::message;
use super::metrics::{Lookup, Metrics};
use super::problem::{Problem, failed};
use super::reload::Reload;
use super::request_log::UnderWay;
use super::served::{Served, Told, is_read};

/// The whole service.
#[derive(Debug, Clone)]
pub struct Service(Arc<Inner>);

/// The data set that is served now.
pub type Current = Arc<RwLock<Arc<Served>>>;

#[derive(Debug)]
struct Inner {
    current: Current,
    room: Room,
    metrics: Metrics,
    reload: RwLock<Reload>,
}

/// An answer that is there, or one on its way.
pub type Answering = Either<Done<Answered>, Pin<Box<dyn Future<Output = Answered> + Send>>>;

type Answered = Result<Response, Infallible>;

impl Service {
    /// Serves a data set under these limits.
    pub fn new(served: Served, limits: &Limits) -> Self {
        let current = Arc::new(RwLock::new(Arc::new(served)));
        let metrics = Metrics::new(&current);
        Self(Arc::new(Inner {
            current,
            room: Room::under(limits),
            metrics,
            reload: RwLock::default(),
        }))
    }

    /// Serves another data set from now on.
    pub fn replace(&self, served: Served) {
        *self
            .0
            .current
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(served);
    }

    /// Remembers how loading another data set has ended.
    pub fn reloaded(&self, reload: Reload) {
        *self
            .0
            .reload
            .write()
            .unwrap_or_else(PoisonError::into_inner) = reload;
        self.0.metrics.reloaded(reload);
    }

    /// What is counted, as Prometheus reads it.
    pub fn metrics(&self) -> String {
        self.0.metrics.text()
    }

    /// What to send to a connection for which there is no room. It is counted as turned away.
    pub fn turned_away(&self) -> Response {
        let response = self.0.current().refusal(Problem::overloaded());
        self.0.metrics.turned_away();
        response
    }

    /// Answers a request.
    pub fn answer<B>(&self, request: Request<B>) -> Answering
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        let under_way = UnderWay::of(&request);
        let ends = message::ends_connection(&request);
        let served = self.0.current();
        let (method, uri) = (request.method(), request.uri());
        if let Some(problem) = message::refused(&request) {
            let told = Told {
                response: served.refusal(problem),
                lookup: Lookup::Pass,
                route: "none",
            };
            return Either::Left(ready(Ok(self.0.tell(under_way, method, uri, told, true))));
        }
        let spelling = is_read(method)
            .then(|| Spelling::of(uri, request.headers()))
            .flatten();
        if let Some(told) = spelling
            .as_ref()
            .and_then(|spelling| served.again(spelling, &request))
        {
            return Either::Left(ready(Ok(self.0.tell(under_way, method, uri, told, ends))));
        }
        let (method, uri) = (method.clone(), uri.clone());
        let inner = Arc::clone(&self.0);
        let mut request = request.map(Body::new);
        if is_live(uri.path()) {
            request
                .extensions_mut()
                .insert(*inner.reload.read().unwrap_or_else(PoisonError::into_inner));
        }
        Either::Right(Box::pin(async move {
            let span = under_way.span();
            let answered =
                AssertUnwindSafe(served.anew(&inner.room, spelling, request)).catch_unwind();
            let told = answered.instrument(span).await.unwrap_or_else(|_| {
                // What the panic said is in the log already.
                Told {
                    response: served.refusal(failed()),
                    lookup: Lookup::Pass,
                    route: super::address::route(uri.path()),
                }
            });
            Ok(inner.tell(under_way, &method, &uri, told, ends))
        }))
    }
}

impl Inner {
    fn current(&self) -> Arc<Served> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Counts an answer, writes its line and names it.
    fn tell(
        &self,
        under_way: UnderWay,
        method: &Method,
        uri: &Uri,
        told: Told,
        ends: bool,
    ) -> Response {
        let took = under_way.age();
        self.metrics.answered(&told, took);
        let mut response = under_way.end(method, uri, told, took);
        if ends {
            response
                .headers_mut()
                .insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}

impl<B> tower_service::Service<Request<B>> for Service
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
