//! Strict parsing of a query string into typed parameter values. Every invalid parameter is reported, not only the
//! first, as long as there are fewer than a hundred.

use std::borrow::Cow;
use std::collections::HashSet;

use super::parsed_parameter::{ParameterValue, ParsedParameter};
use crate::http::problem::{InvalidParameter, Reason};
use crate::http::wire::plain_text::{PLAIN_TEXT, plain_text};
use crate::kind::{
    MAX_LIMIT, MAX_SEARCH_TERMS, MAX_VALUE_LENGTH, MAX_VALUES, Parameter, ParameterType,
};
use crate::store::{Direction, SearchTerms};
use crate::values::country::DocumentNames;
use crate::values::day;
use crate::values::nearest::nearest;
use crate::values::slug::is_slug;
use crate::values::{country, currency};

/// The number of errors that are reported. After as many wrong names and repetitions, the rest of a query is not read.
const MAX_ERRORS: usize = 100;

/// The number of errors with suggestions. Finding the nearest name is the costliest part of a refusal.
const MAX_SUGGESTIONS: usize = 10;

/// The names that other APIs give to parameters, with ours for the same purpose.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("page", "cursor"),
    ("offset", "cursor"),
    ("per_page", "limit"),
    ("page_size", "limit"),
    ("size", "limit"),
    ("order", "sort"),
    ("order_by", "sort"),
    ("sort_by", "sort"),
    ("select", "fields"),
    ("columns", "fields"),
    ("search", "q"),
    ("query", "q"),
    ("year", "from"),
    ("since", "from"),
    ("start", "from"),
    ("date", "from"),
    ("until", "to"),
    ("end", "to"),
    // `kind` is a parameter of lists of several kinds; elsewhere a `type` is meant.
    ("kind", "type"),
    // A suffix of the path selects the format, and there is one language.
    ("format", ""),
    ("lang", ""),
];

/// A query string, parsed.
#[derive(Debug, Default)]
pub struct ParsedQuery {
    /// In the order of the query string.
    pub parameters: Vec<ParsedParameter>,
    pub errors: Vec<InvalidParameter>,
}

/// The senders of a query. People follow links that others have extended with parameters of their own, and send forms with empty
/// controls: both are ignored. For programs, both are errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    People,
    Programs,
}

impl Audience {
    pub const fn new(are_people: bool) -> Self {
        if are_people {
            Self::People
        } else {
            Self::Programs
        }
    }
}

