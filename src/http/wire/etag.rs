//! Entity tags. A tag is a hash of everything that decides a response's bytes, so it is known before any query, and every
//! replica with the same data set gives the same tags.

use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// A strong entity tag, in quotes as headers carry it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ETag(HeaderValue);

impl ETag {
    /// The tag of a response that these parts determine.
    pub fn from_parts(parts: &[&str]) -> Self {
        let digest = Sha256::digest(parts.join("\n"));
        let quoted = format!("\"{}\"", URL_SAFE_NO_PAD.encode(&digest[..16]));
        Self(HeaderValue::try_from(quoted).expect("quoted base64 is a valid header value"))
    }

    /// True if `If-None-Match` lists this tag, strong or weak, so that the client holds the response already.
    pub fn matches(&self, headers: &HeaderMap) -> bool {
        if_none_match(headers).any(|tag| self.0 == *tag.trim_start_matches("W/"))
    }

    /// True if `If-None-Match` is `*`, which matches every response that exists.
    pub fn any_matches(headers: &HeaderMap) -> bool {
        if_none_match(headers).any(|tag| tag == "*")
    }

    pub fn strong(&self) -> HeaderValue {
        self.0.clone()
    }

    /// The weak form, for responses whose bytes may differ from one time to the next and mean the same: a compressor that
    /// reads a stream ends its blocks wherever the stream pauses.
    pub fn weak(&self) -> HeaderValue {
        let weak = [b"W/", self.0.as_bytes()].concat();
        HeaderValue::from_maybe_shared(weak).expect("a prefixed tag is a valid header value")
    }
}

fn if_none_match(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(header::IF_NONE_MATCH).iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
}
