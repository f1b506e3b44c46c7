//! The tokens of the wording of a date.

use super::date_words::{DateWord, date_word, ordinal_word};

/// No wording of a date is longer, in bytes.
const MAX_LENGTH: usize = 200;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateToken {
    /// A number of up to four digits.
    Number {
        value: u32,
        digits: usize,
    },
    Ordinal(u32),
    /// `1990s`, by its first year.
    Decade(u32),
    /// A date in digits, as EDTF; all readings of it.
    Numeric(Vec<String>),
    Word(DateWord),
    Dash,
    Comma,
}

/// The tokens of a text; `None` if it contains anything else.
pub fn date_tokens(text: &str) -> Option<Vec<DateToken>> {
    if text.len() > MAX_LENGTH {
        return None;
    }
    let text = text.to_lowercase();
    let mut rest = text.as_str();
    let mut tokens = Vec::new();
    while let Some(next) = rest.chars().next() {
        let length = match next {
            '0'..='9' => digits(rest, &mut tokens)?,
            _ if next.is_alphabetic() => word(rest, &mut tokens)?,
            ' ' | '\u{a0}' | '\u{202f}' | '\t' | '\n' | '.' | '(' | ')' => next.len_utf8(),
            '-' | '–' | '—' | '‐' | '‑' | '−' | '/' => {
                push(DateToken::Dash, next, &mut tokens)
            }
            ',' => push(DateToken::Comma, next, &mut tokens),
            '&' => push(DateToken::Word(DateWord::And), next, &mut tokens),
            '?' => push(DateToken::Word(DateWord::Uncertain), next, &mut tokens),
            _ => return None,
        };
        rest = &rest[length..];
    }
    Some(tokens)
}

fn push(token: DateToken, character: char, tokens: &mut Vec<DateToken>) -> usize {
    tokens.push(token);
    character.len_utf8()
}

/// Pushes the token that begins with a letter, and returns its length.
fn word(rest: &str, tokens: &mut Vec<DateToken>) -> Option<usize> {
    let length = length_of(rest, |c| c.is_alphabetic() || c == '-');
    if let Some(number) = ordinal_word(&rest[..length]) {
        tokens.push(DateToken::Ordinal(number));
        return Some(length);
    }
    let length = length_of(rest, char::is_alphabetic);
    tokens.push(DateToken::Word(date_word(&rest[..length])?));
    Some(length)
}

/// Pushes the token that begins with a digit, and returns its length.
fn digits(rest: &str, tokens: &mut Vec<DateToken>) -> Option<usize> {
    if let Some((readings, length)) = numeric_date(rest) {
        tokens.push(DateToken::Numeric(readings));
        return Some(length);
    }
    let digits = length_of(rest, |c| c.is_ascii_digit());
    let value: u32 = rest[..digits].parse().ok().filter(|_| digits <= 4)?;
    let after = &rest[digits..];
    let behind_comma = after.strip_prefix(',').unwrap_or_default();
    if behind_comma.starts_with(|c: char| c.is_ascii_digit()) {
        // It is a number with thousands.
        return None;
    }
    let apostrophe = length_of(after, |c| matches!(c, '\'' | '’'));
    let letters = length_of(&after[apostrophe..], char::is_alphabetic);
    let (token, suffix) = match &after[apostrophe..apostrophe + letters] {
        // A full stop ends the sentence, so that no date goes on behind a year.
        "" if after.starts_with('.') && digits > 2 && after.trim_end().len() > 1 => return None,
        "" if apostrophe == 0 => (DateToken::Number { value, digits }, 0),
        "s" if value.is_multiple_of(10) && digits >= 3 => {
            (DateToken::Decade(value), apostrophe + 1)
        }
        "st" | "nd" | "rd" | "th" if apostrophe == 0 && value > 0 => (DateToken::Ordinal(value), 2),
        _ => return None,
    };
    tokens.push(token);
    Some(digits + suffix)
}

/// The readings of a date that is written in digits alone, and its length: `2012-06-20`, `10.12.2007`, `2007-12`.
fn numeric_date(rest: &str) -> Option<(Vec<String>, usize)> {
    let length = length_of(rest, |c| c.is_ascii_digit() || matches!(c, '.' | '-' | '/'));
    let text = rest[..length].trim_end_matches(['.', '-', '/']);
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = text.split(separator).collect();
    let number = |text: &str| text.parse::<u32>().ok();
    let is_year = |text: &str| text.len() == 4;
    let readings = match parts[..] {
        [year, month, day] if is_year(year) => {
            vec![ymd(number(year)?, number(month)?, number(day)?)]
        }
        [first, second, year] if is_year(year) => {
            let (first, second, year) = (number(first)?, number(second)?, number(year)?);
            vec![ymd(year, second, first), ymd(year, first, second)]
        }
        [year, short] if is_year(year) && short.len() == 2 && separator == '-' => {
            let (year, short) = (number(year)?, number(short)?);
            if short > 12 {
                return None;
            }
            let mut readings = vec![Some(format!("{year:04}-{short:02}"))];
            if short > year % 100 {
                readings.push(Some(format!("{year:04}/{:04}", year - year % 100 + short)));
            }
            readings
        }
        _ => return None,
    };
    let mut readings: Vec<String> = readings.into_iter().flatten().collect();
    readings.dedup();
    (!readings.is_empty()).then_some((readings, text.len()))
}

fn ymd(year: u32, month: u32, day: u32) -> Option<String> {
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The length in bytes of the characters at the start of a text that satisfy a condition.
fn length_of(text: &str, condition: impl Fn(char) -> bool) -> usize {
    text.find(|c: char| !condition(c)).unwrap_or(text.len())
}
