//! Bodies: ready pieces of JSON joined into the one list shape and the one item shape.

use axum::body::Body;
use axum::http::header;
use axum::response::Response;
use serde_json::{Value, json};

use crate::store::Dataset;

/// What a list says besides its items.
pub struct Frame<'a> {
    pub undated: i64,
    /// How many there are in truth, as far as the document says.
    pub coverage: Option<Coverage>,
    pub dataset: &'a Dataset,
}

/// The facts listed, and what the document says of how many there are.
pub struct Coverage {
    pub listed: i64,
    /// Items of the kind that counts.
    pub claims: Vec<String>,
}

/// `{"items": […], "total": …, "next": null, "facets": {}, "undated": …, "coverage": …, "dataset": "…"}`.
pub fn list(items: &[String], frame: &Frame<'_>) -> Response {
    let coverage = frame.coverage.as_ref().map_or_else(
        || "null".to_owned(),
        |Coverage { listed, claims }| format!("{{\"listed\":{listed},\"claims\":[{}]}}", claims.join(",")),
    );
    let total = items.len();
    let (undated, dataset) = (frame.undated, quoted(&frame.dataset.version));
    json_response(format!(
        "{{\"items\":[{}],\"total\":{total},\"next\":null,\"facets\":{{}},\"undated\":{undated},\
         \"coverage\":{coverage},\"dataset\":{dataset}}}",
        items.join(",")
    ))
}

/// `{"item": {…}, "dataset": "…"}`.
pub fn item(item: &str, dataset: &Dataset) -> Response {
    json_response(format!("{{\"item\":{item},\"dataset\":{}}}", quoted(&dataset.version)))
}

/// Any other object.
pub fn object(object: &Value) -> Response {
    json_response(object.to_string())
}

fn quoted(text: &str) -> Value {
    json!(text)
}

fn json_response(body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    let json = header::HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}
