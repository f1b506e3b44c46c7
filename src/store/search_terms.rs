//! Search terms: the words and phrases of a query, folded as the words of facts are.

use std::fmt;

use crate::values::words::{stem, words};

/// The quotation marks around a phrase. Which of them opens it does not matter.
const QUOTATION_MARKS: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// The terms of a search. A fact must contain all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchTerms(pub Vec<SearchTerm>);

/// A term of a search. Its words are folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchTerm {
    /// A word in any of its English forms.
    Word(StemmedWord),
    /// The same, or the beginning of a word.
    Prefix(StemmedWord),
    /// Words as they are, next to each other and in this order.
    Phrase(Vec<String>),
}

/// A folded word and its stem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StemmedWord {
    pub word: String,
    pub stem: String,
}

impl StemmedWord {
    fn new(word: String) -> Self {
        let stem = stem(&word).into_owned();
        Self { word, stem }
    }
}

impl SearchTerms {
    /// Parses any text: words, and phrases in quotation marks. All other signs separate words, as does a quotation mark without
    /// a partner. The last word may be a prefix, unless it is in a phrase.
    pub fn parse(text: &str) -> Self {
        let is_closed = text.matches(QUOTATION_MARKS).count().is_multiple_of(2);
        let last = text.split(QUOTATION_MARKS).count() - 1;
        let mut terms: Vec<SearchTerm> = Vec::new();
        for (number, part) in text.split(QUOTATION_MARKS).enumerate() {
            let folded: Vec<String> = words(part).flat_map(|word| word.folded()).collect();
            let is_phrase = number % 2 == 1 && (is_closed || number < last);
            if !is_phrase {
                let words = folded.into_iter().map(StemmedWord::new);
                terms.extend(words.map(SearchTerm::Word));
            } else if !folded.is_empty() {
                terms.push(SearchTerm::Phrase(folded));
            }
        }
        let last = terms.pop().map(|term| match term {
            SearchTerm::Word(word) => SearchTerm::Prefix(word),
            other => other,
        });
        terms.extend(last);
        Self(terms)
    }

    /// The number of words, those of phrases included.
    pub fn word_count(&self) -> usize {
        self.0.iter().map(|term| term.words().len()).sum()
    }
}

impl SearchTerm {
    /// Its words.
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::Word(word) | Self::Prefix(word) => vec![&word.word],
            Self::Phrase(words) => words.iter().map(String::as_str).collect(),
        }
    }
}

/// Writes the terms in the one form that parses to them.
impl fmt::Display for SearchTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, term) in self.0.iter().enumerate() {
            let (space, words) = (if number > 0 { " " } else { "" }, term.words().join(" "));
            match term {
                SearchTerm::Phrase(_) => write!(f, "{space}\"{words}\"")?,
                _ => write!(f, "{space}{words}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quotation_marks_make_phrases_and_other_operators_are_plain_words() {
        for (text, canonical) in [
            ("Nur-Sultan AND (x* OR", "nur sultan and x or"),
            ("\"Golden  Horde\" fall", "\"golden horde\" fall"),
            ("“Golden Horde”", "\"golden horde\""),
            ("\"unclosed words", "unclosed words"),
            ("\"a b\" \"c d", "\"a b\" c d"),
            ("\"*\"", ""),
            ("Mongolia’s president", "mongolia president"),
            ("O'Neill", "oneill"),
        ] {
            assert_eq!(SearchTerms::parse(text).to_string(), canonical, "{text}");
        }
    }

    #[test]
    fn the_last_word_is_a_prefix_unless_it_is_quoted() {
        let is_prefix = |text| {
            let terms = SearchTerms::parse(text).0;
            terms
                .iter()
                .map(|term| matches!(term, SearchTerm::Prefix(_)))
                .collect::<Vec<_>>()
        };
        assert_eq!(is_prefix("golden horde"), [false, true]);
        assert_eq!(is_prefix("\"golden horde\" fal"), [false, true]);
        assert_eq!(is_prefix("fal \"golden horde\""), [false, false]);
    }

    proptest! {
        #[test]
        fn the_canonical_form_parses_to_the_same_terms(text in "[\"“” a-z’sS\\PC]{0,30}") {
            let terms = SearchTerms::parse(&text);
            let canonical = terms.to_string();
            prop_assert_eq!(SearchTerms::parse(&canonical), terms, "{}", canonical);
        }
    }
}
