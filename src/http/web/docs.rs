//! `/docs`: the documentation of the API: its common rules and its lists, made from the table of routes.

use askama::Template;
use axum::response::Response;

use super::page::{SELF_ONLY, html};
use crate::http::describe::field_rows::{self, FieldRow, Shape};
use crate::http::format::Format;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::{ALL, Problem, ProblemType};
use crate::http::route::{Group, Route};
use crate::kind::{DEFAULT_LIMIT, MAX_LIMIT};
use crate::store::{Collection, Dataset};
use crate::values::html::escape;

#[derive(Template)]
#[template(path = "docs.html", config = "src/http/web/askama.toml")]
struct DocsPage<'a> {
    dataset: &'a Dataset,
    lists: Vec<&'a Route>,
    others: Vec<&'a Route>,
    of_lists: Vec<FieldRow>,
    shapes: Vec<Shape>,
    formats: &'static [Format],
    problems: &'static [&'static ProblemType],
    default_limit: u32,
    max_limit: u32,
}

pub async fn docs(request: ParsedRequest) -> Result<Response, Problem> {
    let of_group = |group| {
        let routes = request.routes.iter();
        let routes = routes.filter(move |route| route.group == group);
        routes.collect::<Vec<&Route>>()
    };
    let page = DocsPage {
        dataset: &request.store.dataset,
        lists: of_group(Group::Lists),
        others: of_group(Group::Dataset),
        of_lists: field_rows::of_lists(),
        shapes: field_rows::shapes(),
        formats: Format::WITH_TIMELINE,
        problems: ALL,
        default_limit: DEFAULT_LIMIT,
        max_limit: MAX_LIMIT,
    };
    html(&page, SELF_ONLY)
}

/// The page of a list, from the path of the list.
fn docs_url(list: &Route) -> String {
    list.pattern.replacen("/v1/", "/docs/", 1)
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
