//! Literals: texts that a sentence must contain, word for word.

use super::fold::compose;
use super::invisible::remove_invisible;

/// The text in composed form, without invisible characters and with single spaces, because a sentence may run over several lines.
pub fn normalize(text: &str) -> String {
    let composed = compose(&remove_invisible(text));
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True if a normalized sentence has these normalized words. Hyphens within a word do not count: `co-operation` and
/// `cooperation` are spellings of one word.
pub fn contains(sentence: &str, words: &str) -> bool {
    contains_exactly(sentence, words)
        || contains_exactly(&without_hyphens(sentence), &without_hyphens(words))
}

/// The text without the hyphens that stand between letters.
fn without_hyphens(text: &str) -> String {
    let mut chars = text.chars().peekable();
    let mut rest = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        let joins = c == '-'
            && rest.ends_with(char::is_alphabetic)
            && chars.peek().is_some_and(|next| next.is_alphabetic());
        rest.extend((!joins).then_some(c));
    }
    rest
}

/// True if the words occur, but not inside longer ones: `5 million` does not occur in `4.5 million`.
fn contains_exactly(sentence: &str, words: &str) -> bool {
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
    fn hyphens_within_words_are_a_matter_of_spelling() {
        let sentence = "Then-President Ola of the Agency for Co-operation went to Ulan-Bator.";
        for (words, expected) in [
            ("Agency for Cooperation", true),
            ("President Ola", true),
            ("Then-President", true),
            ("Ulan Bator", false),
            ("operation", true),
        ] {
            assert_eq!(contains(sentence, words), expected, "{words}");
        }
        assert!(!contains("from 1999-2001", "19992001"));
    }

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
