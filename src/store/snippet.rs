//! Snippets: a few words of a fact around those that were looked for, which are marked, fit for HTML.

use super::query::SearchTerms;
use crate::values::fold::{fold, is_combining_mark};
use crate::values::html::escape;

/// The words that a snippet shows, and how many of them before the first that was looked for.
const SHOWN: (usize, usize) = (24, 6);

/// A word of a text or what stands between two, and whether it was looked for.
type Piece<'t> = (&'t str, bool);

/// The text that has most of the words, cut to a few words around the first of them.
pub fn snippet(texts: [&str; 3], words: &SearchTerms) -> String {
    let mut best: (usize, Vec<Piece<'_>>) = (0, Vec::new());
    for text in texts {
        let (found, pieces) = looked_for(text, words);
        // Of texts with as many, the first: it weighs most.
        if found > best.0 || best.1.is_empty() {
            best = (found, pieces);
        }
        if best.0 == words.0.len() {
            break;
        }
    }
    marked(&best.1)
}

/// Whether a text has all the words.
pub fn has_all(text: &str, words: &SearchTerms) -> bool {
    looked_for(text, words).0 == words.0.len()
}

/// The pieces of a text, and how many of the words it has.
fn looked_for<'t>(text: &'t str, words: &SearchTerms) -> (usize, Vec<Piece<'t>>) {
    let mut found = vec![false; words.0.len()];
    let last = found.len().saturating_sub(1);
    let pieces = pieces(text).into_iter().map(|piece| {
        let folded = fold(piece);
        let mut hit = false;
        for (at, word) in words.0.iter().enumerate() {
            let here = folded
                .split(' ')
                .any(|part| part == word || (at == last && part.starts_with(word.as_str())));
            found[at] |= here;
            hit |= here;
        }
        (piece, hit)
    });
    let pieces = pieces.collect();
    (found.iter().filter(|found| **found).count(), pieces)
}

/// A text cut into words and what stands between them.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut inside) = (0, false);
    for (at, sign) in text.char_indices() {
        // A mark belongs to the letter that it stands on.
        let word = sign.is_alphanumeric() || (inside && is_combining_mark(sign));
        if word != inside && at > start {
            pieces.push(&text[start..at]);
            start = at;
        }
        inside = word;
    }
    pieces.push(&text[start..]);
    pieces
}

fn marked(pieces: &[Piece<'_>]) -> String {
    let is_word = |(piece, _): &Piece<'_>| piece.starts_with(char::is_alphanumeric);
    let first = pieces.iter().position(|(_, hit)| *hit).unwrap_or_default();
    // A word and what follows it are two pieces.
    let start = first.saturating_sub(SHOWN.1 * 2);
    let end = pieces.len().min(start + SHOWN.0 * 2);
    let mut text = String::from(if pieces[..start].iter().any(is_word) {
        "…"
    } else {
        ""
    });
    for (piece, hit) in &pieces[start..end] {
        if *hit {
            text.push_str("<mark>");
            text.push_str(&escape(piece));
            text.push_str("</mark>");
        } else {
            text.push_str(&escape(piece));
        }
    }
    text.push_str(if pieces[end..].iter().any(is_word) {
        "…"
    } else {
        ""
    });
    text.trim().to_owned()
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
    fn the_text_with_most_of_the_words_is_cut_around_the_first() {
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
