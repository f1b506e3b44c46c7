//! The one parameter of a route's path, such as `{id}`.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

/// The decoded parameter; `None` for a route without one. Text that is not UTF-8 becomes the empty string, which no fact has as
/// its id, so that it is not found like any other unknown id.
pub struct PathParam(pub Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for PathParam {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let params = RawPathParams::from_request_parts(parts, state).await;
        Ok(Self(match &params {
            Ok(params) => params.into_iter().next().map(|(_, value)| value.to_owned()),
            Err(_) => Some(String::new()),
        }))
    }
}
