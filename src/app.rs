//! The router and its layers: the same in tests and in production.

use std::time::Duration;

use axum::Router;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{Method, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, get};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::trace::{DefaultMakeSpan, DefaultOnResponse, TraceLayer};
use tracing::Level;

use crate::http::{self, Format};
use crate::resource::Kind;
use crate::resources;
use crate::store::{Store, What};

/// Everything that is served, from one open data set.
pub fn router(store: Store) -> Router {
    let mut router = Router::new()
        .route("/v1", get(http::service))
        .route("/v1/dataset", get(http::dataset))
        .route("/v1/dataset.sqlite", get(http::sqlite))
        .route("/openapi.json", get(http::openapi))
        .route("/docs/", get(http::docs))
        .route("/docs", get(http::docs))
        .route("/docs/style.css", get(http::style))
        .route("/docs/problems/{name}", get(http::describe))
        .route("/llms.txt", get(http::llms))
        .route("/.well-known/api-catalog", get(http::api_catalog))
        .route("/healthz", get(http::health))
        .route("/readyz", get(http::ready));
    router = with_formats(router, "/v1/timeline", What::Timeline, Format::DRAWN);
    router = with_formats(router, "/v1/search", What::Search, Format::COMMON);
    for kind in resources::LISTS {
        let path = ["/v1/", kind.plural].concat();
        let formats = if kind.drawn { Format::DRAWN } else { Format::COMMON };
        router = with_formats(router, &path, What::Kind(kind), formats).route(&[&path, "/{id}"].concat(), item(kind));
    }
    let sentences = ["/v1/", resources::document().plural, "/{id}/sentences"].concat();
    let router = router.route(&sentences, get(http::sentences));
    let router = router.fallback(http::no_such_path).method_not_allowed_fallback(http::method_not_allowed);
    layered(router, store.clone()).with_state(store)
}

/// A list under its path, and under its path with the suffix of each format.
fn with_formats(router: Router<Store>, path: &str, what: What, formats: &[Format]) -> Router<Store> {
    formats.iter().fold(router.route(path, list(what, None)), |router, format| {
        router.route(&[path, format.suffix()].concat(), list(what, Some(*format)))
    })
}

/// The layers, from the inside: a panic becomes a problem, an answer that the client holds costs nothing, bodies are coded and
/// tagged as such, every answer may be read by any page, every request has a name and is logged.
fn layered<S: Clone + Send + Sync + 'static>(router: Router<S>, store: Store) -> Router<S> {
    router
        .layer(CatchPanicLayer::custom(http::panicked))
        .layer(from_fn_with_state(store, http::caching))
        .layer(CompressionLayer::new())
        .layer(from_fn(http::coding))
        .layer(cors())
        .layer(from_fn(http::naming))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(DefaultMakeSpan::new().level(Level::INFO))
                .on_response(DefaultOnResponse::new().level(Level::INFO)),
        )
}

fn list(what: What, suffix: Option<Format>) -> MethodRouter<Store> {
    get(move |store, headers, uri| http::list(what, suffix, store, headers, uri))
}

fn item(kind: &'static Kind) -> MethodRouter<Store> {
    get(move |store, id: Result<Path<String>, PathRejection>, headers, uri| {
        // What is no UTF-8 is no id of ours either: it is not found, as any other.
        let id = id.map(|Path(id)| id).unwrap_or_default();
        http::item(kind, store, id, headers, uri)
    })
}

/// Any page may read what anybody may: no credentials, every header of use.
fn cors() -> CorsLayer {
    let exposed = [
        header::ETAG,
        header::LINK,
        header::CONTENT_DISPOSITION,
        header::LAST_MODIFIED,
        header::RETRY_AFTER,
        http::REQUEST_ID,
    ];
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::OPTIONS])
        .allow_headers(Any)
        .expose_headers(exposed)
        .max_age(Duration::from_hours(24))
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
        crate::seed::migrate(&crate::seed::Sources::default(), &database, &|_, _| ()).await.unwrap();
        let store = Store::open(&database).await.unwrap();
        let router: Router = layered(Router::new().route("/", get(|| async { panic!("a secret") as () })), store);
        let answer = router.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(answer.status(), 500);
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        assert_eq!(answer.headers()["access-control-allow-origin"], "*");
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let problem: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!((&problem["status"], &problem["instance"]), (&json!(500), &json!(null)));
        assert!(!problem.to_string().contains("secret"));
    }
}
