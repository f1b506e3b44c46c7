//! Patterns of words, and the search for many of them at once.

use std::collections::HashMap;
use std::ops::Range;

use super::tokens::{Token, fold};

/// The most words that `*` and `**` skip.
const MAX_GAP: usize = 6;
const MAX_LONG_GAP: usize = 14;

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// One of these words.
    Word(Vec<String>),
    /// One of these words, or none.
    Optional(Vec<String>),
    /// Up to so many words without punctuation between them.
    Gap(usize),
}

/// A sequence of words, as the vocabulary of cues describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<Step>);

/// The patterns that are looked for, by the words that they may begin with.
#[derive(Debug, Default)]
pub struct PatternSet {
    patterns: Vec<Pattern>,
    by_first: HashMap<String, Vec<usize>>,
}

/// A pattern that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The number of the pattern in its set.
    pub pattern: usize,
    /// The tokens from its first to its last word.
    pub tokens: Range<usize>,
}

impl Pattern {
    /// Parses a pattern; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let steps = text.split_whitespace().map(parse_step);
        let steps: Vec<Step> = steps.collect::<Result<_, _>>()?;
        let begins = matches!(steps.first(), Some(Step::Word(_)));
        if !begins || matches!(steps.last(), Some(Step::Gap(_))) {
            return Err(format!("`{text}` does not begin and end with a word"));
        }
        Ok(Self(steps))
    }

    /// The number of the token behind the pattern, if it begins with the token at `start`.
    fn end(&self, tokens: &[Token], start: usize) -> Option<usize> {
        end_of(&self.0, tokens, start)
    }

    fn first_words(&self) -> &[String] {
        match self.0.first() {
            Some(Step::Word(words)) => words,
            _ => &[],
        }
    }
}

fn parse_step(text: &str) -> Result<Step, String> {
    match text {
        "*" => return Ok(Step::Gap(MAX_GAP)),
        "**" => return Ok(Step::Gap(MAX_LONG_GAP)),
        _ => {}
    }
    let inner = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    let words = inner.unwrap_or(text).split('/').map(str::to_owned);
    let words: Vec<String> = words.collect();
    let is_plain = |word: &String| {
        !word.is_empty()
            && !word.contains(['(', ')', '*', ',', ';'])
            && *word == word.to_lowercase()
    };
    if !words.iter().all(is_plain) {
        return Err(format!("`{text}` is no word in lower case"));
    }
    let words = words.iter().map(|word| fold(word)).collect();
    Ok(match inner {
        Some(_) => Step::Optional(words),
        None => Step::Word(words),
    })
}

fn end_of(steps: &[Step], tokens: &[Token], at: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else {
        return Some(at);
    };
    let has = |words: &[String]| {
        tokens
            .get(at)
            .is_some_and(|token| words.contains(&token.folded))
    };
    match step {
        Step::Word(words) => has(words).then(|| end_of(rest, tokens, at + 1))?,
        Step::Optional(words) => {
            let taken = has(words).then(|| end_of(rest, tokens, at + 1)).flatten();
            taken.or_else(|| end_of(rest, tokens, at))
        }
        Step::Gap(longest) => {
            let skipped = tokens.get(at..)?.iter();
            let skipped = skipped
                .take_while(|token| !token.is_break() || token.is_one_of(&["(", ")"]))
                .take(*longest);
            (at..=at + skipped.count()).find_map(|next| end_of(rest, tokens, next))
        }
    }
}

impl PatternSet {
    pub fn new(patterns: impl IntoIterator<Item = Pattern>) -> Self {
        let mut set = Self::default();
        for (number, pattern) in patterns.into_iter().enumerate() {
            for word in pattern.first_words() {
                set.by_first.entry(word.clone()).or_default().push(number);
            }
            set.patterns.push(pattern);
        }
        set
    }

    /// All patterns in a sentence, which may overlap, in the order of their first words.
    pub fn find(&self, tokens: &[Token]) -> Vec<Found> {
        let mut found = Vec::new();
        for (start, token) in tokens.iter().enumerate() {
            for &pattern in self.by_first.get(&token.folded).into_iter().flatten() {
                let end = self.patterns[pattern].end(tokens, start);
                found.extend(end.map(|end| Found {
                    pattern,
                    tokens: start..end,
                }));
            }
        }
        found
    }
}

/// Terms that are found as they are written, the longest first.
#[derive(Debug, Default)]
pub struct TermSet<V> {
    by_first: HashMap<String, Vec<(Vec<String>, V)>>,
}

impl<V: Copy> TermSet<V> {
    pub fn new(terms: impl IntoIterator<Item = (Vec<String>, V)>) -> Self {
        let mut by_first: HashMap<String, Vec<(Vec<String>, V)>> = HashMap::new();
        for (words, value) in terms {
            if let Some(first) = words.first() {
                by_first
                    .entry(first.clone())
                    .or_default()
                    .push((words, value));
            }
        }
        for terms in by_first.values_mut() {
            terms.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Self { by_first }
    }

    /// The longest term that begins with the first token, with the number of its tokens.
    pub fn at(&self, tokens: &[Token]) -> Option<(usize, V)> {
        let terms = self.by_first.get(&tokens.first()?.folded)?;
        let is_here = |words: &[String]| {
            let here = tokens.get(..words.len());
            here.is_some_and(|here| here.iter().zip(words).all(|(token, word)| token.is(word)))
        };
        let (words, value) = terms.iter().find(|(words, _)| is_here(words))?;
        Some((words.len(), *value))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::{Pattern, PatternSet, TermSet};

    #[test]
    fn gaps_stay_within_a_group_of_words() {
        let set = PatternSet::new([Pattern::parse("paid * visit/visits to").unwrap()]);
        for (text, expected) in [
            ("He paid a short visit to the coast", Some(1..6)),
            ("He paid visits to coasts", Some(1..4)),
            ("He paid, and the visit to it", None),
            ("He paid a b c d e f g visit to it", None),
        ] {
            let found = set.find(&tokens(text)).into_iter().next();
            assert_eq!(found.map(|found| found.tokens), expected, "{text}");
        }
    }

    #[test]
    fn the_longest_term_is_found() {
        let words = |text: &str| super::super::tokens::words(text);
        let terms = TermSet::new([(words("Peru"), 1), (words("Peru Minor"), 2)]);
        assert_eq!(terms.at(&tokens("Peru Minor rose")), Some((2, 2)));
        assert_eq!(terms.at(&tokens("Peru rose")), Some((1, 1)));
        assert_eq!(terms.at(&tokens("Chad rose")), None);
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for text in ["", "* visit", "visit *", "a//b", "Visit", "(the) visit"] {
            assert!(Pattern::parse(text).is_err(), "{text}");
        }
    }
}
