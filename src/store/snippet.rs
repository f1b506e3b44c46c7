//! Snippets: an extract of a fact around the search terms, as HTML with the terms marked.

use super::query::SearchTerms;
use crate::values::fold::fold;
use crate::values::html::escape;
use unicode_normalization::char::is_combining_mark;

/// The number of words in a snippet.
const MAX_WORDS: usize = 24;

/// The number of words before the first search term.
const MAX_WORDS_BEFORE: usize = 6;

/// A text in pieces, compared with search terms.
struct MatchedText<'t> {
    pieces: Vec<Piece<'t>>,
    /// The number of search terms that the text contains.
    matched_terms: usize,
}

/// A word of a text, or the characters between two words.
struct Piece<'t> {
    text: &'t str,
    is_match: bool,
}

/// An extract of the text that contains the most search terms; of several, the first.
pub fn snippet(texts: [&str; 3], terms: &SearchTerms) -> String {
    let [first, rest @ ..] = texts;
    let mut best = MatchedText::new(first, terms);
    for text in rest {
        if best.matched_terms == terms.0.len() {
            break;
        }
        let next = MatchedText::new(text, terms);
        if next.matched_terms > best.matched_terms {
            best = next;
        }
    }
    best.extract()
}

/// Returns true if a text contains all search terms.
pub fn contains_all(text: &str, terms: &SearchTerms) -> bool {
    MatchedText::new(text, terms).matched_terms == terms.0.len()
}

impl<'t> MatchedText<'t> {
    fn new(text: &'t str, terms: &SearchTerms) -> Self {
        let mut is_matched = vec![false; terms.0.len()];
        let last = terms.0.len().saturating_sub(1);
        let pieces = split(text).into_iter().map(|text| {
            let folded = fold(text);
            let mut is_match = false;
            for (index, term) in terms.0.iter().enumerate() {
                let matches_term =
                    |word: &str| word == term || (index == last && word.starts_with(term.as_str()));
                if folded.split(' ').any(matches_term) {
                    is_matched[index] = true;
                    is_match = true;
                }
            }
            Piece { text, is_match }
        });
        let pieces = pieces.collect();
        let matched_terms = is_matched.iter().filter(|matched| **matched).count();
        Self {
            pieces,
            matched_terms,
        }
    }

    /// The HTML of some words around the first match.
    fn extract(&self) -> String {
        let pieces = &self.pieces;
        let first = pieces.iter().position(|piece| piece.is_match).unwrap_or(0);
        // A word and the characters after it are two pieces.
        let start = first.saturating_sub(MAX_WORDS_BEFORE * 2);
        let end = pieces.len().min(start + MAX_WORDS * 2);
        let ellipsis = |omitted: &[Piece<'_>]| {
            let is_word = |piece: &Piece<'_>| piece.text.starts_with(char::is_alphanumeric);
            if omitted.iter().any(is_word) {
                "…"
            } else {
                ""
            }
        };
        let mut html = String::from(ellipsis(&pieces[..start]));
        for Piece { text, is_match } in &pieces[start..end] {
            let escaped = escape(text);
            if *is_match {
                html.extend(["<mark>", &escaped, "</mark>"]);
            } else {
                html.push_str(&escaped);
            }
        }
        html.push_str(ellipsis(&pieces[end..]));
        html.trim().to_owned()
    }
}

/// Splits a text into words and the characters between them.
fn split(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut in_word) = (0, false);
    for (index, character) in text.char_indices() {
        // A combining mark belongs to the letter before it.
        let is_word = character.is_alphanumeric() || (in_word && is_combining_mark(character));
        if is_word != in_word && index > start {
            pieces.push(&text[start..index]);
            start = index;
        }
        in_word = is_word;
    }
    pieces.push(&text[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(title: &str, names: &str, text: &str, words: &[&str]) -> String {
        let words = SearchTerms(words.iter().map(|word| (*word).to_owned()).collect());
        snippet([title, names, text], &words)
            .replace("<mark>", "[")
            .replace("</mark>", "]")
    }

    #[test]
    fn a_snippet_shows_the_text_with_the_most_terms_around_the_first() {
        assert_eq!(
            cut("A visit", "Khürelsükh", "x", &["khurels"]),
            "[Khürelsükh]"
        );
        assert_eq!(
            cut(
                "A visit to Nur-Sultan",
                "Sultan",
                "",
                &["visit", "nur", "sultan"]
            ),
            "A [visit] to [Nur]-[Sultan]"
        );
        let long = "one two three four five six seven eight nine ten ".repeat(4) + "found it here";
        assert_eq!(
            cut("", "", &long, &["found"]),
            "…five six seven eight nine ten [found] it here"
        );
        assert_eq!(cut("Title", "", "", &["nothing"]), "Title");
    }
}
