//! Literals: texts that a sentence must contain, word for word.

use super::fold::compose;
use super::invisible::remove_invisible;

/// The text in composed form, without invisible characters and with single spaces, because a sentence may run over several lines.
pub fn normalize(text: &str) -> String {
    let composed = compose(&remove_invisible(text));
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True if a normalized sentence has these normalized words, but not inside longer ones: `5 million` does not occur in `4.5 million`.
pub fn contains(sentence: &str, words: &str) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    // True if a separator next to the words continues a number that they begin or end with.
    let splits_number = |separator: Option<char>, beyond: Option<char>, edge: Option<char>| {
        matches!(separator, Some('.' | ',')) && is_digit(beyond) && is_digit(edge)
    };
    sentence.match_indices(words).any(|(start, matched)| {
        let mut before = sentence[..start].chars().rev();
        let mut after = sentence[start + matched.len()..].chars();
        let (left, right) = (before.next(), after.next());
        !left.is_some_and(char::is_alphanumeric)
            && !right.is_some_and(char::is_alphanumeric)
            && !splits_number(left, before.next(), matched.chars().next())
            && !splits_number(right, after.next(), matched.chars().next_back())
    })
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[test]
    fn words_are_whole_words_and_numbers_whole_numbers() {
        let sentence = "Exports were €4.5 million, imports 1,200 tons in 2019.";
        for (words, expected) in [
            ("€4.5 million", true),
            ("4.5 million", true),
            ("5 million", false),
            ("€4", false),
            ("200 tons", false),
            ("2019", true),
            ("port", false),
            ("imports", true),
        ] {
            assert_eq!(contains(sentence, words), expected, "{words}");
        }
    }
}
