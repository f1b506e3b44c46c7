//! The one parameter of a route's path, such as `{id}`.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

/// The decoded parameter; `None` for a route without one. Text that is not UTF-8 becomes the empty string, which no fact has as
/// its id, so that it is not found like any other unknown id.
pub struct PathParam(pub Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for PathParam {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let params = Path::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        let params = params.map_or_else(|_| vec![Default::default()], |Path(params)| params);
        Ok(Self(params.into_iter().next().map(|(_, value)| value)))
    }
}
