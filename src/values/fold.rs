//! Folding: the one spelling under which names are compared, whatever their case, accents and hyphens.

use unicode_normalization::UnicodeNormalization;
pub use unicode_normalization::char::is_combining_mark;

/// `text` without accents and case, every run of other signs than letters and digits made one space.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return spaced(text.chars().map(|c| c.to_ascii_lowercase()), text.len());
    }
    spaced(
        text.nfkd()
            .filter(|c| !is_combining_mark(*c))
            .flat_map(char::to_lowercase),
        text.len(),
    )
}

/// The letters and digits, with one space for all that stands between two words.
fn spaced(signs: impl Iterator<Item = char>, length: usize) -> String {
    let mut folded = String::with_capacity(length);
    let mut between = false;
    for sign in signs {
        if !sign.is_alphanumeric() {
            between = true;
            continue;
        }
        if between && !folded.is_empty() {
            folded.push(' ');
        }
        between = false;
        folded.push(sign);
    }
    folded
}

/// Every run of neighbouring words of a folded name: what a reader may write to mean it.
///
/// `Ukhnaagiin Khürelsükh` gives `ukhnaagiin`, `ukhnaagiin khurelsukh` and `khurelsukh`.
pub fn word_runs(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    let runs = (0..words.len()).flat_map(|from| (from + 1..=words.len()).map(move |to| (from, to)));
    runs.map(|(from, to)| words[from..to].join(" ")).collect()
}

/// `text` in the composed form, in which two spellings of the same letters are equal.
pub fn compose(text: &str) -> String {
    text.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_hyphens_do_not_matter() {
        assert_eq!(fold("Nur-Sultan"), "nur sultan");
        assert_eq!(fold("  KHÜRELSÜKH "), "khurelsukh");
        assert_eq!(fold("«»"), "");
    }

    #[test]
    fn a_name_is_found_by_any_neighbouring_words() {
        assert_eq!(word_runs("A B-C"), ["a", "a b", "a b c", "b", "b c", "c"]);
        assert!(word_runs("").is_empty());
    }
}
