//! The words of a text as search sees them: without possessive endings, in every spelling, and by their stems.

use std::borrow::Cow;
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

use super::fold::{fold_words, is_apostrophe, spellings, word_ranges};

/// The length of a word in bytes above which it is its own stem. No English word is longer.
const MAX_STEMMED: usize = 40;

/// A word of a text.
#[derive(Debug)]
pub struct Word<'t> {
    /// The position in the text, in bytes.
    pub range: Range<usize>,
    /// The word without the ending of a possessive: `Mongolia` of `Mongolia’s`.
    base: &'t str,
}

impl Word<'_> {
    /// The word, folded. A few characters, such as `½`, fold to several words or to none.
    pub fn folded(&self) -> Vec<String> {
        let folded = fold_words([self.base]);
        if folded.contains(' ') {
            split(&folded).map(str::to_owned).collect()
        } else {
            Some(folded)
                .filter(|word| !word.is_empty())
                .into_iter()
                .collect()
        }
    }

    /// The words beside an apostrophe, under which it is found as well: `o` and `neill` of `O’Neill`.
    pub fn parts(&self) -> Vec<String> {
        if !self.base.contains(is_apostrophe) {
            return Vec::new();
        }
        let spellings = spellings(self.base);
        let parts = spellings
            .iter()
            .skip(1)
            .flat_map(|spelling| split(spelling));
        parts.map(str::to_owned).collect()
    }
}

/// The words of a text, in order. The `s` of a possessive is no word.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let is_ending = |range: &Range<usize>| {
        text[range.clone()].eq_ignore_ascii_case("s")
            && text[..range.start].ends_with(is_apostrophe)
    };
    let ranges = word_ranges(text).filter(move |range| !is_ending(range));
    ranges.map(|range| {
        let word = &text[range.clone()];
        let without_s = word.strip_suffix(['s', 'S']);
        let base = without_s.and_then(|rest| rest.strip_suffix(is_apostrophe));
        let base = base.unwrap_or(word);
        Word { range, base }
    })
}

/// The words of a folded text.
fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|word| !word.is_empty())
}

/// The stem of a folded word, which the forms of an English word share: `embassi` of `embassy` and `embassies`.
pub fn stem(word: &str) -> Cow<'_, str> {
    let is_english = word.len() <= MAX_STEMMED && word.bytes().all(|b| b.is_ascii_lowercase());
    if is_english {
        Stemmer::create(Algorithm::English).stem(word)
    } else {
        Cow::Borrowed(word)
    }
}

/// Returns true if a folded word has a stem. A stem differs from the beginning of its word in two letters at most, which tells
/// most words apart without stemming them.
pub fn has_stem(word: &str, stem_of_other: &str) -> bool {
    let stem_bytes = stem_of_other.as_bytes();
    let beginning = &stem_bytes[..stem_bytes.len().saturating_sub(2)];
    word.as_bytes().starts_with(beginning) && stem(word) == stem_of_other
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::fold::fold;

    fn forms(text: &str) -> Vec<Vec<String>> {
        let forms = |word: Word<'_>| [word.folded(), word.parts()].concat();
        words(text).map(forms).collect()
    }

    #[test]
    fn a_possessive_ending_is_no_word() {
        for text in [
            "Mongolia’s president",
            "Mongolia's president",
            "MONGOLIA'S president",
            "Mongolia ’s president",
        ] {
            assert_eq!(forms(text), [["mongolia"], ["president"]], "{text}");
        }
        assert_eq!(
            forms("U.S.'s presidents’ s"),
            [["u"], ["s"], ["presidents"], ["s"]]
        );
    }

    #[test]
    fn a_word_is_found_under_every_spelling() {
        assert_eq!(forms("O’Neill"), [["oneill", "o", "neill"]]);
        assert_eq!(forms("Nur-Sultan"), [["nur"], ["sultan"]]);
        assert_eq!(forms("½"), [["1", "2"]]);
        assert!(forms("– ’ «»").is_empty());
    }

    #[test]
    fn forms_of_an_english_word_have_the_same_stem() {
        for (one, other) in [
            ("embassy", "embassies"),
            ("treaty", "treaties"),
            ("satellite", "satellites"),
            ("visit", "visited"),
        ] {
            assert!(has_stem(one, &stem(other)), "{one} {other}");
        }
        assert!(!has_stem("mongolia", &stem("mongol")));
        assert_eq!(stem("ЖЖ"), "ЖЖ");
    }

    #[test]
    fn every_word_has_its_stem() {
        let roots = "hop hopp rel sens conf act e di ly sk embass nat care geo gener comm y an";
        let endings = " s es ies ied ed ing ying ational ability ization fulness ously ently ency ance ogy iveness \
             icate alize ly y edly ment eous s's";
        for root in roots.split(' ') {
            for ending in endings.split(' ') {
                let word = fold(&[root, ending].concat());
                assert!(has_stem(&word, &stem(&word)), "{word}: {}", stem(&word));
            }
        }
    }
}
