//! The dates and sums of a sentence, with the words for them.

use std::ops::Range;

use super::tokens::Token;
use crate::values::date::Date;
use crate::wording::dates::{date_from_words, date_readings};
use crate::wording::find::{find_dates, find_sums};
use crate::wording::sums::{SumRange, read_sum};

/// A date in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    pub tokens: Range<usize>,
    /// The words of the sentence.
    pub text: String,
    pub edtf: String,
    /// True for the year of an event that only names what the sentence tells of: `the 1976 flood`.
    pub is_attributive: bool,
}

/// A sum of money in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumMention {
    pub tokens: Range<usize>,
    pub text: String,
    pub range: SumRange,
    pub currency: &'static str,
    /// All currencies that the words may mean.
    pub currencies: Vec<&'static str>,
}

/// The prepositions of open intervals, which say nothing of the day of an event.
const LIMITS: &[&str] = &["since", "from", "by", "until", "till", "after", "before"];

/// The tokens that bytes of the sentence touch.
pub fn tokens_at(tokens: &[Token], bytes: &Range<usize>) -> Range<usize> {
    let start = tokens.partition_point(|token| token.bytes.end <= bytes.start);
    let end = tokens.partition_point(|token| token.bytes.start < bytes.end);
    start..end.max(start)
}

/// The dates that a sentence names with a year.
pub fn dates(text: &str, tokens: &[Token]) -> Vec<DateMention> {
    let found = find_dates(text).into_iter();
    let read = found.filter_map(|bytes| {
        let bytes = without_from(text, bytes);
        let words = &text[bytes.clone()];
        let edtf = date_from_words(words).or_else(|| date_readings(words).into_iter().next())?;
        Date::parse(&edtf).ok()?;
        Some(DateMention {
            tokens: tokens_at(tokens, &bytes),
            text: words.to_owned(),
            edtf,
            is_attributive: false,
        })
    });
    read.filter(|date| !is_number(&date.text)).collect()
}

/// The bytes of a date without a `from` that opens no interval: `from 3–5 May 1990`.
fn without_from(text: &str, bytes: Range<usize>) -> Range<usize> {
    let words = &text[bytes.clone()];
    let rest = words.strip_prefix("from ").or(words.strip_prefix("From "));
    let opens = [" to ", " until ", " till ", " through ", " onwards", " on "];
    let is_interval = |rest: &&str| {
        let is_closed = !opens.iter().any(|word| rest.contains(word));
        is_closed && date_from_words(rest).is_some_and(|edtf| edtf.contains('/'))
    };
    match rest.filter(is_interval) {
        Some(rest) => bytes.end - rest.len()..bytes.end,
        None => bytes,
    }
}

/// True for a number of three digits or less, which is seldom a year.
fn is_number(text: &str) -> bool {
    text.len() < 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl DateMention {
    /// The date of an event that happened on it: `since 1990` and `by 1990` give 1990.
    pub fn of_event(&self) -> (String, String) {
        let plain = self.text.split_once(' ').filter(|(first, rest)| {
            let is_limit = LIMITS.contains(&first.to_lowercase().as_str());
            is_limit && date_from_words(rest).is_some_and(|edtf| !edtf.contains('/'))
        });
        let is_open = self.edtf.contains("..");
        match plain.filter(|_| is_open) {
            Some((_, rest)) => {
                let edtf = date_from_words(rest).unwrap_or_else(|| self.edtf.clone());
                (edtf, rest.to_owned())
            }
            None => (self.edtf.clone(), self.text.clone()),
        }
    }

    /// True for an interval without a beginning or an end, as of `since 1990`.
    pub fn is_open(&self) -> bool {
        self.edtf.contains("..")
    }

    /// True if another date is a day or month inside this one.
    fn contains(&self, other: &Self) -> bool {
        let rest = other.edtf.strip_prefix(&self.edtf);
        rest.is_some_and(|rest| rest.starts_with('-'))
    }

    /// The only one of some dates that is inside this one, or else this one.
    pub fn most_precise<'d>(&'d self, dates: impl Iterator<Item = &'d Self>) -> &'d Self {
        let mut inside = dates.filter(|other| self.contains(other));
        match (inside.next(), inside.next()) {
            (Some(only), None) => only,
            _ => self,
        }
    }

    /// The years that it names.
    pub fn year(&self) -> Option<&str> {
        let digits = self.edtf.trim_start_matches("../");
        let year = digits.get(..4)?;
        year.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(year)
    }
}

impl SumMention {
    /// Reads a currency of several states, such as the krone, as that of a party.
    pub fn settle_currency(&mut self, parties: &[&str]) {
        let is_own = |currency: &&str| {
            let mut codes = parties
                .iter()
                .filter_map(|code| rust_iso3166::from_alpha3(code));
            codes.any(|party| currency.starts_with(party.alpha2))
        };
        let own = self.currencies.iter().copied().find(is_own);
        let own = own.filter(|_| self.currency != "USD");
        self.currency = own.unwrap_or(self.currency);
    }
}

/// The sums of a sentence whose currency is certain. A bare `$` is the dollar of the United States.
pub fn sums(text: &str, tokens: &[Token]) -> Vec<SumMention> {
    let found = find_sums(text).into_iter();
    let read = found.filter_map(|bytes| {
        let words = &text[bytes.clone()];
        let sum = read_sum(words)?;
        let is_dollar = sum.currencies.contains(&"USD");
        let currency = match sum.currencies[..] {
            [one] => one,
            _ if is_dollar => "USD",
            [first, ..] => first,
            [] => return None,
        };
        Some(SumMention {
            tokens: tokens_at(tokens, &bytes),
            text: words.to_owned(),
            range: sum.range,
            currency,
            currencies: sum.currencies,
        })
    });
    read.collect()
}
