//! Counts in words, such as "more than six", compared with comparator, value and limits.

use super::comparator::comparator;
use super::pieces::{Content, Piece, pieces};
use super::quantity::quantity;
use super::scale_words::scale;

/// A count as a curator writes it.
#[derive(Debug, Clone, Copy)]
pub struct WrittenCount<'c> {
    /// One of `=`, `>`, `>=`, `<`, `<=`, `~`.
    pub comparator: &'c str,
    pub value: i64,
    pub min: Option<i64>,
    pub max: Option<i64>,
}

/// A count as words give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The comparators that express the words, the usual one first; empty if the words are a bare number.
    pub comparators: Vec<&'static str>,
    pub value: i64,
}

/// The result of comparing a count with the words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CountComparison {
    Agrees,
    Disagrees(Vec<CountFault>),
    /// The words are not understood, or say less than the count.
    NotCompared,
}

/// A member of a count that the words contradict, with what would be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountFault {
    Comparator { expected: &'static str },
    Value { expected: i64 },
    Min { expected: i64 },
    Max { expected: i64 },
}

/// Compares a count with the words for it.
pub fn compare_count(written: WrittenCount<'_>, words: &str) -> CountComparison {
    let Some(count) = read_count(words) else {
        return CountComparison::NotCompared;
    };
    let mut faults = Vec::new();
    if written.value != count.value {
        let expected = count.value;
        faults.push(CountFault::Value { expected });
    }
    let fits = count.comparators.contains(&written.comparator);
    match count.comparators.first() {
        Some(expected) if !fits => faults.push(CountFault::Comparator { expected }),
        // The word that compares may stand elsewhere in the sentence.
        None if written.comparator != "=" && faults.is_empty() => {
            return CountComparison::NotCompared;
        }
        _ => {}
    }
    if faults.is_empty() {
        let (min, max) = limits(written.comparator, count.value);
        let differs = |one: Option<i64>, expected: Option<i64>| {
            expected.filter(|expected| one.is_some_and(|one| one != *expected))
        };
        let min = differs(written.min, min).map(|expected| CountFault::Min { expected });
        let max = differs(written.max, max).map(|expected| CountFault::Max { expected });
        faults.extend(min.into_iter().chain(max));
    }
    if faults.is_empty() {
        CountComparison::Agrees
    } else {
        CountComparison::Disagrees(faults)
    }
}

/// The least and the greatest number that a comparator allows, where it sets a limit.
fn limits(comparator: &str, value: i64) -> (Option<i64>, Option<i64>) {
    match comparator {
        "=" => (Some(value), Some(value)),
        ">" => (value.checked_add(1), None),
        ">=" => (Some(value), None),
        "<" => (None, value.checked_sub(1)),
        "<=" => (None, Some(value)),
        _ => (None, None),
    }
}

/// The count that words give: a number and the words that compare it, with the noun that it counts behind it.
pub fn read_count(words: &str) -> Option<Count> {
    let pieces = pieces(words)?;
    if is_several(&pieces) {
        return Some(Count {
            comparators: vec![">", ">="],
            value: 2,
        });
    }
    // Behind the number of something, a letter is the sign of a unit.
    let is_unit = |piece: &Piece| piece.word.len() <= 2 && scale(&piece.word).is_some();
    if pieces.iter().any(is_unit) {
        return None;
    }
    let mut rest = &pieces[..];
    let mut comparators = Vec::new();
    let mut value = None;
    while let Some(first) = rest.first() {
        let used = if let Some(comparison) = comparator(rest) {
            if !comparators.is_empty() {
                return None;
            }
            comparators = comparison.signs.to_vec();
            comparison.pieces
        } else if let Some((quantity, used)) = quantity(rest) {
            let [amount] = quantity.amounts()[..] else {
                return None;
            };
            if value.replace(amount.value).is_some() {
                return None;
            }
            used
        } else if value.is_some() && is_noun(first) || is_filler(first) {
            1
        } else {
            return None;
        };
        rest = &rest[used..];
    }
    value.map(|value| Count { comparators, value })
}

/// True for "several" and what it counts.
fn is_several(pieces: &[Piece]) -> bool {
    pieces
        .split_first()
        .is_some_and(|(first, rest)| first.word == "several" && rest.iter().all(is_noun))
}

fn is_filler(piece: &Piece) -> bool {
    matches!(&*piece.word, "a" | "the" | "of" | "total" | "all")
}

/// True if the word may name what is counted, and does not multiply or divide the number, in English or other languages.
fn is_noun(piece: &Piece) -> bool {
    let Content::Word(_) = piece.content else {
        return false;
    };
    let word = &*piece.word;
    let multiplies = [
        "mil", "mio", "mrd", "mld", "bill", "trill", "dozen", "hundred", "thousand", "score",
        "third", "quarter", "times",
    ];
    let divides = [
        "half", "percent", "per", "odd", "and", "or", "to", "than", "out",
    ];
    word.is_ascii()
        && word.len() > 2
        && scale(word).is_none()
        && !multiplies.iter().any(|start| word.starts_with(start))
        && !divides.contains(&word)
        || word == "of"
}
