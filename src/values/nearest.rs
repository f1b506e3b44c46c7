//! Suggestions ("did you mean"): the known words most similar to a misspelt one.

use super::fold::fold;

/// The similarity of two folded words, from 0 to 1, below which a suggestion would mislead: by edit distance, which
/// suits typing errors, and by Jaro-Winkler, which suits truncated words.
const MIN_EDIT_SIMILARITY: f64 = 0.6;
const MIN_PREFIX_SIMILARITY: f64 = 0.86;

/// The length in bytes above which a text, folded or not, has no similar words. No name is longer, and comparing takes its length times theirs.
const MAX_LENGTH: usize = 100;

/// The ratio of the lengths of two words, in tenths, below which they are not similar by either measure.
const MIN_LENGTH_RATIO: usize = 3;

/// The known word that is most similar to `text`, if any is similar enough.
pub fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_few(text, known, 1).pop()
}

/// Up to `max` known words that are similar to `text`, the most similar first.
pub fn nearest_few<'a>(
    text: &str,
    known: impl IntoIterator<Item = &'a str>,
    max: usize,
) -> Vec<&'a str> {
    if text.len() > MAX_LENGTH {
        return Vec::new();
    }
    // Some characters fold to many letters.
    let text = fold(text);
    if text.len() > MAX_LENGTH {
        return Vec::new();
    }
    let mut similar: Vec<(f64, &str)> = known
        .into_iter()
        .filter_map(|word| Some((similarity(&text, &fold(word))?, word)))
        .collect();
    similar.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    similar
        .into_iter()
        .take(max)
        .map(|(_, word)| word)
        .collect()
}

/// `None` for words that are not similar enough.
fn similarity(text: &str, word: &str) -> Option<f64> {
    if text.is_empty() || word.is_empty() {
        return None;
    }
    // Comparing takes the product of the lengths. Most words are spared it.
    let lengths = [text, word].map(|word| word.chars().count());
    let (shorter, longer) = (lengths[0].min(lengths[1]), lengths[0].max(lengths[1]));
    if shorter * 10 < longer * MIN_LENGTH_RATIO {
        return None;
    }
    #[cfg(test)]
    tests::COMPARED.with(|compared| compared.set(compared.get() + shorter * longer));
    let edits = strsim::normalized_damerau_levenshtein(text, word);
    let prefix = strsim::jaro_winkler(text, word);
    let is_similar = edits >= MIN_EDIT_SIMILARITY || prefix >= MIN_PREFIX_SIMILARITY;
    is_similar.then(|| edits.max(prefix))
}

#[cfg(test)]
pub mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;

    use super::*;

    thread_local! {
        /// The products of the lengths of all words that this thread has compared: the work that it has done.
        pub static COMPARED: Cell<usize> = const { Cell::new(0) };
    }

    proptest! {
        #[test]
        fn words_of_too_different_lengths_are_not_similar(word in "[ab]{1,12}", more in "[ab]{0,40}") {
            let text = [word.as_str(), &more].concat();
            let is_similar = strsim::normalized_damerau_levenshtein(&text, &word) >= MIN_EDIT_SIMILARITY
                || strsim::jaro_winkler(&text, &word) >= MIN_PREFIX_SIMILARITY;
            prop_assert_eq!(is_similar, similarity(&text, &word).is_some());
        }
    }

    #[test]
    fn a_text_is_as_long_as_its_folded_letters() {
        COMPARED.set(0);
        assert_eq!(nearest(&"\u{fdfa}".repeat(33), ["an arabic name"]), None);
        assert_eq!(nearest(&"x".repeat(MAX_LENGTH + 1), ["a long name"]), None);
        assert_eq!(COMPARED.get(), 0);
    }

    #[test]
    fn typing_errors_are_recognised_and_other_words_are_not() {
        assert_eq!(nearest("gest", ["guest", "host"]), Some("guest"));
        assert_eq!(nearest("guset", ["guest", "host"]), Some("guest"));
        assert_eq!(
            nearest("khurelsuk", ["khurelsukh-nur-sultan"]),
            Some("khurelsukh-nur-sultan")
        );
        assert_eq!(nearest("xyzzy", ["guest", "host"]), None);
        assert_eq!(nearest("atlantis", ["antarctica"]), None);
        assert_eq!(nearest("", ["guest"]), None);
    }
}
