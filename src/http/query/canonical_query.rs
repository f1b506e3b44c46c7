//! The canonical form of a query: requests that mean the same have the same canonical query, and so share a cache entry and an
//! ETag.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::parsed_parameter::{NO_WORD, ParsedParameter};
use crate::kind::{Parameter, ParameterRole};

/// The characters that a query holds unescaped.
const UNESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b',');

/// A parameter in its canonical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CanonicalParameter {
    pub name: &'static str,
    pub value: String,
}

/// Brings parsed parameters into the order of their declarations, and their values into one form.
pub fn canonical(
    parsed: &[ParsedParameter],
    accepted: &[&'static Parameter],
) -> Vec<CanonicalParameter> {
    let declared = accepted.iter().filter_map(|parameter| {
        parsed
            .iter()
            .find(|one| one.parameter.name == parameter.name)
    });
    // `match=possible` is the default.
    let redundant = |one: &ParsedParameter| {
        one.parameter.role == ParameterRole::Match && one.text == "possible"
    };
    declared
        .filter(|one| !redundant(one))
        .map(|one| CanonicalParameter {
            name: one.parameter.name,
            value: canonical_value(one),
        })
        .collect()
}

/// Joins a path and parameters into a relative URL.
pub fn url<'a>(path: &str, parameters: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut url = path.to_owned();
    for (index, (name, value)) in parameters.enumerate() {
        url.push(if index == 0 { '?' } else { '&' });
        url.push_str(name);
        url.push('=');
        url.extend(utf8_percent_encode(value, UNESCAPED));
    }
    url
}

/// The values as they were parsed, which is in one order and without repetitions.
fn canonical_value(parsed: &ParsedParameter) -> String {
    match &parsed.texts()[..] {
        [text] if text.is_empty() => NO_WORD.to_owned(),
        texts => texts.join(","),
    }
}
