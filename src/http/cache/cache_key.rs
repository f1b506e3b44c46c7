//! The two keys of the response cache: the request as the client wrote it, and its canonical form.

use axum::http::{HeaderMap, Uri, header};

use crate::http::parsed_request::ParsedRequest;
use crate::http::wire::etag::ETag;
use crate::store::Dataset;

/// The longest raw request that is remembered, in bytes: URL and negotiation headers.
const MAX_RAW_KEY: usize = 2048;

/// A request as the client wrote it, so that a repeated one is found without parsing anything.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RawRequestKey(Box<[u8]>);

impl RawRequestKey {
    /// The key of a request; `None` if it is too long to be remembered.
    pub fn new(uri: &Uri, headers: &HeaderMap) -> Option<Self> {
        let url = uri.path_and_query()?.as_str().as_bytes();
        let mut key = Vec::with_capacity(url.len() + 64);
        key.extend_from_slice(url);
        for name in [header::ACCEPT, header::ACCEPT_ENCODING] {
            // Neither URLs nor header values contain a line break, so two requests never share a key.
            key.push(b'\n');
            for value in headers.get_all(name) {
                key.extend_from_slice(value.as_bytes());
                key.push(b',');
            }
        }
        (key.len() <= MAX_RAW_KEY).then(|| Self(key.into_boxed_slice()))
    }

    /// Its length in bytes.
    pub const fn len(&self) -> usize {
        self.0.len()
    }
}

/// The key of a cached response: requests that mean the same share it. Its ETag names the response to the byte.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CacheKey {
    pub etag: ETag,
    /// The pattern of the route, for log lines and metrics of cache hits.
    pub route: &'static str,
}

impl CacheKey {
    /// The key of a request, before anything is read from the database. A page with a form repeats the query as it was given.
    pub fn new(request: &ParsedRequest) -> Self {
        let is_spelt_out = request.route.shows_invalid_queries();
        let spelling = is_spelt_out.then(|| request.query.given_text());
        Self::with_spelling(request, &spelling.unwrap_or_default())
    }

    /// The key of a response with warnings, which repeat the values of filters as they were spelt; `None` if they were
    /// spelt in the canonical way.
    pub fn of_warnings(request: &ParsedRequest) -> Option<Self> {
        let spelling = request.query.spelling()?;
        Some(Self::with_spelling(request, &spelling))
    }

    fn with_spelling(request: &ParsedRequest, spelling: &str) -> Self {
        let Dataset { build, version, .. } = &request.store.dataset;
        let url = request.query.canonical_url(request.uri.path());
        let format = if request.negotiated {
            request.format.suffix()
        } else if request.as_page {
            "page"
        } else {
            ""
        };
        let encoding = request.encoding.name();
        let etag = ETag::from_parts(&[build, version, &url, format, encoding, spelling]);
        Self {
            etag,
            route: &request.route.pattern,
        }
    }
}

/// Normalises a path by RFC 3986 (6.2.2.2): percent-encoded letters, digits, `-`, `_` and `~` are decoded. `.` stays encoded,
/// because decoding it could turn a segment into `..`. `None` if the path is normalised already.
pub fn normalise_path(path: &str) -> Option<String> {
    let mut parts = path.split('%');
    let mut normalised = parts.next()?.to_owned();
    for part in parts {
        match decode_unreserved(part) {
            Some(character) => normalised.push(character),
            None => normalised.push_str(&["%", part.get(..2).unwrap_or(part)].concat()),
        }
        normalised.push_str(part.get(2..).unwrap_or(""));
    }
    (normalised != path).then_some(normalised)
}

/// Decodes the two hexadecimal digits at the start of a text, if they stand for an unreserved character other than `.`.
fn decode_unreserved(text: &str) -> Option<char> {
    let digits = text
        .get(..2)
        .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let character = char::from(u8::from_str_radix(digits, 16).ok()?);
    (character.is_ascii_alphanumeric() || "-_~".contains(character)).then_some(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_escapes_of_unreserved_characters_are_decoded() {
        for (path, normalised) in [
            ("/v1/%76isits/a%2Db", Some("/v1/visits/a-b")),
            ("/%2e%2e/etc%2Fpasswd", None),
            ("/v1/visits/%ff%00%C3%BC", None),
            ("/%", None),
            ("/%4", None),
            ("/%zz%41", Some("/%zzA")),
        ] {
            assert_eq!(normalise_path(path).as_deref(), normalised, "{path}");
        }
    }
}
