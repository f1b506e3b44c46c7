//! From a query string to filters: strict, and every problem in one answer.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;
use serde::Serialize;

use crate::resource::{Narrows, Parameter, Takes};
use crate::store::{Dates, Filters};
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
    /// `unknown`, `repeated`, `empty` or `invalid`.
    pub reason: &'static str,
    /// What it takes, in words.
    pub expected: Option<&'static str>,
    pub did_you_mean: Option<String>,
    /// What is allowed, where that is a closed list.
    pub allowed: Option<Vec<String>>,
}

impl Wrong {
    pub fn new(parameter: &str, value: Option<&str>, reason: &'static str, expected: &'static str) -> Self {
        let expected = (!expected.is_empty()).then_some(expected);
        let value = value.map(str::to_owned);
        Self { parameter: parameter.to_owned(), value, reason, expected, did_you_mean: None, allowed: None }
    }

    /// The same, with what was probably meant and what is allowed.
    pub fn meaning(self, did_you_mean: Option<String>, allowed: Vec<String>) -> Self {
        Self { did_you_mean, allowed: Some(allowed), ..self }
    }

    /// One line for people.
    pub fn sentence(&self) -> String {
        let parameter = &self.parameter;
        let hint = self.did_you_mean.as_ref().map(|meant| format!(", did you mean `{meant}`?")).unwrap_or_default();
        match (self.reason, &self.value, self.expected) {
            ("unknown", None, _) => format!("no parameter `{parameter}` here{hint}"),
            ("repeated", ..) => format!("`{parameter}` is given twice; join values by commas where it takes several"),
            ("empty", _, Some(expected)) => format!("`{parameter}` is empty; it takes {expected}"),
            (_, Some(value), Some(expected)) => {
                format!("`{parameter}` does not take `{value}`{hint}; it takes {expected}")
            }
            _ => format!("`{parameter}` is not right{hint}"),
        }
    }
}

/// The filters that a query string asks for, or everything that is wrong with it.
pub fn read(query: &str, known: &[Parameter]) -> Result<Filters, Vec<Wrong>> {
    let mut reading = Reading { filters: Filters::default(), wrong: Vec::new(), from: None, to: None, certain: None };
    let mut seen = HashSet::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let Some((name, value)) = decoded(name).zip(decoded(value)) else {
            let wrong = Wrong::new(name, Some(value), "invalid", "percent-encoded UTF-8");
            reading.wrong.push(wrong);
            continue;
        };
        match known.iter().find(|parameter| parameter.name == name) {
            None => reading.wrong.push(unknown(&name, known)),
            Some(_) if !seen.insert(name.clone()) => {
                reading.wrong.push(Wrong::new(&name, Some(&value), "repeated", ""));
            }
            Some(parameter) => reading.take(parameter, &value),
        }
    }
    reading.finish()
}

struct Reading {
    filters: Filters,
    wrong: Vec<Wrong>,
    from: Option<Day>,
    to: Option<Day>,
    certain: Option<bool>,
}

impl Reading {
    fn take(&mut self, parameter: &Parameter, value: &str) {
        let values: Vec<&str> = if parameter.takes.several() { value.split(',').collect() } else { vec![value] };
        let mut good = Vec::new();
        for value in values.into_iter().map(str::trim) {
            match check(parameter.takes, value) {
                Some(value) => good.push(value),
                None => self.wrong.push(refused(parameter, value)),
            }
        }
        self.put(parameter, good);
    }

    fn put(&mut self, parameter: &Parameter, values: Vec<Checked>) {
        let words = || values.iter().filter_map(Checked::word).collect::<Vec<_>>();
        let day = values.first().and_then(Checked::day);
        match parameter.narrows {
            Narrows::Relation => self.filters.relations = words(),
            Narrows::Id => self.filters.ids = words(),
            Narrows::Kind => self.filters.kinds = words(),
            Narrows::From => self.from = day,
            Narrows::To => self.to = day,
            Narrows::Match => self.certain = words().first().map(|word| word == "certain"),
            Narrows::AsOf => self.filters.as_of = day,
            Narrows::Term => self.filters.terms.push((parameter.name, words())),
        }
    }

    fn finish(mut self) -> Result<Filters, Vec<Wrong>> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from > to
        {
            let wrong = Wrong::new("from", Some(&from.to_string()), "invalid", "a day that is not after `to`");
            self.wrong.push(wrong);
        }
        if self.from.is_some() || self.to.is_some() || self.certain.is_some() {
            let (from, to) = (self.from.unwrap_or(Day::FIRST), self.to.unwrap_or(Day::LAST));
            self.filters.dates = Some(Dates { from, to, certain: self.certain.unwrap_or(false) });
        }
        if self.wrong.is_empty() { Ok(self.filters) } else { Err(self.wrong) }
    }
}

/// A value that its parameter takes.
enum Checked {
    Word(String),
    Day(Day),
}

impl Checked {
    fn word(&self) -> Option<String> {
        if let Self::Word(word) = self { Some(word.clone()) } else { None }
    }

    fn day(&self) -> Option<Day> {
        if let Self::Day(day) = self { Some(*day) } else { None }
    }
}

/// The value as filters want it, if the parameter takes it.
fn check(takes: Takes, value: &str) -> Option<Checked> {
    let word = |word: Option<String>| word.map(Checked::Word);
    match takes {
        Takes::Choice(values) | Takes::One(values) => word(values.contains(&value).then(|| value.to_owned())),
        Takes::Country => word(country::parse(value).map(str::to_owned)),
        Takes::Currency => word(Some(value.to_ascii_uppercase()).filter(|code| currency::is_code(code))),
        Takes::Name => word(Some(fold(value)).filter(|name| !name.is_empty())),
        Takes::Ids => word(is_slug(value).then(|| value.to_owned())),
        Takes::FirstDay => day::span(value).map(|(first, _)| Checked::Day(first)),
        Takes::LastDay => day::span(value).map(|(_, last)| Checked::Day(last)),
    }
}

/// What is wrong with a value, what it probably meant, and what is allowed where that is a closed list.
fn refused(parameter: &Parameter, value: &str) -> Wrong {
    let reason = if value.is_empty() { "empty" } else { "invalid" };
    let wrong = Wrong::new(parameter.name, Some(value), reason, parameter.takes.expected());
    if let Some(allowed) = parameter.takes.allowed() {
        let meant = nearest(value, allowed.iter().copied()).map(str::to_owned);
        return wrong.meaning(meant, allowed.iter().map(|word| (*word).to_owned()).collect());
    }
    if !matches!(parameter.takes, Takes::Country) {
        return wrong;
    }
    let known: Vec<(&str, &str)> = country::codes_and_names().collect();
    let meant = nearest(value, known.iter().flat_map(|(code, name)| [*code, *name]));
    let code = meant.and_then(|meant| known.iter().find(|(code, name)| *code == meant || *name == meant));
    Wrong { did_you_mean: code.map(|(code, _)| (*code).to_owned()), ..wrong }
}

fn unknown(name: &str, known: &[Parameter]) -> Wrong {
    let names: Vec<String> = known.iter().map(|parameter| parameter.name.to_owned()).collect();
    let meant = nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
    Wrong::new(name, None, "unknown", "").meaning(meant, names)
}

/// Percent-decoded, `+` for a space; `None` for what is no UTF-8.
fn decoded(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}
