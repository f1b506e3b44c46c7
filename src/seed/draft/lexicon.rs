//! The countries that an article names: those that everybody knows, and the names and short forms of its own.

use std::ops::Range;

use super::patterns::TermSet;
use super::tokens::{Token, words};
use super::vocabulary::{COUNTRIES, CountryTerm};

/// A country that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryMention<'v> {
    pub tokens: Range<usize>,
    pub code: &'v str,
    /// True for an adjective, or the name of its people.
    pub is_adjective: bool,
}

/// The names of countries, those of the article before those that everybody knows.
#[derive(Debug)]
pub struct Lexicon<'v> {
    own: TermSet<CountryTerm<'v>>,
}

impl<'v> Lexicon<'v> {
    /// Takes the names that the documents of the pair use, each with its code.
    pub fn new<'n>(names: impl IntoIterator<Item = (&'n str, &'v str)>) -> Self {
        let terms = names.into_iter().map(|(name, code)| {
            let is_adjective = false;
            (words(name), CountryTerm { code, is_adjective })
        });
        let own = TermSet::new(terms);
        Self { own }
    }

    /// The short forms that a text gives countries in brackets, as in `Republic of Peru (RP)`.
    pub fn short_forms(&self, tokens: &[Token], text: &str) -> Vec<(String, &'v str)> {
        let countries = self.find(tokens);
        let named = countries.iter().filter(|country| !country.is_adjective);
        let short = named.filter_map(|country| {
            let [open, word, close] = tokens.get(country.tokens.end..country.tokens.end + 3)?
            else {
                return None;
            };
            let written = &text[word.bytes.clone()];
            let is_short = (2..=5).contains(&written.len())
                && written.chars().all(|letter| letter.is_ascii_uppercase());
            let is_in_brackets = open.is("(") && close.is(")");
            (is_short && is_in_brackets).then(|| (written.to_owned(), country.code))
        });
        short.collect()
    }

    /// The countries that a sentence names, from left to right.
    pub fn find(&self, tokens: &[Token]) -> Vec<CountryMention<'v>> {
        let mut found = Vec::new();
        let mut start = 0;
        while let Some(token) = tokens.get(start) {
            let rest = &tokens[start..];
            let term = token.is_capital.then(|| self.at(rest)).flatten();
            let Some((length, term)) = term.filter(|(length, _)| !is_part(tokens, start, *length))
            else {
                start += 1;
                continue;
            };
            found.push(CountryMention {
                tokens: start..start + length,
                code: term.code,
                is_adjective: term.is_adjective,
            });
            start += length;
        }
        found
    }

    fn at(&self, tokens: &[Token]) -> Option<(usize, CountryTerm<'v>)> {
        let own = self.own.at(tokens);
        let known = COUNTRIES.at(tokens);
        match (own, known) {
            (Some(own), Some(known)) if known.0 > own.0 => Some(known),
            (own, known) => own.or(known),
        }
    }
}

/// True if the name of a country is a part of another name: `Mexico City`, `New Mexico`, `South China Sea`.
fn is_part(tokens: &[Token], start: usize, length: usize) -> bool {
    let next = tokens.get(start + length);
    let is_before = next.is_some_and(|next| {
        next.is_capital && next.is_one_of(&["city", "sea", "strait", "canal", "ocean"])
    });
    let previous = start.checked_sub(1).map(|previous| &tokens[previous]);
    let is_behind = previous.is_some_and(|previous| {
        previous.is_capital && previous.is_one_of(&["new", "inner", "greater", "gulf"])
    });
    is_before || is_behind
}
