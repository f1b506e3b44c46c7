//! The descriptions of the API: `/v1`, `/openapi.json`, `/llms.txt` and `/.well-known/api-catalog`.

use axum::body::to_bytes;
use axum::http::Uri;
use axum::response::Response;
use serde_json::Value;

use super::{item, list};
use crate::http::describe::openapi::{self, Examples};
use crate::http::describe::{docs, service_document};
use crate::http::format::Format;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::{NOT_FOUND, Problem};
use crate::http::query::list_request::ListRequest;
use crate::http::query::parameters::Audience;
use crate::http::render::response::{json, with_media_type};
use crate::http::route::{Content, Route};

/// The media type of a link set (RFC 9264), with the profile of API catalogs (RFC 9727).
pub const LINK_SET: &str =
    "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"";

/// `/v1`.
pub async fn service_document(request: ParsedRequest) -> Response {
    json(&service_document::document(
        &request.store.dataset,
        request.routes,
    ))
}

/// `/openapi.json`.
pub async fn openapi(request: ParsedRequest) -> Result<Response, Problem> {
    let examples = examples(&request).await?;
    Ok(json(&openapi::document(
        &request.store.dataset,
        request.routes,
        &examples,
    )))
}

/// `/llms.txt`.
pub async fn llms(request: ParsedRequest) -> Response {
    with_media_type("text/plain; charset=utf-8", docs::llms(request.routes))
}

/// `/.well-known/api-catalog`.
pub async fn api_catalog(_: ParsedRequest) -> Response {
    with_media_type(LINK_SET, docs::api_catalog().to_string())
}

/// The first page of every list that needs no parameter, and its first item, as their routes respond with them.
async fn examples(request: &ParsedRequest) -> Result<Examples, Problem> {
    let mut examples = Examples::default();
    let mut first_id = String::new();
    // In the table, the route of a kind's items follows that of its list.
    for route in request.routes {
        let example = match route.content {
            Content::List { .. }
                if !route.parameters.iter().any(|parameter| parameter.required) =>
            {
                let page = read(list::list(first_page(request, route)?).await?).await;
                first_id.replace_range(.., page["items"][0]["id"].as_str().unwrap_or(""));
                page
            }
            Content::Item(_) if !first_id.is_empty() => {
                let id = std::mem::take(&mut first_id);
                let path_params = &mut examples.path_params;
                path_params.insert(route.pattern.clone(), Value::from(id.as_str()));
                let query = ListRequest::default();
                let first = ParsedRequest {
                    route,
                    id,
                    query,
                    ..request.clone()
                };
                read(item::item(first).await?).await
            }
            _ => continue,
        };
        examples.responses.insert(route.pattern.clone(), example);
    }
    add_path_params(&mut examples, request.routes);
    Ok(examples)
}

/// Adds names for the paths that are no items: pages show the item of the same path below `/v1`, and any problem will do.
fn add_path_params(examples: &mut Examples, routes: &[Route]) {
    let others = routes.iter().filter(|route| route.path_param().is_some());
    for route in others {
        let item = ["/v1", &route.pattern].concat();
        let of_item = examples.path_params.get(&item).cloned();
        let example = of_item.unwrap_or_else(|| Value::from(NOT_FOUND.name));
        let pattern = route.pattern.clone();
        examples.path_params.entry(pattern).or_insert(example);
    }
}

/// The request for the first fact of a list.
fn first_page(request: &ParsedRequest, route: &'static Route) -> Result<ParsedRequest, Problem> {
    let uri = Uri::try_from(format!("{}?limit=1", route.pattern)).expect("paths of lists are URLs");
    let accepted = route.accepted(Format::Json);
    let query = ListRequest::parse(
        &uri,
        &accepted,
        Audience::Programs,
        &request.store.countries,
    )?;
    Ok(ParsedRequest {
        route,
        uri,
        query,
        ..request.clone()
    })
}

async fn read(response: Response) -> Value {
    let body = to_bytes(response.into_body(), usize::MAX).await;
    serde_json::from_slice(&body.expect("a body in memory")).expect("a body of JSON")
}
