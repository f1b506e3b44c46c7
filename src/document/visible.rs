//! A part of the text as a reader sees it: without marks and invisible characters, with single spaces, and with the position of
//! each of its bytes in the text.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::marks::{Mark, marks_in};
use crate::values::invisible::is_invisible;

/// The longest run of signs that are no letters, digits or white space. The time to find boundaries grows with the square of
/// its length, so the rest of it is left out.
const MAX_SIGNS: usize = 16;

/// The visible text and where its bytes come from.
pub(super) struct Visible {
    pub text: String,
    /// For each byte of `text`, its position in the document's text.
    origins: Vec<usize>,
    /// The ends in the document's text of runs that were cut, by the length of `text` at the cut.
    cut_ends: HashMap<usize, usize>,
}

impl Visible {
    /// `bytes` is the part of `text` to take over, and `marks` are those of the whole text.
    pub fn new(text: &str, bytes: Range<usize>, marks: &[Mark]) -> Self {
        let mut visible = Self {
            text: String::with_capacity(bytes.len()),
            origins: Vec::with_capacity(bytes.len()),
            cut_ends: HashMap::new(),
        };
        let mut from = bytes.start;
        let mut signs = 0;
        let mut marks = marks_in(marks, bytes.clone()).iter().peekable();
        while let Some(mark) = marks.next() {
            visible.push_all(text, from..mark.bytes.start, &mut signs);
            from = mark.bytes.end.min(bytes.end);
            if marks.peek().is_some_and(|next| next.bytes.start == from) {
                continue;
            }
            let mut rest = text[from..bytes.end].chars();
            let next = rest.find(|next| !is_invisible(*next));
            // The next sentence may begin right behind a mark. A mark before a comma leaves no space.
            if next.is_some_and(|next| next.is_alphanumeric() || is_opening(next)) {
                visible.push_space(mark.bytes.start);
            }
        }
        visible.push_all(text, from..bytes.end, &mut signs);
        visible
    }

    /// The positions in the document's text of a part that is not empty.
    pub fn in_text(&self, part: Range<usize>) -> Range<usize> {
        let end = self.cut_ends.get(&part.end).copied();
        self.origins[part.start]..end.unwrap_or_else(|| self.origins[part.end - 1] + 1)
    }

    /// The part without the white space around it.
    pub fn trim(&self, part: Range<usize>) -> Range<usize> {
        let piece = &self.text[part.clone()];
        let start = part.start + (piece.len() - piece.trim_start().len());
        start..start + piece.trim().len()
    }

    fn push_all(&mut self, text: &str, bytes: Range<usize>, signs: &mut usize) {
        for (offset, character) in text[bytes.clone()].char_indices() {
            let position = bytes.start + offset;
            if is_invisible(character) {
                continue;
            }
            if character.is_whitespace() {
                *signs = 0;
                self.push_space(position);
                continue;
            }
            *signs = if is_sign(character) { *signs + 1 } else { 0 };
            if *signs > MAX_SIGNS && !matches!(character, '.' | '!' | '?' | '。') {
                self.cut_ends
                    .insert(self.text.len(), position + character.len_utf8());
                continue;
            }
            self.text.push(character);
            self.origins
                .extend(position..position + character.len_utf8());
        }
    }

    fn push_space(&mut self, position: usize) {
        if !self.text.ends_with(' ') {
            self.text.push(' ');
            self.origins.push(position);
        }
    }
}

/// Returns true for what may surround the end of a sentence: no letter or digit, but accents, even of half-width kana.
fn is_sign(character: char) -> bool {
    !character.is_alphanumeric()
        || (!character.is_ascii() && is_combining_mark(character))
        || matches!(character, '\u{ff9e}' | '\u{ff9f}')
}

fn is_opening(character: char) -> bool {
    "([\"“‘«„「『".contains(character)
}