/// Parses a query string by the parameters that a route accepts.
pub fn parse(
    query: &str,
    accepted: &[&'static Parameter],
    audience: Audience,
    countries: &DocumentNames,
) -> ParsedQuery {
    let mut parsed = ParsedQuery::default();
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    for pair in pairs {
        if parsed.errors.len() == MAX_ERRORS {
            break;
        }
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let Some((name, value)) = decode(name).zip(decode(value)) else {
            let error = InvalidParameter::new(name, Reason::Invalid).value(value);
            parsed.errors.push(error.expected(PLAIN_TEXT));
            continue;
        };
        if audience == Audience::People && value.is_empty() {
            continue;
        }
        if let Some(parameter) = accepted.iter().find(|parameter| parameter.name == name) {
            parsed.add(parameter, value);
        } else if audience == Audience::Programs {
            let error = unknown_parameter(&name, accepted, &parsed.errors);
            parsed.errors.push(error);
        }
    }
    for one in &mut parsed.parameters {
        one.values = parse_values(one.parameter, &one.text, countries, &mut parsed.errors);
    }
    parsed.errors.truncate(MAX_ERRORS);
    parsed
}

impl ParsedQuery {
    /// Adds a parameter. The values of a list may come in several parameters.
    fn add(&mut self, parameter: &'static Parameter, text: String) {
        let name = parameter.name;
        let known = self.parameters.iter_mut();
        match known.into_iter().find(|known| known.parameter.name == name) {
            None => self.parameters.push(ParsedParameter {
                parameter,
                text,
                values: Vec::new(),
            }),
            Some(known) if parameter.value_type.takes_several() => {
                known.text.push(',');
                known.text.push_str(&text);
            }
            Some(_) => {
                let error = InvalidParameter::new(name, Reason::Repeated).value(&text);
                let expected = parameter.value_type.expected();
                self.errors.push(error.expected(expected));
            }
        }
    }
}

fn parse_values(
    parameter: &'static Parameter,
    text: &str,
    countries: &DocumentNames,
    errors: &mut Vec<InvalidParameter>,
) -> Vec<ParameterValue> {
    let several = parameter.value_type.takes_several();
    let split = text.splitn(if several { usize::MAX } else { 1 }, ',');
    // A space after a comma is no part of a value.
    let split = split.map(|text| if several { text.trim() } else { text });
    let mut texts: Vec<&str> = split.collect();
    let out_of_bounds =
        |expected: &str| InvalidParameter::new(parameter.name, Reason::Invalid).expected(expected);
    if texts.len() > MAX_VALUES {
        let expected = format!("a list of at most {MAX_VALUES} values");
        errors.push(out_of_bounds(&expected));
        return Vec::new();
    }
    let mut seen = HashSet::new();
    texts.retain(|text| seen.insert(*text));
    let is_bounded = !matches!(parameter.value_type, ParameterType::Cursor);
    let mut values = Vec::with_capacity(texts.len());
    for text in texts {
        if is_bounded && text.chars().nth(MAX_VALUE_LENGTH).is_some() {
            let expected = format!("shorter: at most {MAX_VALUE_LENGTH} characters for each value");
            errors.push(out_of_bounds(&expected));
            continue;
        }
        let value =
            parse_value(&parameter.value_type, text, countries).filter(|_| !text.is_empty());
        let Some(value) = value else {
            let error = invalid_value(parameter, text, errors);
            errors.push(error);
            continue;
        };
        values.push(value);
    }
    canonicalise(&parameter.value_type, &mut values);
    values
}

/// Brings values into one order and drops repetitions, so that requests with the same meaning are equal. Sort keys keep their
/// order, which is their meaning, and a key after the first of its name sorts nothing. Names without a letter or digit find nothing, so that one of them is kept at most.
fn canonicalise(value_type: &ParameterType, values: &mut Vec<ParameterValue>) {
    match value_type {
        ParameterType::SortKeys(_) => {
            let mut seen = HashSet::new();
            values.retain(|value| match value {
                ParameterValue::Sort { name, .. } => seen.insert(*name),
                _ => true,
            });
        }
        ParameterType::AnyOf(allowed) => {
            let order =
                |value: &ParameterValue| allowed.iter().position(|name| value.is_text(name));
            values.sort_by_key(order);
            values.dedup();
        }
        _ => {
            values.sort_by_cached_key(ParameterValue::filter_text);
            values.dedup_by_key(|value| value.filter_text());
            if values.len() > 1 && values[0].filter_text().is_empty() {
                values.remove(0);
            }
        }
    }
}

/// Parses one value into the form that filters use; `None` if it is invalid.
fn parse_value(
    value_type: &ParameterType,
    text: &str,
    countries: &DocumentNames,
) -> Option<ParameterValue> {
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
        ParameterType::Country => return ParameterValue::country(text, countries),
        ParameterType::Currency => {
            Some(text.to_ascii_uppercase()).filter(|code| currency::is_code(code))
        }
        // A name without a letter or digit folds to the empty string and finds nothing, like any unknown name.
        ParameterType::Name => return Some(ParameterValue::name(text)),
        ParameterType::Ids => is_slug(text).then(|| text.to_owned()),
        ParameterType::FirstDay => {
            return day::parse_period(text).map(|(first, _)| ParameterValue::Day(first));
        }
        ParameterType::LastDay => {
            return day::parse_period(text).map(|(_, last)| ParameterValue::Day(last));
        }
        // Operators of search languages are plain text, but for quotation marks.
        ParameterType::SearchTerms => Some(SearchTerms::parse(text))
            .filter(|terms| terms.word_count() <= MAX_SEARCH_TERMS)
            .map(|terms| terms.to_string()),
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

fn invalid_value(
    parameter: &Parameter,
    value: &str,
    errors_before: &[InvalidParameter],
) -> InvalidParameter {
    let reason = if value.is_empty() {
        Reason::Empty
    } else {
        Reason::Invalid
    };
    let value_type = &parameter.value_type;
    let error = InvalidParameter::new(parameter.name, reason);
    let error = error.value(value).expected(value_type.expected());
    if let Some(allowed) = value_type.allowed() {
        return suggest(error, value, allowed.iter().copied(), errors_before);
    }
    match value_type {
        ParameterType::Country if errors_before.len() < MAX_SUGGESTIONS => {
            error.did_you_mean(suggest_country(value).as_deref())
        }
        _ => error,
    }
}

fn unknown_parameter(
    name: &str,
    accepted: &[&'static Parameter],
    errors_before: &[InvalidParameter],
) -> InvalidParameter {
    let names = accepted.iter().map(|parameter| parameter.name);
    let error = InvalidParameter::new(name, Reason::Unknown);
    if accepted.is_empty() {
        return error.expected("no parameters").allowed([]);
    }
    let error = suggest(error, name, names.clone(), errors_before);
    match OTHER_NAMES.iter().find(|(other, _)| *other == name) {
        // The nearest spelling would mislead: `page` is not a misspelt `place`.
        Some((_, ours)) => error.did_you_mean(names.into_iter().find(|own| own == ours)),
        None => error,
    }
}

/// Adds the allowed names to an error, and the one that is nearest to a name with an optional `-`, unless there are errors
/// enough that have them.
fn suggest<'a>(
    error: InvalidParameter,
    value: &str,
    allowed: impl Iterator<Item = &'a str> + Clone,
    errors_before: &[InvalidParameter],
) -> InvalidParameter {
    if errors_before.len() >= MAX_SUGGESTIONS {
        return error;
    }
    let name = value.strip_prefix('-').unwrap_or(value);
    let sign = &value[..value.len() - name.len()];
    let suggestion = nearest(name, allowed.clone());
    let suggestion = suggestion.map(|nearest| [sign, nearest].concat());
    error.did_you_mean(suggestion.as_deref()).allowed(allowed)
}

/// The codes of the countries that a text may have meant, as a value of the parameter.
fn suggest_country(value: &str) -> Option<String> {
    let codes = country::suggestions(value);
    (!codes.is_empty()).then(|| codes.join(","))
}

/// Decodes percent-encoding, and `+` as a space; `None` if the result is no plain text.
fn decode(text: &str) -> Option<String> {
    plain_text(&text.replace('+', " ")).map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search_terms(text: &str) -> Option<String> {
        let value = parse_value(&ParameterType::SearchTerms, text, &DocumentNames::default());
        value.map(|value| value.to_string())
    }

    #[test]
    fn operators_in_a_search_are_plain_words() {
        assert_eq!(
            search_terms("Nur-Sultan AND (x* OR").as_deref(),
            Some("nur sultan and x or")
        );
        assert_eq!(search_terms("\"*\"").as_deref(), Some(""));
        let phrase = "\"golden horde\" fall";
        assert_eq!(search_terms(phrase).as_deref(), Some(phrase));
        assert_eq!(search_terms(&"word ".repeat(17)), None);
    }
}
