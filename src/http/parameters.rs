//! From a query string to checked values: strict, and every problem in one answer.

use std::collections::HashSet;
use std::fmt;

use percent_encoding::percent_decode_str;
use serde::Serialize;

use super::words;
use crate::kind::{MAX_LIMIT, Parameter, ParameterType};
use crate::values::day::{self, Day};
use crate::values::fold::fold;
use crate::values::nearest::nearest;
use crate::values::slug::is_slug;
use crate::values::{country, currency};

/// What is wrong with one parameter, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wrong {
    pub parameter: String,
    /// The value at fault; of a list, the one entry.
    pub value: Option<String>,
    /// `unknown`, `missing`, `repeated`, `empty` or `invalid`.
    pub reason: &'static str,
    /// What it takes, in words.
    pub expected: Option<&'static str>,
    pub did_you_mean: Option<String>,
    /// What is allowed, where that is a closed list.
    pub allowed: Option<Vec<String>>,
}

impl Wrong {
    pub fn new(
        parameter: &str,
        value: Option<&str>,
        reason: &'static str,
        expected: &'static str,
    ) -> Self {
        let expected = (!expected.is_empty()).then_some(expected);
        let value = value.map(str::to_owned);
        Self {
            parameter: parameter.to_owned(),
            value,
            reason,
            expected,
            did_you_mean: None,
            allowed: None,
        }
    }

    /// The same, with what was probably meant and what is allowed.
    pub fn meaning(self, did_you_mean: Option<String>, allowed: Vec<String>) -> Self {
        Self {
            did_you_mean,
            allowed: Some(allowed),
            ..self
        }
    }

    /// One line for people.
    pub fn sentence(&self) -> String {
        let parameter = &self.parameter;
        let hint = self
            .did_you_mean
            .as_ref()
            .map(|meant| format!(", did you mean `{meant}`?"))
            .unwrap_or_default();
        match (self.reason, &self.value, self.expected) {
            ("unknown", None, _) => format!("no parameter `{parameter}` here{hint}"),
            ("repeated", ..) => format!(
                "`{parameter}` is given twice; join values by commas where it takes several"
            ),
            ("missing", _, Some(expected)) => {
                format!("`{parameter}` is missing; it takes {expected}")
            }
            ("empty", _, Some(expected)) => format!("`{parameter}` is empty; it takes {expected}"),
            (_, Some(value), Some(expected)) => {
                format!("`{parameter}` does not take `{value}`{hint}; it takes {expected}")
            }
            _ => format!("`{parameter}` is not right{hint}"),
        }
    }
}

/// A parameter of the request with its values, each as its parameter takes it.
#[derive(Debug)]
pub struct Given<'k> {
    pub parameter: &'k Parameter,
    /// As it was given, decoded.
    pub text: String,
    pub values: Vec<Checked>,
}

impl Given<'_> {
    /// The day that is given, where the parameter takes one.
    pub fn day(&self) -> Option<Day> {
        if let Some(Checked::Day(day)) = self.values.first() {
            Some(*day)
        } else {
            None
        }
    }
}

/// The parameters that a query string gives, or everything that is wrong with it.
pub fn read<'k>(query: &str, known: &'k [Parameter]) -> (Vec<Given<'k>>, Vec<Wrong>) {
    let (mut given, mut wrong) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let Some((name, value)) = decoded(name).zip(decoded(value)) else {
            wrong.push(Wrong::new(
                name,
                Some(value),
                "invalid",
                "percent-encoded UTF-8",
            ));
            continue;
        };
        match known.iter().find(|parameter| parameter.name == name) {
            None => wrong.push(unknown(&name, known)),
            Some(_) if !seen.insert(name.clone()) => {
                wrong.push(Wrong::new(&name, Some(&value), "repeated", ""))
            }
            Some(parameter) => {
                let values = values(parameter, &value, &mut wrong);
                given.push(Given {
                    parameter,
                    text: value,
                    values,
                });
            }
        }
    }
    (given, wrong)
}

fn values(parameter: &Parameter, value: &str, wrong: &mut Vec<Wrong>) -> Vec<Checked> {
    let values: Vec<&str> = if parameter.value_type.takes_several() {
        value.split(',').collect()
    } else {
        vec![value]
    };
    let mut good = Vec::new();
    for value in values {
        match check(&parameter.value_type, value).filter(|_| !value.is_empty()) {
            Some(value) => good.push(value),
            None => wrong.push(refused(parameter, value)),
        }
    }
    good
}

