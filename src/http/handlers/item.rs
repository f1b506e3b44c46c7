//! Single items: `/v1/{collection}/{id}`.

use axum::response::Response;

use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::{InvalidParameter, Problem, Reason};
use crate::http::render::item;
use crate::http::route::Content;
use crate::kind::Kind;
use crate::store::Collection;

pub async fn item(request: ParsedRequest) -> Result<Response, Problem> {
    let Content::Item(kind) = request.route.content else {
        unreachable!("a route of items")
    };
    let ParsedRequest {
        store,
        id,
        query,
        format,
        ..
    } = &request;
    let found = store
        .item(kind, id, query.filters.as_of)
        .await
        .map_err(request.store_problem())?;
    match found {
        Some(json) => Ok(item::item(
            Collection::Kind(kind),
            *format,
            &json,
            &store.dataset.version,
        )),
        None => Err(not_found(kind, &request).await),
    }
}

/// 404, with the ids that are closest to the requested one.
pub async fn not_found(kind: &'static Kind, request: &ParsedRequest) -> Problem {
    let ParsedRequest { store, id, uri, .. } = request;
    let nearest = match store.nearest_ids(kind, id).await {
        Ok(nearest) => nearest,
        Err(error) => return Problem::store(uri)(error),
    };
    let plural = kind.plural;
    let hint = nearest
        .first()
        .map(|id| format!(" Did you mean /v1/{plural}/{id}?"));
    let detail = format!("{plural} has no item `{id}`.{}", hint.unwrap_or_default());
    let error = InvalidParameter::new("id", Reason::Unknown)
        .value(id)
        .expected("the id of an item")
        .did_you_mean(nearest.first().cloned())
        .allowed(nearest);
    Problem::not_found(uri, detail, error)
}
