//! Suggestions ("did you mean"): the known words most similar to a misspelt one.

use super::fold::fold;

/// The similarity of two folded words, from 0 to 1, below which a suggestion would mislead: by edit distance, which
/// suits typing errors, and by Jaro-Winkler, which suits truncated words.
const MIN_EDIT_SIMILARITY: f64 = 0.6;
const MIN_PREFIX_SIMILARITY: f64 = 0.86;

/// The length in bytes above which a folded text has no similar words. No name is longer, and comparing takes its length times theirs.
const MAX_LENGTH: usize = 100;

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
    let edits = strsim::normalized_damerau_levenshtein(text, word);
    let prefix = strsim::jaro_winkler(text, word);
    let is_similar = edits >= MIN_EDIT_SIMILARITY || prefix >= MIN_PREFIX_SIMILARITY;
    is_similar.then(|| edits.max(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

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
