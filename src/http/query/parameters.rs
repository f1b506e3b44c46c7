//! Strict parsing of a query string into typed parameter values. Every invalid parameter is reported, not only the first.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use percent_encoding::percent_decode_str;

use crate::http::problem::{InvalidParameter, Reason};
use crate::kind::{MAX_LIMIT, MAX_SEARCH_TERMS, Parameter, ParameterType};
use crate::store::Direction;
use crate::values::day::{self, Day};
use crate::values::fold::fold;
use crate::values::nearest::nearest;
use crate::values::slug::is_slug;
use crate::values::{country, currency};

/// A parameter of the request with its values.
#[derive(Debug)]
pub struct ParsedParameter {
    pub parameter: &'static Parameter,
    /// The decoded text.
    pub text: String,
    /// Empty if a value is invalid.
    pub values: Vec<ParameterValue>,
}

/// A valid value of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterValue {
    Text(String),
    Day(Day),
    Number(u32),
    Sort {
        name: &'static str,
        direction: Direction,
    },
}

impl fmt::Display for ParameterValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Day(day) => day.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Sort {
                name,
                direction: Direction::Ascending,
            } => f.write_str(name),
            Self::Sort {
                name,
                direction: Direction::Descending,
            } => write!(f, "-{name}"),
        }
    }
}

impl ParameterValue {
    fn is_text(&self, text: &str) -> bool {
        matches!(self, Self::Text(own) if own == text)
    }
}

impl ParsedParameter {
    /// The values of a parameter that takes text.
    pub fn texts(&self) -> Vec<String> {
        self.values.iter().map(ToString::to_string).collect()
    }

    /// The first value, of a parameter that takes a day.
    pub fn day(&self) -> Option<Day> {
        if let Some(ParameterValue::Day(day)) = self.values.first() {
            Some(*day)
        } else {
            None
        }
    }

    /// The first value, of a parameter that takes a number.
    pub fn number(&self) -> Option<u32> {
        if let Some(ParameterValue::Number(number)) = self.values.first() {
            Some(*number)
        } else {
            None
        }
    }
}

/// A query string, parsed.
#[derive(Debug, Default)]
pub struct ParsedQuery {
    /// In the order of the query string.
    pub parameters: Vec<ParsedParameter>,
    pub errors: Vec<InvalidParameter>,
}

/// Parses a query string by the parameters that a route accepts.
pub fn parse(query: &str, accepted: &[&'static Parameter]) -> ParsedQuery {
    let mut parsed = ParsedQuery::default();
    let mut seen = HashSet::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let Some((name, value)) = decode(name).zip(decode(value)) else {
            let error = InvalidParameter::new(name, Reason::Invalid).value(value);
            parsed.errors.push(error.expected("percent-encoded UTF-8"));
            continue;
        };
        let Some(parameter) = accepted.iter().find(|parameter| parameter.name == name) else {
            parsed.errors.push(unknown_parameter(&name, accepted));
            continue;
        };
        if seen.insert(parameter.name) {
            let values = parse_values(parameter, &value, &mut parsed.errors);
            parsed.parameters.push(ParsedParameter {
                parameter,
                text: value,
                values,
            });
        } else {
            let error = InvalidParameter::new(&name, Reason::Repeated).value(&value);
            parsed
                .errors
                .push(error.expected(parameter.value_type.expected()));
        }
    }
    parsed
}

fn parse_values(
    parameter: &'static Parameter,
    text: &str,
    errors: &mut Vec<InvalidParameter>,
) -> Vec<ParameterValue> {
    let texts: Vec<&str> = if parameter.value_type.takes_several() {
        text.split(',').collect()
    } else {
        vec![text]
    };
    let mut values = Vec::with_capacity(texts.len());
    for text in texts {
        match parse_value(&parameter.value_type, text).filter(|_| !text.is_empty()) {
            Some(value) => values.push(value),
            None => errors.push(invalid_value(parameter, text)),
        }
    }
    canonicalise(&parameter.value_type, &mut values);
    values
}

/// Brings values into one order and drops repetitions, so that requests with the same meaning are equal. Sort keys keep their
/// order, which is their meaning. Names without a letter or digit find nothing, so that one of them is kept at most.
fn canonicalise(value_type: &ParameterType, values: &mut Vec<ParameterValue>) {
    match value_type {
        ParameterType::SortKeys(_) => {}
        ParameterType::AnyOf(allowed) => {
            let order =
                |value: &ParameterValue| allowed.iter().position(|name| value.is_text(name));
            values.sort_by_key(order);
            values.dedup();
        }
        _ => {
            values.sort_by_cached_key(ToString::to_string);
            values.dedup();
            if values.len() > 1 && values[0].is_text("") {
                values.remove(0);
            }
        }
    }
}

