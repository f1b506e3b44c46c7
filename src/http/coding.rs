//! Codings of a body: which one a request asks for.

use axum::http::{HeaderMap, header};

use super::format::preferences;

/// How a body is coded on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    Plain,
    Gzip,
    Br,
    Zstd,
}

impl Coding {
    /// What `Accept-Encoding` names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "identity",
            Self::Gzip => "gzip",
            Self::Br => "br",
            Self::Zstd => "zstd",
        }
    }

    /// The coding that a request prefers; of equals, the one that makes bodies smallest. A client that refuses every coding
    /// we have, and the plain answer too, gets the plain answer: better than none.
    pub fn asked(headers: &HeaderMap) -> Self {
        let wanted = preferences(headers, &header::ACCEPT_ENCODING);
        let named = |name: &str| {
            wanted
                .iter()
                .find(|(_, range)| range == name)
                .map(|(quality, _)| *quality)
        };
        let mut best = (Self::Plain, named(Self::Plain.name()).unwrap_or(0.0));
        for coding in [Self::Gzip, Self::Br, Self::Zstd] {
            let quality = named(coding.name()).or_else(|| named("*")).unwrap_or(0.0);
            if quality > 0.0 && quality >= best.1 {
                best = (coding, quality);
            }
        }
        best.0
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_most_wanted_coding_is_chosen_and_of_equals_the_strongest() {
        for (given, chosen) in [
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
            let headers =
                HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(given))]);
            assert_eq!(Coding::asked(&headers).name(), chosen, "{given}");
        }
    }
}
