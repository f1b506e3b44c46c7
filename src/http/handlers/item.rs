//! Single items: `/v1/{collection}/{id}`.

use axum::response::Response;

use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::{InvalidParameter, Problem, Reason};
use crate::http::render::item::{self, ItemContext};
use crate::http::route::Content;
use crate::kind::Kind;

pub async fn item(request: ParsedRequest) -> Result<Response, Problem> {
    let Content::Item(kind) = request.route.content else {
        unreachable!("a route of items")
    };
    let json = find(kind, &request.id, &request).await?;
    let context = ItemContext {
        kind,
        fields: &request.query.fields,
        csv_start: request.query.csv_start,
        version: &request.store.dataset.version,
    };
    Ok(item::item(&json, request.format, &context))
}

/// The JSON of a fact, as of the day requested, or 404 with the ids that are closest.
pub async fn find(
    kind: &'static Kind,
    id: &str,
    request: &ParsedRequest,
) -> Result<String, Problem> {
    let (store, as_of) = (&request.store, request.query.filters.as_of);
    let found = store
        .item(kind, id, as_of)
        .await
        .map_err(request.store_problem())?;
    if let Some(json) = found {
        return Ok(json);
    }
    let nearest = store
        .nearest_ids(kind, id)
        .await
        .map_err(request.store_problem())?;
    let (path, nearest) = (kind.path(), nearest.iter().map(String::as_str));
    let suggestion = nearest.clone().next();
    let hint = suggestion.map(|id| format!(" Did you mean {path}/{id}?"));
    let detail = format!(
        "No item of {path} has the id `{id}`.{}",
        hint.unwrap_or_default()
    );
    let error = InvalidParameter::new("id", Reason::Unknown)
        .value(id)
        .expected("the id of an item")
        .did_you_mean(suggestion)
        .allowed(nearest);
    Err(Problem::not_found(&request.uri, detail, error))
}
