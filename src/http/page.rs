//! Pages for people, made from the same items as the API's answers: no script is needed, no other host is asked.

mod document;
mod embed;
mod facts;
mod front;
mod item;
mod map;
mod pair;
mod timeline;

use askama::Template;
use axum::extract::OriginalUri;
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use super::answer;
use super::asked::Asked;
use super::problem::{Problem, failed};
use crate::kind::{Kind, Parameter};
use crate::kinds;
use crate::store::Dataset;

pub use document::document;
pub use embed::{embed, embed_parameters};
pub use front::{front, front_parameters};
pub use pair::{pair, pair_parameters};

/// What a page may load: nothing but what comes from here.
const ALONE: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; \
                     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// Parameters of a kind's list, by their names.
fn taken(kind: &'static Kind, names: &[&str]) -> Vec<Parameter> {
    kinds::list_parameters(kind)
        .iter()
        .filter(|parameter| names.contains(&parameter.name))
        .cloned()
        .collect()
}

/// The kind whose list has this name.
fn kind(plural: &str) -> &'static Kind {
    kinds::LISTS
        .iter()
        .find(|kind| kind.plural == plural)
        .expect("pages name kinds that there are: tests/api/pages.rs")
}

/// The data set in the words of schema.org, for the head of a page.
fn linked(dataset: &Dataset) -> String {
    let linked = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": dataset.title,
        "version": dataset.version,
        "license": dataset.licence,
        "dateModified": dataset.revised,
        "distribution": [
            { "@type": "DataDownload", "encodingFormat": "application/vnd.sqlite3", "contentUrl": "/v1/dataset.sqlite" },
        ],
    });
    // The only sign that could end the element.
    linked.to_string().replace('<', "\\u003c")
}

fn html(page: &impl Template, policy: &'static str) -> Response {
    page.render()
        .map_or_else(|_| failed().into_response(), |body| guarded(body, policy))
}

/// HTML that may load what the policy says.
pub fn guarded(body: String, policy: &'static str) -> Response {
    let mut response = answer::text("text/html; charset=utf-8", body);
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(policy),
    );
    response.headers_mut().insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    response
}

/// `/assets/style.css`.
pub async fn style(OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    asset(
        &uri,
        "text/css; charset=utf-8",
        include_str!("page/style.css"),
    )
}

/// `/assets/script.js`.
pub async fn script(OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    asset(
        &uri,
        "text/javascript; charset=utf-8",
        include_str!("page/script.js"),
    )
}

/// `/assets/icon.svg`.
pub async fn icon(OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    asset(&uri, "image/svg+xml", include_str!("page/icon.svg"))
}

fn asset(uri: &Uri, media_type: &'static str, text: &'static str) -> Result<Response, Problem> {
    Asked::other(uri, &[])?;
    Ok(answer::text(media_type, text))
}
