//! The router and its layers: the same in tests and in production.

use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{OriginalUri, Path, State};
use axum::routing::{MethodRouter, get};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::trace::{DefaultMakeSpan, DefaultOnResponse, TraceLayer};
use tracing::Level;

use crate::http;
use crate::resource::Kind;
use crate::resources;
use crate::store::Store;

/// Everything that is served, from one open data set.
pub fn router(store: Store) -> Router {
    let mut router = Router::new()
        .route("/v1", get(http::service))
        .route("/v1/timeline", get(http::timeline))
        .route("/v1/dataset", get(http::dataset))
        .route("/docs/problems/{name}", get(http::describe))
        .route("/healthz", get(http::health))
        .route("/readyz", get(http::ready));
    for kind in resources::LISTS {
        let path = ["/v1/", kind.plural].concat();
        router = router.route(&path, list(kind)).route(&[&path, "/{id}"].concat(), item(kind));
    }
    let sentences = ["/v1/", resources::document().plural, "/{id}/sentences"].concat();
    router
        .route(&sentences, get(http::sentences))
        .fallback(http::no_such_path)
        .method_not_allowed_fallback(http::method_not_allowed)
        .layer(CatchPanicLayer::custom(http::panicked))
        .layer(cors())
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(DefaultMakeSpan::new().level(Level::INFO))
                .on_response(DefaultOnResponse::new().level(Level::INFO)),
        )
        .with_state(store)
}

fn list(kind: &'static Kind) -> MethodRouter<Store> {
    get(move |State(store), OriginalUri(uri)| http::list(kind, store, uri))
}

fn item(kind: &'static Kind) -> MethodRouter<Store> {
    get(move |State(store), id: Result<Path<String>, PathRejection>, OriginalUri(uri)| {
        // What is no UTF-8 is no id of ours either: it is not found, as any other.
        let id = id.map(|Path(id)| id).unwrap_or_default();
        http::item(kind, store, id, uri)
    })
}

fn cors() -> CorsLayer {
    CorsLayer::new().allow_origin(Any).allow_methods([axum::http::Method::GET, axum::http::Method::HEAD])
}
