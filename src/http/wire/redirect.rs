//! Permanent redirects to another path of the same host.

use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};

use crate::values::uri_reference::uri_reference;

/// 308 to a path, with the query of the request.
pub fn permanent(path: &str, requested: &Uri) -> Response {
    let query = requested.query().map(|query| ["?", query].concat());
    to_target(&[path, &query.unwrap_or_default()].concat())
}

/// 308 to a path with a query.
pub fn to_target(target: &str) -> Response {
    let target = uri_reference(target);
    let mut response = StatusCode::PERMANENT_REDIRECT.into_response();
    let location = HeaderValue::try_from(target).expect("an escaped URL is ASCII");
    response.headers_mut().insert(header::LOCATION, location);
    response
}
