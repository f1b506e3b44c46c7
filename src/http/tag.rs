//! Entity tags, known before any query: from the data set, the build and the address. Every replica with the same data set
//! gives the same tags.

use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::address::Address;
use super::format::Format;
use crate::store::Dataset;

/// What names an answer to the byte.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tag {
    /// As headers carry it.
    value: HeaderValue,
    /// The pattern of the route that gives the answer.
    pub route: &'static str,
}

impl Tag {
    /// The tag of what stands under an address.
    pub fn of(dataset: &Dataset, address: &Address) -> Self {
        let version = [dataset.build.as_str(), &dataset.version].concat();
        let uri = address
            .uri
            .path_and_query()
            .map(PathAndQuery::as_str)
            .unwrap_or_default();
        let format = address.format.map(Format::suffix).unwrap_or_default();
        let digest = Sha256::digest([&version, uri, format, address.coding.name()].join("\n"));
        let quoted = format!("\"{}\"", URL_SAFE_NO_PAD.encode(&digest[..16]));
        let value =
            HeaderValue::try_from(quoted).expect("base64 in quotes, which is fit for headers");
        Self {
            value,
            route: address.route,
        }
    }

    /// Whether the client holds this answer already.
    pub fn is_held(&self, headers: &HeaderMap) -> bool {
        let values = headers
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok());
        let mut tags = values
            .flat_map(|value| value.split(','))
            .map(|held| held.trim().trim_start_matches("W/"));
        tags.any(|held| self.value == *held || held == "*")
    }

    pub fn value(&self) -> HeaderValue {
        self.value.clone()
    }

    /// The tag of an answer whose bytes may differ from one time to the next and mean the same: where a stream is coded, the
    /// coder ends its blocks when nothing is there yet.
    pub fn weak(&self) -> HeaderValue {
        let weak = [b"W/", self.value.as_bytes()].concat();
        HeaderValue::from_maybe_shared(weak).expect("a tag, which is fit for headers")
    }
}
