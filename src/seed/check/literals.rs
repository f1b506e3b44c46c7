//! Checks that every literal of a fact occurs in one of the sentences that the fact cites.

use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::{LoadedDocument, ParsedFact};
use crate::values::fold::compose;
use crate::values::invisible::remove_invisible;

/// Checks the literals of a fact, unless one of its pointers names no sentence, which is reported already.
pub fn check_literals(fact: &ParsedFact, document: &LoadedDocument, diagnostics: &mut Diagnostics) {
    let pointers = fact.pointers.iter();
    let pointers: Vec<&str> = pointers.map(|at| at.get_ref().as_str()).collect();
    let texts = pointers.iter().map(|at| document.sentence_text(at));
    let sentences: Option<Vec<String>> = texts.map(|text| text.map(normalize)).collect();
    let Some(sentences) = sentences.filter(|sentences| !sentences.is_empty()) else {
        return;
    };
    for literal in &fact.literals {
        let (text, words) = (literal.get_ref(), normalize(literal.get_ref()));
        if !sentences.iter().any(|sentence| contains(sentence, &words)) {
            let message = format!("`{text}` does not occur in {}", pointers.join(", "));
            let remedy = "spell it as in the document, or cite the sentence that it is in";
            diagnostics.push(fact.diagnostic(literal.span(), message, remedy));
        }
    }
}

/// The text in composed form, without invisible characters and with single spaces, because a sentence may run over several lines.
fn normalize(text: &str) -> String {
    let composed = compose(&remove_invisible(text));
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True if a sentence has these words, but not inside longer ones: `5 million` does not occur in `4.5 million`.
fn contains(sentence: &str, words: &str) -> bool {
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
