//! Checks of the HTTP message, before its URL is interpreted.

use axum::body::HttpBody;
use axum::http::{HeaderMap, Request, Uri, Version, header};

use super::plain_text::{PLAIN_TEXT, plain_text};
use crate::http::problem::{InvalidParameter, Problem, Reason};

/// The maximum length of a URL, in bytes.
const MAX_URL: usize = 8 * 1024;
/// The maximum size of all headers together, names and values, in bytes. hyper itself rejects heads a little above it.
const MAX_HEADERS: usize = 12 * 1024;

/// The problem of a message that is rejected whatever it requests.
pub fn check<B>(request: &Request<B>) -> Result<(), Problem> {
    let (uri, headers) = (request.uri(), request.headers());
    let url = uri.path_and_query().map_or(0, |url| url.as_str().len());
    if url > MAX_URL {
        return Err(Problem::url_too_long(url, MAX_URL));
    }
    let size = headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    if size > MAX_HEADERS {
        return Err(Problem::headers_too_large(size, MAX_HEADERS));
    }
    if has_valid_host(headers, request.version()) {
        Ok(())
    } else {
        Err(Problem::invalid_host())
    }
}

/// The problem of a path with a segment that is no text.
pub fn check_path(uri: &Uri) -> Result<(), Problem> {
    let mut segments = uri.path().split('/');
    let Some(segment) = segments.find(|segment| plain_text(segment).is_none()) else {
        return Ok(());
    };
    let error = InvalidParameter::new("path", Reason::Invalid).value(segment);
    let errors = vec![error.expected(PLAIN_TEXT)];
    Err(Problem::invalid_parameters(uri, errors))
}

/// True if there is exactly one `Host` header, as RFC 9112 (3.2) demands; before HTTP/1.1 it may be missing.
fn has_valid_host(headers: &HeaderMap, version: Version) -> bool {
    let hosts = headers.get_all(header::HOST).iter().count();
    hosts == 1 || (hosts == 0 && version != Version::HTTP_11)
}

/// True if the request announces a body. Bodies are never read, so the connection must close after the response: otherwise
/// the body's bytes would be parsed as the next request.
pub fn has_body<B: HttpBody>(request: &Request<B>) -> bool {
    !request.body().is_end_stream()
}
