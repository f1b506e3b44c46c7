//! The router, its layers and what stands before them: the same in tests and in production.

use axum::Router;
use axum::middleware::map_response;
use axum::routing::{MethodRouter, get};
use tower_http::compression::CompressionLayer;

use crate::http::{self, Format, Limits, ListRoute, Served, Service};
use crate::kind::Kind;
use crate::kinds;
use crate::store::Store;

/// Everything that is served, from one open data set.
pub fn service(store: Store, limits: &Limits) -> Service {
    Service::new(served(store, limits), limits)
}

/// A data set as it is served, to take the place of another.
pub fn served(store: Store, limits: &Limits) -> Served {
    let plain = layered(router()).with_state(store.clone());
    let coded = plain.clone().layer(CompressionLayer::new());
    Served::new(plain, coded, store, limits)
}

/// Every address.
fn router() -> Router<Store> {
    let mut router = Router::new()
        .route("/", get(http::page::front))
        .route("/relations/{id}", get(http::page::pair))
        .route("/documents/{id}", get(http::page::document))
        .route("/embed/timeline", get(http::page::embed))
        .route("/assets/style.css", get(http::page::style))
        .route("/assets/script.js", get(http::page::script))
        .route("/assets/icon.svg", get(http::page::icon))
        .route("/v1", get(http::service))
        .route("/v1/dataset", get(http::dataset))
        .route("/v1/dataset.sqlite", get(http::sqlite))
        .route("/openapi.json", get(http::openapi))
        .route("/docs/", get(http::docs))
        .route("/docs", get(http::docs))
        .route("/docs/problems/{name}", get(http::describe))
        .route("/llms.txt", get(http::llms))
        .route("/.well-known/api-catalog", get(http::api_catalog))
        .route("/healthz", get(http::health))
        .route("/readyz", get(http::ready));
    for served in http::lists() {
        router = router.route(&served.path, list(served, None));
        for format in served.formats {
            router = router.route(
                &[&served.path, format.suffix()].concat(),
                list(served, Some(*format)),
            );
        }
        if let Some(kind) = served.kind() {
            router = router.route(&[&served.path, "/{id}"].concat(), item(kind));
        }
    }
    let sentences = ["/v1/", kinds::document().plural, "/{id}/sentences"].concat();
    let router = router.route(&sentences, get(http::sentences));
    router
        .fallback(http::no_such_path)
        .method_not_allowed_fallback(http::method_not_allowed)
}

/// Bodies that are all there are marked as such.
fn layered<S: Clone + Send + Sync + 'static>(router: Router<S>) -> Router<S> {
    router.layer(map_response(http::finished))
}

fn list(served: &'static ListRoute, suffix: Option<Format>) -> MethodRouter<Store> {
    get(move |store, headers, uri| http::list(served, suffix, store, headers, uri))
}

fn item(kind: &'static Kind) -> MethodRouter<Store> {
    get(move |store, id, headers, uri| http::item(kind, store, id, headers, uri))
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use serde_json::{Value, json};
    use tower::ServiceExt as _;

    use super::*;

    #[tokio::test]
    async fn a_panic_is_answered_as_a_problem_that_tells_nothing() {
        let folder = tempfile::TempDir::new().unwrap();
        let database = folder.path().join("db.sqlite");
        crate::seed::migrate(&crate::seed::Sources::default(), &database, &|_, _| ())
            .await
            .unwrap();
        let store = Store::open(&database).await.unwrap();
        let router: Router =
            layered(Router::new().route("/", get(|| async { panic!("a secret") as () })));
        let limits = Limits::default();
        let front = Service::new(Served::new(router.clone(), router, store, &limits), &limits);
        let request = Request::builder()
            .header("host", "localhost")
            .body(Body::empty())
            .unwrap();
        let answer = front.oneshot(request).await.unwrap();
        assert_eq!(answer.status(), 500);
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        assert_eq!(answer.headers()["access-control-allow-origin"], "*");
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let problem: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(
            (&problem["status"], &problem["instance"]),
            (&json!(500), &json!(null))
        );
        assert!(!problem.to_string().contains("secret"));
    }
}
