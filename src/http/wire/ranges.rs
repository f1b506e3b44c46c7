//! Byte ranges (RFC 9110, 14): a part of a body instead of the whole, so that downloads resume and files open over HTTP.
//!
//! A request may ask for one range. Several at once are answered with the whole body, as the standard allows, because nobody
//! needs them here. Ranges are of the uncompressed body: clients add parts up, and a part of a compressed body is of no use.

use std::ops::Range;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use http_range_header::{SyntacticallyCorrectRange, parse_range_header};

use super::etag::ETag;
use crate::http::problem::Problem;

/// The value of `Accept-Ranges` where a part of the body may be requested.
pub const BYTES: HeaderValue = HeaderValue::from_static("bytes");

/// A range of a body whose length is not known yet.
#[derive(Debug, Clone, Copy)]
pub struct RequestedRange(SyntacticallyCorrectRange);

impl RequestedRange {
    /// The range that a request asks for. `None` if it asks for the whole body: without a range, with several or a malformed
    /// one, with another method than GET, or with an `If-Range` that is not the tag of the current body.
    ///
    /// A date in `If-Range` never matches: `Last-Modified` is a day, within which a body may change.
    pub fn new(method: &Method, headers: &HeaderMap, etag: &ETag) -> Option<Self> {
        let mut conditions = headers.get_all(header::IF_RANGE).iter();
        if *method != Method::GET || !conditions.all(|tag| etag.strong() == *tag) {
            return None;
        }
        let mut values = headers.get_all(header::RANGE).iter();
        let (Some(value), None) = (values.next(), values.next()) else {
            return None;
        };
        let parsed = parse_range_header(value.to_str().ok()?).ok()?;
        match parsed.into_ranges()[..] {
            [range] => Some(Self(range)),
            _ => None,
        }
    }

    /// The part of a body of so many bytes; `None` if no byte of it is in the range.
    pub fn within(self, length: u64) -> Option<Range<u64>> {
        let part = match self.0 {
            SyntacticallyCorrectRange::FromStart(first) => first..length,
            SyntacticallyCorrectRange::FromLast(count) => length.saturating_sub(count)..length,
            SyntacticallyCorrectRange::Indexed(first, last) => {
                first..length.min(last.saturating_add(1))
            }
        };
        (!part.is_empty()).then_some(part)
    }
}

/// True if a request asks for a part, rightly or not.
pub fn has_range(headers: &HeaderMap) -> bool {
    headers.contains_key(header::RANGE)
}

/// The requested part of a response that has its body in memory, or 416.
pub async fn part_of(response: Response, range: RequestedRange, uri: &Uri) -> Response {
    let (head, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await;
    let body = body.expect("a body in memory");
    let length = body.len() as u64;
    let Some(part) = range.within(length) else {
        return not_satisfiable(uri, length);
    };
    let [start, end] =
        [part.start, part.end].map(|at| usize::try_from(at).expect("a part of memory"));
    let response = Response::from_parts(head, Body::from(body.slice(start..end)));
    partial(response, &part, length)
}

/// 206: a response whose body is a part of a whole of so many bytes.
pub fn partial(mut response: Response, part: &Range<u64>, length: u64) -> Response {
    *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    let last = part.end - 1;
    let range = content_range(&format!("bytes {}-{last}/{length}", part.start));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_RANGE, range);
    headers.insert(
        header::CONTENT_LENGTH,
        HeaderValue::from(part.end - part.start),
    );
    response
}

/// 416: no byte of the body is in the range.
pub fn not_satisfiable(uri: &Uri, length: u64) -> Response {
    let mut response = Problem::range_not_satisfiable(uri, length).into_response();
    let range = content_range(&format!("bytes */{length}"));
    response.headers_mut().insert(header::CONTENT_RANGE, range);
    response
}

fn content_range(text: &str) -> HeaderValue {
    HeaderValue::try_from(text).expect("digits and punctuation are a valid header value")
}
