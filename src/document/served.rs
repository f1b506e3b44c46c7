//! The text of a sentence as it is served and compared: without marks, and without the spaces that would be left before them.

use std::borrow::Cow;
use std::ops::Range;

use super::marks::{Mark, marks_in};

/// A piece of a served sentence.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// A part of the document's text, in bytes.
    Text(Range<usize>),
    /// A space for a mark between two words.
    Space,
}

/// The text of a sentence, without marks. `marks` are those of the whole text.
pub(super) fn served<'t>(text: &'t str, sentence: Range<usize>, marks: &[Mark]) -> Cow<'t, str> {
    if marks_in(marks, sentence.clone()).is_empty() {
        return Cow::Borrowed(&text[sentence]);
    }
    let pieces = served_pieces(text, sentence, marks).into_iter();
    let pieces = pieces.map(|piece| match piece {
        Piece::Text(bytes) => &text[bytes],
        Piece::Space => " ",
    });
    Cow::Owned(pieces.collect())
}

/// The pieces of that text, in its order.
pub(super) fn served_pieces(text: &str, sentence: Range<usize>, marks: &[Mark]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut from = sentence.start;
    for mark in marks_in(marks, sentence.clone()) {
        let before = &text[from..mark.bytes.start];
        let next = text[mark.bytes.end..sentence.end].chars().next();
        let leaves_hole = next.is_none_or(|next| !is_word(next) && !is_opening(next));
        let kept = if leaves_hole {
            before.trim_end()
        } else {
            before
        };
        if !kept.is_empty() {
            pieces.push(Piece::Text(from..from + kept.len()));
        }
        if next.is_some_and(is_word) && before.ends_with(is_word) {
            pieces.push(Piece::Space);
        }
        from = mark.bytes.end.min(sentence.end);
    }
    pieces.push(Piece::Text(from..sentence.end));
    pieces
}

/// Returns true for letters and digits of scripts that put spaces between words.
fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() && !is_spaceless(letter)
}

/// Returns true for letters of scripts without spaces: those of South-East Asia, Chinese and Japanese.
fn is_spaceless(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_opening(sign: char) -> bool {
    "([{\"“‘«„「『".contains(sign)
}
