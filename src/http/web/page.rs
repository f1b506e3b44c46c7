//! The shared part of all pages: rendering, security headers, and the kinds that they name.

use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde_json::json;

use crate::http::handlers::item::in_other_order;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::http::render::response::with_media_type;
use crate::http::wire::redirect;
use crate::kind::{Kind, Parameter};
use crate::kinds;
use crate::store::Dataset;

/// The content security policy of pages: they load nothing from other hosts and cannot be framed.
pub const SELF_ONLY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; \
                             form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Renders a page.
pub fn html(page: &impl Template, policy: &'static str) -> Result<Response, Problem> {
    let body = page.render().map_err(|error| {
        tracing::error!(%error, "a template failed to render");
        Problem::internal()
    })?;
    let mut response = with_media_type("text/html; charset=utf-8", body);
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(policy),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    Ok(response)
}

/// Redirects to the page of the fact whose id has the two countries of a pair in the other order; `None` if there is none.
pub async fn redirect_to_reversed(
    kind: &'static Kind,
    request: &ParsedRequest,
) -> Option<Response> {
    let reversed = in_other_order(kind, &request.id, request).await?;
    let path = request.route.pattern.replace("{id}", &reversed);
    Some(redirect::permanent(&path, &request.uri))
}

/// Those parameters of a kind's list that a page accepts, by name.
pub fn some_parameters(kind: &'static Kind, names: &[&str]) -> Vec<Parameter> {
    let parameters = kinds::list_parameters(kind).iter();
    parameters
        .filter(|parameter| names.contains(&parameter.name))
        .cloned()
        .collect()
}

/// The kind whose list has this name.
pub fn kind(plural: &str) -> &'static Kind {
    let kind = kinds::all().find(|kind| kind.plural == plural);
    kind.expect("pages name existing kinds: tests/api/pages.rs")
}

/// The data set in the vocabulary of schema.org, as JSON-LD for the head of a page.
pub fn json_ld(dataset: &Dataset) -> String {
    let json_ld = json!({
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
    // `<` is the only character that could end the script element.
    json_ld.to_string().replace('<', "\\u003c")
}
