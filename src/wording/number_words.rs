//! Numbers in English words.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::term_lines::{InvalidLine, check_word, entries};

const TEXT: &str = include_str!("vocabulary/numbers.txt");

/// The words of numbers and ordinals.
#[derive(Debug, Default)]
struct Numbers<'t> {
    cardinals: HashMap<&'t str, u32>,
    ordinals: HashMap<&'t str, u32>,
}

static NUMBERS: LazyLock<Numbers<'static>> =
    LazyLock::new(|| Numbers::parse(TEXT).expect("a test parses the vocabulary of numbers"));

/// A number in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cardinal {
    pub value: u32,
    /// The number of words that it consists of.
    pub words: usize,
}

/// The number below 1000 at the start of a list of words in lower case.
pub fn cardinal<'w>(mut words: impl Iterator<Item = &'w str> + Clone) -> Option<Cardinal> {
    let first = words.next()?;
    let (value, words_of_first) = match below_hundred(first) {
        Some(value) => {
            let unit = words.clone().next().filter(|_| is_tens(value));
            match unit
                .and_then(below_hundred)
                .filter(|unit| (1..10).contains(unit))
            {
                Some(unit) => (value + unit, 2),
                None => (value, 1),
            }
        }
        None if matches!(first, "a" | "an") && words.clone().next() == Some("hundred") => (1, 1),
        None => return None,
    };
    let mut after = words.skip(words_of_first - 1);
    let plain = Cardinal {
        value,
        words: words_of_first,
    };
    if !(1..10).contains(&value) || after.next() != Some("hundred") {
        return Some(plain);
    }
    let hundreds = Cardinal {
        value: value * 100,
        words: words_of_first + 1,
    };
    let has_and = after.clone().next() == Some("and");
    let rest = cardinal_below_hundred(after.skip(usize::from(has_and)));
    Some(rest.map_or(hundreds, |(value, words)| Cardinal {
        value: hundreds.value + value,
        words: hundreds.words + usize::from(has_and) + words,
    }))
}

fn cardinal_below_hundred<'w>(mut words: impl Iterator<Item = &'w str>) -> Option<(u32, usize)> {
    let value = below_hundred(words.next()?)?;
    let unit = words.next().filter(|_| is_tens(value));
    let unit = unit
        .and_then(below_hundred)
        .filter(|unit| (1..10).contains(unit));
    Some(unit.map_or((value, 1), |unit| (value + unit, 2)))
}

fn is_tens(value: u32) -> bool {
    value >= 20 && value.is_multiple_of(10)
}

/// The number of one word, which may have a hyphen: `twenty-one`.
pub fn below_hundred(word: &str) -> Option<u32> {
    let listed = |word| NUMBERS.cardinals.get(word).copied();
    listed(word).or_else(|| {
        let (tens, unit) = word.split_once('-')?;
        let tens = listed(tens).filter(|tens| is_tens(*tens))?;
        let unit = listed(unit).filter(|unit| *unit < 10)?;
        Some(tens + unit)
    })
}

/// The number of an ordinal without a hyphen: `first`, `twentieth`.
pub fn ordinal(word: &str) -> Option<u32> {
    NUMBERS.ordinals.get(word).copied()
}

impl<'t> Numbers<'t> {
    fn parse(text: &'t str) -> Result<Self, InvalidLine> {
        let mut numbers = Self::default();
        for entry in entries(text) {
            let (line, term, value) = entry?;
            check_word(line, term)?;
            let (number, is_ordinal) = read_value(value).ok_or_else(|| {
                let reason = format!("`{value}` is no number such as `7` or `20`, or `7th`");
                InvalidLine::new(line, reason)
            })?;
            let words = if is_ordinal {
                &mut numbers.ordinals
            } else {
                &mut numbers.cardinals
            };
            if words.insert(term, number).is_some() {
                let reason = format!("`{term}` is listed twice");
                return Err(InvalidLine::new(line, reason));
            }
        }
        Ok(numbers)
    }
}

/// The number of a word without a hyphen; true beside it for an ordinal.
fn read_value(value: &str) -> Option<(u32, bool)> {
    let digits = value.trim_end_matches(char::is_alphabetic);
    let is_ordinal = digits != value;
    let number: u32 = digits.parse().ok()?;
    let (range, ending) = match number {
        _ if !is_ordinal => (0..=99, ""),
        1 => (1..=1, "st"),
        2 => (2..=2, "nd"),
        3 => (3..=3, "rd"),
        _ => (4..=100, "th"),
    };
    let is_one_word = range.contains(&number) && (number < 20 || number.is_multiple_of(10));
    (is_one_word && format!("{number}{ending}") == value).then_some((number, is_ordinal))
}

#[cfg(test)]
mod tests {
    use super::{Numbers, TEXT, below_hundred, cardinal, ordinal};

    #[test]
    fn the_shipped_vocabulary_has_every_number() {
        let numbers = Numbers::parse(TEXT).unwrap();
        for number in (0..20).chain((20..100).step_by(10)) {
            assert!(numbers.cardinals.values().any(|one| *one == number));
            let has_ordinal = numbers.ordinals.values().any(|one| *one == number);
            assert_eq!(has_ordinal, number > 0, "{number}");
        }
        assert_eq!(
            (ordinal("hundredth"), ordinal("hundred")),
            (Some(100), None)
        );
        assert_eq!(below_hundred("ten-one"), None);
    }

    #[test]
    fn a_bad_line_is_reported_with_its_number() {
        for value in [
            "21", "100", "07", "+7", "7st", "1th", "0th", "21st", "110th", "x",
        ] {
            let error = Numbers::parse(&format!("# a\nseven: {value}")).unwrap_err();
            let message = format!("line 2: `{value}` is no number such as `7` or `20`, or `7th`");
            assert_eq!(error.to_string(), message);
        }
        for (text, message) in [
            (
                "twenty-one: 20",
                "line 1: `twenty-one` is no word in lower case",
            ),
            ("seven: 7\nseven: 8", "line 2: `seven` is listed twice"),
            (
                "seven:",
                "line 1: it has no `: ` between a term and its meaning",
            ),
        ] {
            let error = Numbers::parse(text).unwrap_err();
            assert_eq!(error.to_string(), message, "{text}");
        }
    }

    #[test]
    fn numbers_below_a_thousand_are_read() {
        for (text, expected) in [
            ("six agreements", Some((6, 1))),
            ("twenty-one", Some((21, 1))),
            ("twenty one", Some((21, 2))),
            ("two hundred and five treaties", Some((205, 4))),
            ("a hundred", Some((100, 2))),
            ("nine hundred ninety nine", Some((999, 4))),
            ("two hundred million", Some((200, 2))),
            ("twenty ten", Some((20, 1))),
            ("dozens", None),
            ("a treaty", None),
        ] {
            let read = cardinal(text.split(' ')).map(|read| (read.value, read.words));
            assert_eq!(read, expected, "{text}");
        }
    }
}
