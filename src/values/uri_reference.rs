//! Paths of requests as references that are safe in a response: they lead to the same host, and hold no character that a URL
//! may not have.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// The characters that a path or a query holds only escaped (RFC 3986, 3.3 and 3.4). Browsers read `\` as `/`.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The reference to a path with its query, on the host that it is sent from. Its second slash is escaped, because `//host/x`
/// refers to another host.
pub fn uri_reference(path_and_query: &str) -> String {
    let escaped = utf8_percent_encode(path_and_query, ESCAPED).to_string();
    match escaped.strip_prefix("//") {
        Some(rest) => ["/%2F", rest].concat(),
        None => escaped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_never_leads_to_another_host() {
        for (requested, reference) in [
            ("/v1/visits?q=a%20b&x=1", "/v1/visits?q=a%20b&x=1"),
            ("//host/x?y=1", "/%2Fhost/x?y=1"),
            ("///host", "/%2F/host"),
            ("/\\host/\"<x>", "/%5Chost/%22%3Cx%3E"),
            ("/v1/é", "/v1/%C3%A9"),
            ("", ""),
        ] {
            assert_eq!(uri_reference(requested), reference, "{requested}");
        }
    }
}
