//! The files that pages load.

use axum::response::Response;

use crate::http::parsed_request::ParsedRequest;
use crate::http::render::response::with_media_type;

/// `/assets/style.css`.
pub async fn style(_: ParsedRequest) -> Response {
    with_media_type("text/css; charset=utf-8", include_str!("style.css"))
}

/// `/assets/script.js`.
pub async fn script(_: ParsedRequest) -> Response {
    with_media_type("text/javascript; charset=utf-8", include_str!("script.js"))
}

/// `/assets/icon.svg`.
pub async fn icon(_: ParsedRequest) -> Response {
    with_media_type("image/svg+xml", include_str!("icon.svg"))
}
