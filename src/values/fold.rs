//! Folding: text without case, accents and punctuation, for comparing names and words.

use unicode_normalization::UnicodeNormalization;
pub use unicode_normalization::char::is_combining_mark;

/// `text` in lower case without accents, with a single space for each run of characters other than letters and digits.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return join_words(text.chars().map(|c| c.to_ascii_lowercase()), text.len());
    }
    join_words(
        text.nfkd()
            .filter(|c| !is_combining_mark(*c))
            .flat_map(char::to_lowercase),
        text.len(),
    )
}

/// The letters and digits, with a single space between words.
fn join_words(characters: impl Iterator<Item = char>, length: usize) -> String {
    let mut folded = String::with_capacity(length);
    let mut between = false;
    for character in characters {
        if !character.is_alphanumeric() {
            between = true;
            continue;
        }
        if between && !folded.is_empty() {
            folded.push(' ');
        }
        between = false;
        folded.push(character);
    }
    folded
}

/// Every run of consecutive words of a name, folded, so that a filter finds the name by any of its parts.
///
/// `Ukhnaagiin Khürelsükh` gives `ukhnaagiin`, `ukhnaagiin khurelsukh` and `khurelsukh`.
pub fn word_runs(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    let runs = (0..words.len()).flat_map(|from| (from + 1..=words.len()).map(move |to| (from, to)));
    runs.map(|(from, to)| words[from..to].join(" ")).collect()
}

/// `text` in Unicode normalization form C, so that equal letters are equal characters.
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
    fn a_name_has_every_run_of_its_words() {
        assert_eq!(word_runs("A B-C"), ["a", "a b", "a b c", "b", "b c", "c"]);
        assert!(word_runs("").is_empty());
    }
}
