//! Problems as pages: for browsers, in the words of the problem that programs get.

use std::sync::Arc;

use askama::Template;
use axum::body::{Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use percent_encoding::percent_decode_str;

use super::docs::with_code;
use super::embed::FRAMEABLE;
use super::page::{SELF_ONLY, html};
use crate::http::format::prefers_html;
use crate::http::handlers::problems;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::{Problem, ProblemType};
use crate::http::render::response::with_media_type;
use crate::store::Dataset;
use crate::values::country;
use crate::values::uri_reference::uri_reference;

/// The most words of an address that are proposed for a search.
const MAX_WORDS: usize = 8;

#[derive(Template)]
#[template(path = "problem.html", config = "src/http/web/askama.toml")]
struct ProblemPage<'a> {
    dataset: &'a Dataset,
    problem: &'a Problem,
    suggestions: Vec<String>,
    /// The words to search for that the requested address consists of.
    words: String,
}

#[derive(Template)]
#[template(path = "problem_type.html", config = "src/http/web/askama.toml")]
struct ProblemTypePage<'a> {
    dataset: &'a Dataset,
    known: &'static ProblemType,
}

/// `/docs/problems/{name}`: the paragraph that the `type` URL of a problem resolves to, as a page or as plain text.
pub async fn problem_type(request: ParsedRequest) -> Result<Response, Problem> {
    let known = problems::problem_type(&request)?;
    if request.as_page {
        let dataset = &request.store.dataset;
        return html(&ProblemTypePage { dataset, known }, SELF_ONLY);
    }
    let text = format!(
        "{} ({})\n\n{}\n",
        known.title, known.status, known.paragraph
    );
    Ok(with_media_type("text/plain; charset=utf-8", text))
}

/// True if a problem of this request is shown as a page: the API has the same errors for every client, and the other paths are
/// those that people open.
pub fn is_shown_as_page(uri: &Uri, headers: &HeaderMap) -> bool {
    let below = uri.path().strip_prefix("/v1");
    let is_api = below.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.']));
    !is_api && prefers_html(headers)
}

/// The page of a problem that has one of its own, as an extension of its response.
#[derive(Debug, Clone)]
struct OwnPage {
    headers: HeaderMap,
    body: Bytes,
}

/// A problem's response that a browser gets as this page.
pub async fn show_as(mut problem: Response, page: Response) -> Response {
    let (page, body) = page.into_parts();
    let body = to_bytes(body, usize::MAX).await;
    let own = OwnPage {
        headers: page.headers,
        body: body.expect("a page in memory"),
    };
    problem.extensions_mut().insert(own);
    problem
}

/// The response to a browser: the same, with a page as its body if it is a problem.
pub fn as_page(response: Response, uri: &Uri, dataset: &Dataset) -> Response {
    let Some(problem) = response.extensions().get::<Arc<Problem>>() else {
        return response;
    };
    let policy = if uri.path().starts_with("/embed/") {
        FRAMEABLE
    } else {
        SELF_ONLY
    };
    let page = if let Some(own) = response.extensions().get::<OwnPage>() {
        let mut page = Response::new(own.body.clone().into());
        page.headers_mut().clone_from(&own.headers);
        Ok(page)
    } else {
        let page = ProblemPage {
            dataset,
            problem,
            suggestions: suggestions(problem, uri),
            words: words(problem, uri),
        };
        html(&page, policy)
    };
    let Ok(page) = page else {
        return response;
    };
    let (mut parts, (page, body)) = (response.into_parts().0, page.into_parts());
    parts.headers.extend(page.headers);
    if let Some(length) = axum::body::HttpBody::size_hint(&body).exact() {
        let headers = &mut parts.headers;
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    Response::from_parts(parts, body)
}

/// The addresses that may have been meant: those of the problem, or else the requested one without the invalid parameters.
fn suggestions(problem: &Problem, uri: &Uri) -> Vec<String> {
    let mut suggestions = problem.suggestions.to_vec();
    let is_valid = |pair: &&str| {
        let name = pair.split('=').next();
        !problem
            .errors
            .iter()
            .any(|error| Some(error.parameter.as_str()) == name)
    };
    if let Some(query) = uri.query().filter(|_| problem.status == 400) {
        let kept: Vec<&str> = query.split('&').filter(is_valid).collect();
        let (path, separator) = (uri.path(), if kept.is_empty() { "" } else { "?" });
        let without = [path, separator, &kept.join("&")].concat();
        suggestions.push(uri_reference(&without));
    }
    suggestions
}

/// The words of the last part of an address that leads nowhere.
fn words(problem: &Problem, uri: &Uri) -> String {
    let last = uri.path().rsplit('/').next();
    let last = last.filter(|_| matches!(problem.status, 404 | 410));
    let decoded = percent_decode_str(last.unwrap_or_default()).decode_utf8_lossy();
    let words = decoded.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).take(MAX_WORDS);
    words.collect::<Vec<_>>().join(" ")
}

/// The text of a link to an address: what is there, if that is known without looking it up.
fn label(address: &str) -> String {
    match address {
        "/" => "Home, with all pairs".to_owned(),
        "/#countries" => "All countries".to_owned(),
        "/docs" => "Documentation".to_owned(),
        _ => {
            let code = address.strip_prefix("/countries/");
            let name = code.and_then(country::name).unwrap_or(address);
            name.to_owned()
        }
    }
}
