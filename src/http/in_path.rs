//! The part of a path that a pattern leaves open.

#![expect(clippy::disallowed_types, reason = "this is the wrapper of `Path`")]

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

/// An id or a name. What is no UTF-8 is none of ours and reads as nothing, so that it is not found, as any other.
pub struct InPath(pub String);

impl<S: Send + Sync> FromRequestParts<S> for InPath {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let text = Path::from_request_parts(parts, state)
            .await
            .map(|Path(text)| text);
        Ok(Self(text.unwrap_or_default()))
    }
}
