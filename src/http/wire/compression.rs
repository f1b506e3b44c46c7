//! Compression of a response body by tower-http.
//!
//! It is called for the responses that need it rather than added as a layer, because a layer makes a stream of every body and
//! negotiates the coding again.

use std::convert::Infallible;
use std::future::ready;

use axum::body::Body;
use axum::http::{Request, header};
use axum::response::Response;
use tower::{Service as _, service_fn};
use tower_http::compression::Compression;

use super::content_encoding::ContentEncoding;

/// Compresses a response with the coding that was negotiated for it.
pub async fn compress(response: Response, encoding: ContentEncoding) -> Response {
    if encoding == ContentEncoding::Identity {
        return response;
    }
    let request = Request::builder().header(header::ACCEPT_ENCODING, encoding.name());
    let request = request
        .body(())
        .expect("a coding's name is a valid header value");
    let mut response = Some(response);
    let handler = service_fn(move |_| {
        ready(Ok::<_, Infallible>(
            response.take().expect("the service is called once"),
        ))
    });
    let Ok(compressed) = Compression::new(handler).call(request).await;
    compressed.map(Body::new)
}
