//! A data set as it is served: the answers given before, and the router that gives new ones.
//!
//! A request that is new goes to the router under its one address, so that all its spellings share one answer and one tag.
//! Two that ask for the same at the same time are both answered by the router: the work is small, and neither depends on
//! the other's patience.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use tokio::time::timeout;
use tower_service::Service as _;

use super::address::{Address, is_live, route};
use super::cache::{Cache, Ready, Spelling};
use super::coding::Coding;
use super::limits::{Limits, Piece, Room};
use super::metrics::Lookup;
use super::problem::{Problem, failed};
use super::standing::{self, Standing};
use super::tag::Tag;
use crate::store::Store;

/// Everything that depends on the data set.
#[derive(Debug)]
pub struct Served {
    /// Gives answers as they are.
    plain: Router,
    /// Gives them coded.
    coded: Router,
    pub store: Store,
    standing: Standing,
    pub cache: Cache,
    deadline: Duration,
}

/// An answer, with what is told of it besides.
pub struct Told {
    pub response: Response,
    pub lookup: Lookup,
    /// The pattern of its route.
    pub route: &'static str,
}

impl Told {
    fn hit(response: Response, tag: &Tag) -> Self {
        Self {
            response,
            lookup: Lookup::Hit,
            route: tag.route,
        }
    }
}

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

impl Served {
    /// A data set, given a router over it with and without a layer that codes answers: most new answers need none.
    pub fn new(plain: Router, coded: Router, store: Store, limits: &Limits) -> Self {
        let (standing, cache) = (Standing::of(&store.dataset), Cache::new(limits.cache));
        Self {
            plain,
            coded,
            standing,
            store,
            cache,
            deadline: limits.deadline,
        }
    }

    /// The answer to a request that was spelt like this before.
    pub fn again<B>(&self, spelling: &Spelling, request: &axum::http::Request<B>) -> Option<Told> {
        let tag = self.cache.tag(spelling)?;
        if tag.is_held(request.headers()) {
            return Some(Told::hit(self.not_modified(&tag), &tag));
        }
        Some(Told::hit(
            self.cache.answer(&tag)?.answer(request.method()),
            &tag,
        ))
    }

    /// The answer to a request that is new, at least in this spelling.
    pub async fn anew(&self, room: &Room, spelling: Option<Spelling>, request: Request) -> Told {
        let passed = |response, route| Told {
            response,
            lookup: Lookup::Pass,
            route,
        };
        let path = request.uri().path();
        if request.method() == Method::OPTIONS {
            return passed(
                with(StatusCode::OK.into_response(), &self.standing.preflight),
                route(path),
            );
        }
        if is_live(path) {
            let route = route(path);
            return passed(self.passing(self.routed(request).await), route);
        }
        let Some(_inside) = room.enter() else {
            return passed(self.refusal(Problem::overloaded()), route(path));
        };
        let address = is_read(request.method())
            .then(|| Address::of(request.uri(), request.headers()))
            .flatten();
        let Some(address) = address else {
            let (method, route) = (request.method().clone(), route(path));
            let response = self.passing(self.routed(request).await);
            return passed(bodiless(&method, response), route);
        };
        let tag = Tag::of(&self.store.dataset, &address);
        if tag.is_held(request.headers()) {
            self.cache.remember(spelling, &tag);
            return Told::hit(self.not_modified(&tag), &tag);
        }
        if let Some(ready) = self.cache.answer(&tag) {
            self.cache.remember(spelling, &tag);
            return Told::hit(ready.answer(request.method()), &tag);
        }
        let response = self.made(room, spelling, &tag, address, request).await;
        Told {
            response,
            lookup: Lookup::Miss,
            route: tag.route,
        }
    }

    /// An answer that says what is wrong with a request, or with the service.
    pub fn refusal(&self, problem: Problem) -> Response {
        self.passing(problem.into_response())
    }

    /// The answer that the router gives, kept where it may be asked for again.
    async fn made(
        &self,
        room: &Room,
        spelling: Option<Spelling>,
        tag: &Tag,
        address: Address,
        mut request: Request,
    ) -> Response {
        // The answer to HEAD is that to GET without its body.
        let method = std::mem::replace(request.method_mut(), Method::GET);
        *request.uri_mut() = address.uri;
        let coded = address.coding != Coding::Plain;
        let mut response = self.routed(request).await;
        if !response.status().is_success() {
            return bodiless(&method, self.passing(response));
        }
        let finished = response.extensions().get::<Finished>().is_some();
        response.headers_mut().insert(
            header::ETAG,
            if coded && !finished {
                tag.weak()
            } else {
                tag.value()
            },
        );
        let response = with(response, &self.standing.lasting);
        let (parts, body) = response.into_parts();
        if !finished {
            if method == Method::HEAD {
                return Response::from_parts(parts, Body::empty());
            }
            let piece = parts.extensions.get::<Piece>().copied().unwrap_or(Piece(0));
            let body = room.stream(body, if coded { piece.coded() } else { piece });
            let streamed = body.map(|body| Response::from_parts(parts, body));
            return streamed.unwrap_or_else(|| self.refusal(Problem::overloaded()));
        }
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            return bodiless(&method, self.refusal(failed()));
        };
        let Some(body) = room.hold(body) else {
            return bodiless(&method, self.refusal(Problem::overloaded()));
        };
        let ready = Arc::new(Ready::new(parts.headers, body));
        if self.cache.keep(tag, Arc::clone(&ready)) {
            self.cache.remember(spelling, tag);
        }
        ready.answer(&method)
    }

    /// What the router answers before the deadline, in the coding that is asked for: the layer that codes is told of that one
    /// alone, as it would read the same wishes otherwise.
    async fn routed(&self, mut request: Request) -> Response {
        let uri = request.uri().clone();
        let coding = Coding::asked(request.headers());
        request.headers_mut().insert(
            header::ACCEPT_ENCODING,
            HeaderValue::from_static(coding.name()),
        );
        let router = if coding == Coding::Plain {
            &self.plain
        } else {
            &self.coded
        };
        match timeout(self.deadline, router.clone().call(request)).await {
            Ok(Ok(response)) => response,
            Err(_) => Problem::late(&uri).into_response(),
        }
    }

    fn passing(&self, response: Response) -> Response {
        with(response, &self.standing.passing)
    }

    /// What a client is told that holds the answer.
    fn not_modified(&self, tag: &Tag) -> Response {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        *response.headers_mut() = self.standing.unmodified.clone();
        response.headers_mut().insert(header::ETAG, tag.value());
        response
    }
}

/// Whether a request asks for an answer that may have been given before.
pub fn is_read(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

fn with(mut response: Response, headers: &HeaderMap) -> Response {
    standing::add(response.headers_mut(), headers);
    response
}

/// An answer as HEAD gets it.
fn bodiless(method: &Method, response: Response) -> Response {
    if *method == Method::HEAD {
        response.map(|_| Body::empty())
    } else {
        response
    }
}
