//! Snippets: a few words of a fact around those that were looked for, which are marked.

use super::asked::Words;
use crate::values::fold::fold;

/// What stands before and after a word that was looked for: signs that no text holds.
pub const MARKS: (char, char) = ('\u{1}', '\u{2}');

/// The words that a snippet shows, and how many of them before the first that was looked for.
const SHOWN: (usize, usize) = (24, 6);

/// The text that has most of the words, cut to a few words around the first of them.
pub fn snippet(texts: [&str; 3], words: &Words) -> String {
    let cut = texts.map(pieces);
    let found =
        |pieces: &Vec<&str>| words.0.iter().filter(|word| pieces.iter().any(|piece| hits(piece, word, words))).count();
    // Of texts with as many, the first: it weighs most.
    let best = cut.iter().rev().max_by_key(|pieces| found(pieces));
    best.map(|pieces| marked(pieces, words)).unwrap_or_default()
}

/// A text cut into words and what stands between them.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut inside) = (0, false);
    for (at, sign) in text.char_indices() {
        // A mark belongs to the letter that it stands on.
        let word =
            sign.is_alphanumeric() || (inside && fold(sign.encode_utf8(&mut [0; 4])).is_empty() && !sign.is_ascii());
        if word != inside && at > start {
            pieces.push(&text[start..at]);
            start = at;
        }
        inside = word;
    }
    pieces.push(&text[start..]);
    pieces
}

/// Whether a piece is the word that is looked for, or begins with the last of them.
fn hits(piece: &str, word: &str, words: &Words) -> bool {
    let folded = fold(piece);
    let last = words.0.last().is_some_and(|last| last == word);
    folded.split(' ').any(|part| part == word || (last && part.starts_with(word)))
}

fn marked(pieces: &[&str], words: &Words) -> String {
    let hit = |piece: &str| words.0.iter().any(|word| hits(piece, word, words));
    let is_word = |piece: &&str| piece.starts_with(char::is_alphanumeric);
    let first = pieces.iter().position(|piece| hit(piece)).unwrap_or_default();
    // A word and what follows it are two pieces.
    let start = first.saturating_sub(SHOWN.1 * 2);
    let end = pieces.len().min(start + SHOWN.0 * 2);
    let mut text = String::from(if pieces[..start].iter().any(is_word) { "…" } else { "" });
    for piece in &pieces[start..end] {
        if hit(piece) {
            text.push(MARKS.0);
            text.push_str(piece);
            text.push(MARKS.1);
        } else {
            text.push_str(piece);
        }
    }
    text.push_str(if pieces[end..].iter().any(is_word) { "…" } else { "" });
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(title: &str, names: &str, text: &str, words: &[&str]) -> String {
        let words = Words(words.iter().map(|word| (*word).to_owned()).collect());
        snippet([title, names, text], &words).replace(MARKS.0, "[").replace(MARKS.1, "]")
    }

    #[test]
    fn the_text_with_most_of_the_words_is_cut_around_the_first() {
        assert_eq!(cut("A visit", "Khürelsükh", "x", &["khurels"]), "[Khürelsükh]");
        assert_eq!(
            cut("A visit to Nur-Sultan", "Sultan", "", &["visit", "nur", "sultan"]),
            "A [visit] to [Nur]-[Sultan]"
        );
        let long = "one two three four five six seven eight nine ten ".repeat(4) + "found it here";
        assert_eq!(cut("", "", &long, &["found"]), "…five six seven eight nine ten [found] it here");
        assert_eq!(cut("Title", "", "", &["nothing"]), "Title");
    }
}
