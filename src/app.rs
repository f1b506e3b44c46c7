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

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use axum::routing::any;
    use serde_json::{Value, json};
    use tower::ServiceExt as _;

    use super::*;
    use crate::http::{Content, Group, Route};

    #[tokio::test]
    async fn a_panic_becomes_a_problem_without_its_message() {
        let folder = tempfile::TempDir::new().unwrap();
        let database = folder.path().join("db.sqlite");
        crate::seed::migrate(&crate::seed::Sources::default(), &database, &|_, _| ())
            .await
            .unwrap();
        let store = Store::open(&database).await.unwrap();
        let route = Route {
            pattern: "/".to_owned(),
            summary: "",
            group: Group::Dataset,
            parameters: &[],
            content: Content::Single {
                media_type: "text/plain",
                schema: || json!({}),
            },
            handler: || any(|| async { panic!("a secret") as () }),
        };
        let service = Service::new(store, Vec::leak(vec![route]), &Limits::default());
        let request = Request::builder()
            .header("host", "localhost")
            .body(Body::empty())
            .unwrap();
        let response = service.oneshot(request).await.unwrap();
        assert_eq!(response.status(), 500);
        assert_eq!(
            response.headers()["content-type"],
            "application/problem+json"
        );
        assert_eq!(response.headers()["access-control-allow-origin"], "*");
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let problem: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(
            (&problem["status"], &problem["instance"]),
            (&json!(500), &json!(null))
        );
        assert!(!problem.to_string().contains("secret"));
    }
}
