//! A text compared with search terms: its words, and those that match.

use std::ops::Range;

use super::search_terms::SearchTerm;
use crate::values::words::{has_stem, words};

/// The character between two names and between two sentences of the searched text. A phrase does not extend over it.
const SEPARATOR: char = ';';

/// The words of a text, in order.
#[derive(Debug)]
pub struct TextWords(Vec<TextWord>);

#[derive(Debug)]
struct TextWord {
    /// The position in the text, in bytes.
    range: Range<usize>,
    /// Nearly always one word.
    folded: Vec<String>,
    /// The words beside an apostrophe inside of it.
    parts: Vec<String>,
    follows_separator: bool,
}

impl TextWords {
    pub fn new(text: &str) -> Self {
        let mut end = 0;
        let words = words(text).map(|word| {
            let before = &text[end..word.range.start];
            end = word.range.end;
            TextWord {
                folded: word.folded(),
                parts: word.parts(),
                follows_separator: before.contains(SEPARATOR),
                range: word.range,
            }
        });
        Self(words.collect())
    }

    /// The positions of all words, in bytes and in ascending order.
    pub fn ranges(&self) -> impl Iterator<Item = &Range<usize>> {
        self.0.iter().map(|word| &word.range)
    }

    /// The positions of the words that match a term, in bytes and in ascending order.
    pub fn matches(&self, term: &SearchTerm) -> Vec<Range<usize>> {
        let any = |is_match: &dyn Fn(&str) -> bool| {
            let words = self.0.iter();
            let words = words.filter(|word| {
                let mut forms = word.folded.iter().chain(&word.parts);
                forms.any(|form| is_match(form))
            });
            words.map(|word| word.range.clone()).collect()
        };
        match term {
            SearchTerm::Word(term) => any(&|form| has_stem(form, &term.stem)),
            SearchTerm::Prefix(term) => {
                any(&|form| form.starts_with(&term.word) || has_stem(form, &term.stem))
            }
            SearchTerm::Phrase(phrase) => self.phrase(phrase),
        }
    }

    /// The positions of the words of a phrase, wherever they are next to each other in this order.
    fn phrase(&self, phrase: &[String]) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for run in self.0.chunk_by(|_, word| !word.follows_separator) {
            let folded = run.iter().flat_map(|word| {
                let range = &word.range;
                word.folded.iter().map(move |folded| (folded, range))
            });
            let folded: Vec<(&String, &Range<usize>)> = folded.collect();
            for window in folded.windows(phrase.len()) {
                if window.iter().map(|(word, _)| *word).eq(phrase) {
                    ranges.extend(window.iter().map(|(_, range)| (*range).clone()));
                }
            }
        }
        ranges.sort_unstable_by_key(|range| range.start);
        ranges.dedup();
        ranges
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::search_terms::SearchTerms;

    fn matches<'t>(text: &'t str, terms: &str) -> Vec<&'t str> {
        let words = TextWords::new(text);
        let terms = SearchTerms::parse(terms).0;
        let ranges = terms.iter().flat_map(|term| words.matches(term));
        ranges.map(|range| &text[range]).collect()
    }

    #[test]
    fn words_match_by_their_stems_and_the_last_as_a_prefix() {
        let text = "Embassies of Mongolia’s neighbours, by O’Neill";
        assert_eq!(matches(text, "embassy x"), ["Embassies"]);
        assert_eq!(matches(text, "neighbo"), ["neighbours"]);
        assert_eq!(matches(text, "mongolia neill"), ["Mongolia’s", "O’Neill"]);
        assert_eq!(matches(text, "mongol x"), Vec::<&str>::new());
    }

    #[test]
    fn words_of_a_phrase_are_next_to_each_other_as_they_are() {
        let text =
            "The Golden Horde fell; golden; horde of the golden hordes. Golden\n– Hor\u{ad}de";
        assert_eq!(
            matches(text, "\"golden horde\""),
            ["Golden", "Horde", "Golden", "Hor\u{ad}de"]
        );
        assert_eq!(matches(text, "\"horde golden\""), Vec::<&str>::new());
        assert_eq!(matches("a a a b", "\"a a\""), ["a", "a", "a"]);
    }
}
