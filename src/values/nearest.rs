//! "Did you mean": the known word nearest to a misspelt one.

use super::fold::fold;

/// How alike two folded words must be, from 0 to 1, before one is offered for the other: below it guesses mislead. Slips of
/// the hand are measured by edits, cut-off words by their common beginning.
const ALIKE: f64 = 0.6;
const ALIKE_FROM_THE_START: f64 = 0.86;

/// The known word that `text` most likely meant, or none.
pub fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_few(text, known, 1).pop()
}

/// Up to `most` known words that `text` may have meant, the likeliest first.
pub fn nearest_few<'a>(
    text: &str,
    known: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    let text = fold(text);
    let rated = known
        .into_iter()
        .map(|word| (likeness(&text, &fold(word)), word));
    let mut likely: Vec<(f64, &str)> = rated.filter(|(rate, _)| *rate > 0.0).collect();
    likely.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    likely
        .into_iter()
        .take(most)
        .map(|(_, word)| word)
        .collect()
}

/// Zero for words that are not alike.
fn likeness(text: &str, word: &str) -> f64 {
    if text.is_empty() || word.is_empty() {
        return 0.0;
    }
    let edits = strsim::normalized_damerau_levenshtein(text, word);
    let start = strsim::jaro_winkler(text, word);
    if edits >= ALIKE || start >= ALIKE_FROM_THE_START {
        edits.max(start)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_mended_and_a_stranger_is_not() {
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
