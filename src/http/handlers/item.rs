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
    let json = find_in_format(kind, &request).await?;
    let context = ItemContext {
        kind,
        fields: &request.query.fields,
        csv_start: request.query.csv_start,
        version: &request.store.dataset.version,
    };
    Ok(item::item(&json, request.format, &context))
}

/// The JSON of the requested fact, or 406 if it is there and its id is followed by the suffix of an unknown format.
async fn find_in_format(kind: &'static Kind, request: &ParsedRequest) -> Result<String, Problem> {
    let found = find(kind, &request.id, request).await;
    let stem = request.id.split_once('.').map(|(stem, _)| stem);
    match stem.filter(|_| found.is_err()) {
        Some(stem) if find(kind, stem, request).await.is_ok() => {
            Err(request.route.not_acceptable(&request.uri))
        }
        _ => found,
    }
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
    let nearest = store.nearest_ids(kind, id).await;
    let mut nearest = nearest.map_err(request.store_problem())?;
    nearest.splice(0..0, in_other_order(kind, id, request).await);
    Err(missing(kind, id, &nearest, request))
}

/// The most words of a country's name, by which a pair is looked for in the other order.
const MAX_WORDS: usize = 12;

/// The id of the item whose two names stand in the other order, as in `mongolia-kazakhstan`.
pub async fn in_other_order(
    kind: &'static Kind,
    id: &str,
    request: &ParsedRequest,
) -> Option<String> {
    for (hyphen, _) in id.match_indices('-').take(MAX_WORDS) {
        let reversed = [&id[hyphen + 1..], "-", &id[..hyphen]].concat();
        if let Ok(Some(_)) = request.store.item(kind, &reversed, None).await {
            return Some(reversed);
        }
    }
    None
}

/// 404 with the addresses that are closest, and that of the list which has all ids.
fn missing(kind: &Kind, id: &str, nearest: &[String], request: &ParsedRequest) -> Problem {
    let (route, name) = (request.route, kind.name.replace('_', " "));
    let list = if route.is_page() {
        "/".to_owned()
    } else {
        kind.path()
    };
    // The embedded timeline names pairs in its query, the others name one in their path.
    let similar = nearest.iter().map(|nearest| match route.path_param() {
        Some(_) => route.pattern.replace("{id}", nearest),
        None => format!("{}?relation={nearest}", route.pattern),
    });
    let similar: Vec<String> = similar.collect();
    let hint = similar.first().map(|url| format!(" Did you mean {url}?"));
    let hint = hint.unwrap_or_default();
    let detail = format!("No {name} has the id `{id}`.{hint} {list} lists all.");
    let error = InvalidParameter::new("id", Reason::Unknown)
        .value(id)
        .expected("the id of an item")
        .did_you_mean(nearest.first().map(String::as_str))
        .allowed(nearest.iter().map(String::as_str));
    let suggestions = similar.into_iter().chain([list]);
    Problem::not_found(&request.uri, detail, error).with_suggestions(suggestions)
}
