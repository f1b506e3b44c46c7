//! `/docs/{list}`: the documentation of a list, with a console whose form works without script too.

use askama::Template;
use axum::body::to_bytes;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse as _, Response};
use serde_json::Value;

use super::docs::with_code;
use super::explore::control::{Control, FormState, Input};
use super::explore::list_page::{countries, list_of};
use super::page::{SELF_ONLY, html};
use crate::http::describe::field_rows::{self, FieldRow};
use crate::http::handlers::list;
use crate::http::parsed_request::{ParsedRequest, RawRequest};
use crate::http::problem::Problem;
use crate::http::query::canonical_query;
use crate::http::route::Route;
use crate::kind::Parameter;
use crate::kinds;
use crate::store::{Collection, Dataset};

/// The prefix of the paths of these pages.
const PAGES: &str = "/docs/";

/// The most characters of a response that a page shows.
const MAX_ANSWER: usize = 20_000;

/// The words that the example of a search looks for.
const EXAMPLE_WORDS: &str = "embassy";

#[derive(Template)]
#[template(path = "docs_list.html", config = "src/http/web/askama.toml")]
struct ListDocsPage<'a> {
    dataset: &'a Dataset,
    list: &'static Route,
    path: &'a str,
    fields: Vec<FieldRow>,
    /// The parameters of one item; `None` if the list has no items of its own.
    of_item: Option<&'static [Parameter]>,
    explore_url: Option<String>,
    controls: Vec<Control>,
    answer: Answer,
}

/// The response of the API to the request of the console.
struct Answer {
    url: String,
    status: u16,
    text: String,
    is_cut: bool,
}

/// `/docs/{list}`. Its parameters are those of the request that the console shows the response to.
pub async fn docs_list(request: ParsedRequest) -> Result<Response, Problem> {
    let (list, collection) = list_of(&request, PAGES);
    let answer = answer(&request, list).await?;
    let countries = countries(&request, collection).await?;
    let errors = request.invalid.as_ref().map(|problem| &problem.errors[..]);
    let state = FormState {
        given: &request.query.given,
        errors: errors.unwrap_or_default(),
        countries: &countries,
    };
    let explore = list.pattern.replacen("/v1/", "/explore/", 1);
    let has_explorer = request.routes.iter().any(|route| route.pattern == explore);
    let page = ListDocsPage {
        dataset: &request.store.dataset,
        list,
        path: request.uri.path(),
        fields: field_rows::of_items(collection),
        of_item: match collection {
            Collection::Kind(kind) => Some(kinds::item_parameters(kind)),
            Collection::Timeline | Collection::Search => None,
        },
        explore_url: has_explorer.then_some(explore),
        controls: list
            .parameters
            .iter()
            .map(|one| state.control(one))
            .collect(),
        answer,
    };
    let shown = html(&page, SELF_ONLY)?;
    Ok(shown)
}

/// The response to the given parameters, or to a first example.
async fn answer(request: &ParsedRequest, list: &'static Route) -> Result<Answer, Problem> {
    let given = request.query.given.iter();
    let mut parameters: Vec<(&str, &str)> = given
        .map(|one| (one.parameter.name, one.text.as_str()))
        .collect();
    if parameters.is_empty() {
        let required = list
            .parameters
            .iter()
            .filter(|parameter| parameter.required);
        parameters.extend(required.map(|parameter| (parameter.name, EXAMPLE_WORDS)));
        parameters.push(("limit", "1"));
    }
    let url = canonical_query::url(&list.pattern, parameters.into_iter());
    let response = match call(request, list, &url).await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    };
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), usize::MAX).await;
    let body = body.map_err(|_| Problem::internal())?;
    let value: Value = serde_json::from_slice(&body).map_err(|_| Problem::internal())?;
    let mut text = serde_json::to_string_pretty(&value).map_err(|_| Problem::internal())?;
    let end = text.char_indices().nth(MAX_ANSWER).map(|(index, _)| index);
    text.truncate(end.unwrap_or(text.len()));
    Ok(Answer {
        url,
        status,
        is_cut: end.is_some(),
        text,
    })
}

async fn call(
    request: &ParsedRequest,
    list: &'static Route,
    url: &str,
) -> Result<Response, Problem> {
    let uri = Uri::try_from(url).map_err(|_| Problem::internal())?;
    let raw = RawRequest {
        uri: &uri,
        headers: &HeaderMap::new(),
        path_param: None,
        suffix: None,
    };
    let parsed = ParsedRequest::parse(list, request.routes, request.store.clone(), raw)?;
    list::list(parsed).await
}
