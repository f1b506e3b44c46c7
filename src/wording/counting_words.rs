//! The words by which a number does not count people or things, or not exactly.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::term_lines::{InvalidLine, check_word, entries};

const TEXT: &str = include_str!("vocabulary/counting.txt");

/// The place of a word in relation to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CountingWord {
    /// Before a number, which is not the exact one.
    Inexact,
    /// Behind a number that counts no people or things: units, the two countries themselves, and joints of ranges.
    Behind,
    /// In place of a number.
    Vague,
}

static WORDS: LazyLock<HashSet<(CountingWord, &str)>> =
    LazyLock::new(|| parse(TEXT).expect("a test parses the vocabulary of counting"));

/// True if the vocabulary has the word in this place.
pub fn is_listed(place: CountingWord, word: &str) -> bool {
    WORDS.contains(&(place, word))
}

fn parse(text: &str) -> Result<HashSet<(CountingWord, &str)>, InvalidLine> {
    let mut words = HashSet::new();
    for entry in entries(text) {
        let (line, term, meaning) = entry?;
        check_word(line, term)?;
        let place = match meaning {
            "unit" | "party" | "joint" => CountingWord::Behind,
            "inexact" => CountingWord::Inexact,
            "vague" => CountingWord::Vague,
            _ => {
                let reason = format!(
                    "`{meaning}` is none of `unit`, `party`, `joint`, `inexact` and `vague`"
                );
                return Err(InvalidLine::new(line, reason));
            }
        };
        if !words.insert((place, term)) {
            let reason = format!("`{term}` is listed twice");
            return Err(InvalidLine::new(line, reason));
        }
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::CountingWord::{Behind, Inexact, Vague};
    use super::{TEXT, parse};

    #[test]
    fn the_shipped_vocabulary_is_valid() {
        let words = parse(TEXT).unwrap();
        for word in [(Behind, "tonne"), (Inexact, "over"), (Vague, "several")] {
            assert!(words.contains(&word), "{word:?}");
        }
        assert!(!words.contains(&(Behind, "over")));
    }

    #[test]
    fn a_bad_line_is_reported_with_its_number() {
        for (text, message) in [
            (
                "# a\n\ntonne: weight",
                "line 3: `weight` is none of `unit`, `party`, `joint`, `inexact` and `vague`",
            ),
            ("Tonne: unit", "line 1: `Tonne` is no word in lower case"),
            (
                "tonne: unit\ntonne: joint",
                "line 2: `tonne` is listed twice",
            ),
            (
                "tonne",
                "line 1: it has no `: ` between a term and its meaning",
            ),
        ] {
            assert_eq!(parse(text).unwrap_err().to_string(), message, "{text}");
        }
    }
}
