//! Holes: places where something was stripped out of a sentence, as in `is  and`, `the town of .`, `(, the)` or `()`.

use super::parse::{Document, Sentence};
use super::served::{Piece, served_pieces};
use crate::values::pointer::Pointer;

/// The number of characters that are shown on each side of a hole.
const AROUND: usize = 20;

/// A place where words seem to be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// The sentence that it is in.
    pub pointer: Pointer,
    /// In code points of the document's text.
    pub at: usize,
    /// The hole and the text around it.
    pub around: String,
}

/// The holes of a document, in the order of its text.
pub fn holes(document: &Document) -> Vec<Hole> {
    let sentences = document.sentences.iter();
    sentences
        .flat_map(|sentence| holes_in(document, sentence))
        .collect()
}

fn holes_in(document: &Document, sentence: &Sentence) -> Vec<Hole> {
    let pieces = served_pieces(&document.text, sentence.bytes.clone(), &document.marks);
    let mut signs: Vec<(usize, char)> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(bytes) => {
                let letters = document.text[bytes.clone()].char_indices();
                signs.extend(letters.map(|(offset, letter)| (bytes.start + offset, letter)));
            }
            Piece::Space => signs.push((
                signs.last().map_or(sentence.bytes.start, |last| last.0),
                ' ',
            )),
        }
    }
    let mut holes = Vec::new();
    let mut index = 0;
    let (mut counted, mut position) = (sentence.bytes.start, sentence.span.start);
    while index < signs.len() {
        let length = hole_at(&signs, index);
        if length > 0 {
            let byte = signs[index].0;
            position += document.text[counted..byte].chars().count();
            counted = byte;
            let shown = index.saturating_sub(AROUND)..(index + length + AROUND).min(signs.len());
            holes.push(Hole {
                pointer: sentence.pointer.clone(),
                at: position,
                around: signs[shown].iter().map(|(_, sign)| sign).collect(),
            });
        }
        index += length.max(1);
    }
    holes
}

/// The length of the hole at a position; 0 if there is none.
fn hole_at(signs: &[(usize, char)], index: usize) -> usize {
    let sign = |index: usize| signs.get(index).map_or('\n', |(_, sign)| *sign);
    let before = if index == 0 { '\n' } else { sign(index - 1) };
    let is_space = |sign: char| matches!(sign, ' ' | '\u{a0}' | '\t');
    match sign(index) {
        ' ' | '\u{a0}' if before.is_alphanumeric() || ",)\"”’»".contains(before) => {
            let rest = &signs[index..];
            let spaces = rest.iter().take_while(|(_, sign)| is_space(*sign)).count();
            let (next, after) = (sign(index + spaces), sign(index + spaces + 1));
            let is_stop = matches!(next, '.' | ',') && !after.is_alphanumeric() && after != '.';
            let is_gap = spaces > 1 && (next.is_alphanumeric() || next == '(');
            let is_gap = is_gap && (before.is_alphanumeric() || matches!(before, ',' | '’'));
            if is_gap || is_stop || next == ')' {
                spaces + usize::from(!is_gap)
            } else {
                0
            }
        }
        '(' => {
            let gap = usize::from(is_space(sign(index + 1)));
            let inside = sign(index + 1 + gap);
            let is_ellipsis = inside == '.' && sign(index + 2 + gap) == '.';
            let is_hole = ",;:).".contains(inside) && !is_ellipsis;
            if is_hole { 2 + gap } else { 0 }
        }
        ',' | ';' | ':' => {
            let gap = usize::from(is_space(sign(index + 1)));
            let is_hole = matches!(sign(index + 1 + gap), ',' | ';')
                || (sign(index + 1 + gap) == ')' && gap == 1);
            if is_hole { 2 + gap } else { 0 }
        }
        '[' if sign(index + 1) == ']' => 2,
        '“' if sign(index + 1) == '”' => 2,
        '«' if sign(index + 1) == '»' => 2,
        _ => 0,
    }
}
