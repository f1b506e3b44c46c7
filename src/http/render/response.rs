//! Responses with a body of one media type.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde::Serialize;

use crate::http::format::Format;

/// The memory that a streamed body holds at a time, in bytes, as an extension of its response.
#[derive(Debug, Clone, Copy)]
pub struct StreamBuffer(pub usize);

/// Marks a list with warnings, as an extension of its response.
#[derive(Debug, Clone, Copy)]
pub struct HasWarnings;

pub fn with_media_type(media_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

pub fn with_format(format: Format, body: impl Into<Body>) -> Response {
    with_media_type(format.media_type(), body)
}

pub fn json(body: &impl Serialize) -> Response {
    let body = serde_json::to_vec(body).expect("responses are plain data with string keys");
    with_format(Format::Json, body)
}
