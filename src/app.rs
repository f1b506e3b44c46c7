//! The application: the service over the table of routes, the same in tests and in production.

use axum::Router;
use axum::extract::Request;
use axum::http::header;
use axum::routing::get;

use crate::http::{Limits, Service, routes};
use crate::store::Store;

/// The service over a data set.
pub fn service(store: Store, limits: &Limits) -> Service {
    Service::new(store, routes(), limits)
}

/// The routes for the operator, to be served on an address of their own: `/metrics`, and the probes of the service, which do
/// not compete with clients for connections there.
pub fn operator(service: Service) -> Router {
    let media_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    let counted = service.clone();
    let metrics = get(async move || ([(header::CONTENT_TYPE, media_type)], counted.metrics()));
    let probe = |service: Service| get(async move |request: Request| service.handle(request).await);
    Router::new()
        .route("/metrics", metrics)
        .route("/healthz", probe(service.clone()))
        .route("/readyz", probe(service))
}