/// A value that its parameter takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    Word(String),
    Day(Day),
    Number(u32),
    /// A name to sort by, and whether it descends.
    Sort(&'static str, bool),
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Day(day) => day.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Sort(name, descending) => {
                write!(f, "{}{name}", if *descending { "-" } else { "" })
            }
        }
    }
}

impl Checked {
    pub fn word(&self) -> Option<String> {
        if let Self::Word(word) = self {
            Some(word.clone())
        } else {
            None
        }
    }

    pub fn number(&self) -> Option<u32> {
        if let Self::Number(number) = self {
            Some(*number)
        } else {
            None
        }
    }
}

/// The value as filters want it, if the parameter takes it.
fn check(takes: &ParameterType, value: &str) -> Option<Checked> {
    let word = |word: Option<String>| word.map(Checked::Word);
    match takes {
        ParameterType::AnyOf(values) | ParameterType::OneOf(values) => {
            word(values.contains(&value).then(|| value.to_owned()))
        }
        ParameterType::SortKeys(names) => {
            let name = value.strip_prefix('-').unwrap_or(value);
            let known = names.iter().find(|known| **known == name);
            known.map(|name| Checked::Sort(name, value.starts_with('-')))
        }
        ParameterType::Country => word(country::parse(value).map(str::to_owned)),
        ParameterType::Currency => {
            word(Some(value.to_ascii_uppercase()).filter(|code| currency::is_code(code)))
        }
        // A name without a letter finds nothing, as any other unknown name.
        ParameterType::Name => word(Some(fold(value))),
        ParameterType::Ids => word(is_slug(value).then(|| value.to_owned())),
        ParameterType::FirstDay => day::parse_period(value).map(|(first, _)| Checked::Day(first)),
        ParameterType::LastDay => day::parse_period(value).map(|(_, last)| Checked::Day(last)),
        ParameterType::SearchTerms => word(words::read(value)),
        ParameterType::Limit => number(value)
            .filter(|number| *number <= MAX_LIMIT)
            .map(Checked::Number),
        ParameterType::Cursor => word(Some(value.to_owned())),
    }
}

/// Plain digits: no sign, no leading zero.
fn number(value: &str) -> Option<u32> {
    let plain =
        value.bytes().all(|b| b.is_ascii_digit()) && (value == "0" || !value.starts_with('0'));
    value.parse().ok().filter(|_| plain)
}

/// What is wrong with a value, what it probably meant, and what is allowed where that is a closed list.
fn refused(parameter: &Parameter, value: &str) -> Wrong {
    let reason = if value.is_empty() { "empty" } else { "invalid" };
    let wrong = Wrong::new(
        parameter.name,
        Some(value),
        reason,
        parameter.value_type.expected(),
    );
    if let Some(allowed) = parameter.value_type.allowed() {
        let bare = value.strip_prefix('-').unwrap_or(value);
        let meant = nearest(bare, allowed.iter().copied())
            .map(|meant| [&value[..value.len() - bare.len()], meant].concat());
        return wrong.meaning(
            meant,
            allowed.iter().map(|word| (*word).to_owned()).collect(),
        );
    }
    if !matches!(parameter.value_type, ParameterType::Country) {
        return wrong;
    }
    let known: Vec<(&str, &str)> = country::codes_and_names().collect();
    // Codes are too short to tell a slip from another country.
    let meant = nearest(value, known.iter().map(|(_, name)| *name));
    let code = meant.and_then(|meant| known.iter().find(|(_, name)| *name == meant));
    Wrong {
        did_you_mean: code.map(|(code, _)| (*code).to_owned()),
        ..wrong
    }
}

fn unknown(name: &str, known: &[Parameter]) -> Wrong {
    let names: Vec<String> = known
        .iter()
        .map(|parameter| parameter.name.to_owned())
        .collect();
    let meant = nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
    Wrong::new(name, None, "unknown", "").meaning(meant, names)
}

/// Percent-decoded, `+` for a space; `None` for what is no UTF-8.
fn decoded(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced)
        .decode_utf8()
        .ok()
        .map(std::borrow::Cow::into_owned)
}