/// Parses one value into the form that filters use; `None` if it is invalid.
fn parse_value(value_type: &ParameterType, text: &str) -> Option<ParameterValue> {
    let value = match value_type {
        ParameterType::AnyOf(values) | ParameterType::OneOf(values) => {
            values.contains(&text).then(|| text.to_owned())
        }
        ParameterType::SortKeys(names) => {
            let name = text.strip_prefix('-').unwrap_or(text);
            let name = names.iter().copied().find(|known| *known == name)?;
            let direction = if text.starts_with('-') {
                Direction::Descending
            } else {
                Direction::Ascending
            };
            return Some(ParameterValue::Sort { name, direction });
        }
        ParameterType::Country => country::parse(text).map(str::to_owned),
        ParameterType::Currency => {
            Some(text.to_ascii_uppercase()).filter(|code| currency::is_code(code))
        }
        // A name without a letter or digit folds to the empty string and finds nothing, like any unknown name.
        ParameterType::Name => Some(fold(text)),
        ParameterType::Ids => is_slug(text).then(|| text.to_owned()),
        ParameterType::FirstDay => {
            return day::parse_period(text).map(|(first, _)| ParameterValue::Day(first));
        }
        ParameterType::LastDay => {
            return day::parse_period(text).map(|(_, last)| ParameterValue::Day(last));
        }
        // Operators of search languages are plain text: they fold to spaces.
        ParameterType::SearchTerms => {
            Some(fold(text)).filter(|words| words.split(' ').count() <= MAX_SEARCH_TERMS)
        }
        ParameterType::Limit => return parse_limit(text).map(ParameterValue::Number),
        ParameterType::Cursor => Some(text.to_owned()),
    };
    value.map(ParameterValue::Text)
}

/// Parses plain digits without a sign or a leading zero.
fn parse_limit(text: &str) -> Option<u32> {
    let is_plain =
        text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    let number = text.parse().ok()?;
    (is_plain && number <= MAX_LIMIT).then_some(number)
}

fn invalid_value(parameter: &Parameter, value: &str) -> InvalidParameter {
    let reason = if value.is_empty() {
        Reason::Empty
    } else {
        Reason::Invalid
    };
    let value_type = &parameter.value_type;
    let error = InvalidParameter::new(parameter.name, reason);
    let error = error.value(value).expected(value_type.expected());
    if let Some(allowed) = value_type.allowed() {
        let name = value.strip_prefix('-').unwrap_or(value);
        let sign = &value[..value.len() - name.len()];
        let suggestion = nearest(name, allowed.iter().copied());
        let suggestion = suggestion.map(|nearest| [sign, nearest].concat());
        return error
            .did_you_mean(suggestion.as_deref())
            .allowed(allowed.iter().copied());
    }
    match value_type {
        ParameterType::Country => error.did_you_mean(suggest_country(value)),
        _ => error,
    }
}

/// The code of the country whose name is closest. Codes are not compared: they are too short to tell a typo from another code.
fn suggest_country(value: &str) -> Option<&'static str> {
    let name = nearest(value, country::codes_and_names().map(|(_, name)| name))?;
    let mut countries = country::codes_and_names();
    countries
        .find(|(_, known)| *known == name)
        .map(|(code, _)| code)
}

fn unknown_parameter(name: &str, accepted: &[&'static Parameter]) -> InvalidParameter {
    let names = accepted.iter().map(|parameter| parameter.name);
    let suggestion = nearest(name, names.clone());
    let error = InvalidParameter::new(name, Reason::Unknown);
    error.did_you_mean(suggestion).allowed(names)
}

/// Decodes percent-encoding, and `+` as a space; `None` if the result is not UTF-8.
fn decode(text: &str) -> Option<String> {
    let text = text.replace('+', " ");
    let decoded = percent_decode_str(&text).decode_utf8();
    decoded.ok().map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search_terms(text: &str) -> Option<String> {
        parse_value(&ParameterType::SearchTerms, text).map(|value| value.to_string())
    }

    #[test]
    fn operators_in_a_search_are_plain_words() {
        assert_eq!(
            search_terms("Nur-Sultan AND (x* OR").as_deref(),
            Some("nur sultan and x or")
        );
        assert_eq!(search_terms("\"*\"").as_deref(), Some(""));
        assert_eq!(search_terms(&"word ".repeat(17)), None);
    }
}
