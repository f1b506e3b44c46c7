//! The words and letters that multiply a number.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::term_lines::{InvalidLine, check_word, entries};

const TEXT: &str = include_str!("vocabulary/scales.txt");

/// The exponents of the scales.
static SCALES: LazyLock<HashMap<&str, u32>> =
    LazyLock::new(|| parse(TEXT).expect("a test parses the vocabulary of scales"));

/// A power of ten, by its exponent, as a word or letter.
pub fn scale(word: &str) -> Option<u32> {
    SCALES.get(word).copied()
}

fn parse(text: &str) -> Result<HashMap<&str, u32>, InvalidLine> {
    let mut scales = HashMap::new();
    for entry in entries(text) {
        let (line, term, value) = entry?;
        check_word(line, term)?;
        let exponent = exponent(value).ok_or_else(|| {
            let reason = format!("`{value}` is no power of ten such as `1,000`");
            InvalidLine::new(line, reason)
        })?;
        if scales.insert(term, exponent).is_some() {
            let reason = format!("`{term}` is listed twice");
            return Err(InvalidLine::new(line, reason));
        }
    }
    Ok(scales)
}

/// The exponent of a power of ten with a comma before each group of three digits.
fn exponent(value: &str) -> Option<u32> {
    let groups: Vec<&str> = value.split(',').collect();
    let (first, others) = groups.split_first()?;
    let zeros = first.strip_prefix('1')?;
    let is_grouped = zeros.len() < 3 && others.iter().all(|group| *group == "000");
    let is_power = is_grouped && zeros.chars().all(|digit| digit == '0');
    let exponent = u32::try_from(zeros.len() + 3 * others.len()).ok()?;
    (is_power && (1..=MAX_EXPONENT).contains(&exponent)).then_some(exponent)
}

/// Greater powers of ten do not fit an amount.
const MAX_EXPONENT: u32 = i64::MAX.ilog10();

#[cfg(test)]
mod tests {
    use super::{TEXT, parse};

    #[test]
    fn the_shipped_vocabulary_is_valid() {
        let scales = parse(TEXT).unwrap();
        for (word, exponent) in [("hundred", 2), ("lakh", 5), ("bn", 9), ("trillion", 12)] {
            assert_eq!(scales.get(word), Some(&exponent), "{word}");
        }
    }

    #[test]
    fn a_bad_line_is_reported_with_its_number() {
        for (text, message) in [
            (
                "# a\n\nk: 1000",
                "line 3: `1000` is no power of ten such as `1,000`",
            ),
            (
                "k: 1,00",
                "line 1: `1,00` is no power of ten such as `1,000`",
            ),
            (
                "k: 2,000",
                "line 1: `2,000` is no power of ten such as `1,000`",
            ),
            ("k: 1", "line 1: `1` is no power of ten such as `1,000`"),
            (
                "k: 1,000,000,000,000,000,000,000",
                "line 1: `1,000,000,000,000,000,000,000` is no power of ten such as `1,000`",
            ),
            ("K: 1,000", "line 1: `K` is no word in lower case"),
            ("k: 1,000\nk: 1,000", "line 2: `k` is listed twice"),
            (
                "k:",
                "line 1: it has no `: ` between a term and its meaning",
            ),
        ] {
            assert_eq!(parse(text).unwrap_err().to_string(), message, "{text}");
        }
    }
}
