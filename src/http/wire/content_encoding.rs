//! Content codings: the one that `Accept-Encoding` prefers.
//!
//! The header is parsed here, because no maintained crate exposes its quality values; tower-http keeps its own parser private.

use axum::http::{HeaderMap, header};

use super::ranges::has_range;

/// The coding of a response body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContentEncoding {
    Identity,
    Gzip,
    Brotli,
    Zstd,
}

impl ContentEncoding {
    /// The name in `Accept-Encoding` and `Content-Encoding`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
            Self::Zstd => "zstd",
        }
    }

    /// The coding that a request prefers; among equals, the one that compresses best. A client that refuses every coding,
    /// identity included, gets identity: a readable response is more useful than 406. So does one that asks for a range.
    pub fn negotiate(headers: &HeaderMap) -> Self {
        if has_range(headers) {
            return Self::Identity;
        }
        let accepted = accepted(headers);
        let quality_of = |name: &str| {
            accepted
                .iter()
                .find(|coding| coding.name == name)
                .map(|coding| coding.quality)
        };
        let mut best = (Self::Identity, quality_of("identity").unwrap_or(0.0));
        for coding in [Self::Gzip, Self::Brotli, Self::Zstd] {
            let quality = quality_of(coding.name())
                .or_else(|| quality_of("*"))
                .unwrap_or(0.0);
            if quality > 0.0 && quality >= best.1 {
                best = (coding, quality);
            }
        }
        best.0
    }
}

/// One coding of the header, in lower case, with its quality value from 0 to 1.
struct AcceptedCoding {
    name: String,
    quality: f32,
}

fn accepted(headers: &HeaderMap) -> Vec<AcceptedCoding> {
    let lines = headers.get_all(header::ACCEPT_ENCODING).iter();
    let lines = lines.filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(','))
        .filter_map(parse_coding)
        .collect()
}

/// Parses `gzip;q=0.5`. A quality value that is no number refuses the coding.
fn parse_coding(text: &str) -> Option<AcceptedCoding> {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?.to_lowercase();
    let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
    let quality = weight.map_or(1.0, |weight| weight.parse().unwrap_or(0.0));
    Some(AcceptedCoding { name, quality })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_preferred_coding_wins_and_among_equals_the_best_compression() {
        for (accept_encoding, expected) in [
            ("gzip, deflate, br, zstd", "zstd"),
            ("gzip, br", "br"),
            ("gzip;q=1.0, br;q=0.5, zstd;q=0", "gzip"),
            ("GZIP ; q=0.4", "gzip"),
            ("deflate", "identity"),
            ("", "identity"),
            ("*", "zstd"),
            ("*, zstd;q=0", "br"),
            ("identity, gzip;q=0.5", "identity"),
            ("identity;q=0", "identity"),
            ("*;q=0", "identity"),
            ("gzip;q=nonsense", "identity"),
        ] {
            let value = HeaderValue::from_static(accept_encoding);
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, value)]);
            assert_eq!(
                ContentEncoding::negotiate(&headers).name(),
                expected,
                "{accept_encoding}"
            );
        }
    }
}
