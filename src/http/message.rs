//! A request as a message, before anything is read of what it asks.

use axum::body::HttpBody;
use axum::http::{HeaderMap, Request, Version, header};

use super::problem::Problem;

/// The longest address, in bytes.
const ADDRESS: usize = 8 * 1024;
/// The most that all headers may have, in bytes: names and values. The server that reads them cuts off a little above.
const HEADERS: usize = 12 * 1024;

/// Why a request is refused whatever it asks for.
pub fn refused<B>(request: &Request<B>) -> Option<Problem> {
    let (uri, headers) = (request.uri(), request.headers());
    let length = uri.path_and_query().map_or(0, |asked| asked.as_str().len());
    if length > ADDRESS {
        return Some(Problem::too_long(length, ADDRESS));
    }
    let length = headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum::<usize>();
    if length > HEADERS {
        return Some(Problem::too_large(length, HEADERS));
    }
    (!has_one_host(headers, request.version())).then(Problem::no_host)
}

/// Whether a request says once which host it means, as RFC 9112 (3.2) demands; before HTTP/1.1 it need not.
fn has_one_host(headers: &HeaderMap, version: Version) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let needed = version == Version::HTTP_11;
    (hosts.next().is_some() || !needed) && hosts.next().is_none()
}

/// Whether the connection has to end with the answer. A body is never read, as nothing here takes one; so that its bytes are
/// not taken for the next request, however they are framed, there is none.
pub fn ends_connection<B: HttpBody>(request: &Request<B>) -> bool {
    !request.body().is_end_stream()
}
