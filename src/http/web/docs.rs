//! `/docs/`: the documentation of the API, made from the table of routes.

use askama::Template;
use axum::response::Response;

use super::page::{SELF_ONLY, html};
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::http::route::{Group, Route};
use crate::store::{Collection, Dataset};
use crate::values::html::escape;

#[derive(Template)]
#[template(path = "docs.html", config = "src/http/web/askama.toml")]
struct DocsPage<'a> {
    dataset: &'a Dataset,
    lists: Vec<&'a Route>,
}

pub async fn docs(request: ParsedRequest) -> Result<Response, Problem> {
    let lists = request
        .routes
        .iter()
        .filter(|route| route.group == Group::Lists);
    let page = DocsPage {
        dataset: &request.store.dataset,
        lists: lists.collect(),
    };
    html(&page, SELF_ONLY)
}

/// A text in which backticks mark code, as HTML.
pub fn with_code(text: &str) -> String {
    let escaped = escape(text);
    let parts = escaped.split('`').enumerate();
    let marked = parts.map(|(index, part)| match index % 2 {
        0 => part.to_owned(),
        _ => format!("<code>{part}</code>"),
    });
    marked.collect()
}

/// True if the items of a list have URLs of their own below it.
fn has_items(route: &Route) -> bool {
    matches!(route.collection(), Some(Collection::Kind(_)))
}
