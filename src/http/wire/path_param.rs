//! The one parameter of a route's path, such as `{id}`.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

/// The decoded parameter; `None` for a route without one.
pub struct PathParam(pub Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for PathParam {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let params = RawPathParams::from_request_parts(parts, state).await;
        let params = params.expect("the service refuses paths that are no text");
        let first = params.into_iter().next();
        Ok(Self(first.map(|(_, value)| value.to_owned())))
    }
}
