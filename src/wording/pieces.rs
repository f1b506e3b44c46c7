//! The pieces of the wording of a sum or count: numbers, words and signs.

use super::figures::{Figure, figure, fraction};
use super::number_words::below_hundred;

/// No wording of a sum or count is longer, in bytes.
const MAX_LENGTH: usize = 200;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub content: Content,
    /// The word in lower case and without points; empty for anything else.
    pub word: String,
    /// True if no white space stands before it.
    pub is_glued: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// All readings of a number in digits.
    Number(Vec<Figure>),
    /// A word as it is written.
    Word(String),
    Dash,
    /// Any other character.
    Sign(char),
}

/// The pieces of a wording; `None` if it is too long for one.
pub fn pieces(text: &str) -> Option<Vec<Piece>> {
    pieces_up_to(text, MAX_LENGTH)
}

/// The pieces of a text; `None` if it is longer than this, in bytes.
pub fn pieces_up_to(text: &str, max_length: usize) -> Option<Vec<Piece>> {
    if text.len() > max_length {
        return None;
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = text;
    let mut is_glued = false;
    while let Some(next) = rest.chars().next() {
        let (content, length) = match next {
            '0'..='9' | '½' | '¼' | '¾' => number(rest)?,
            '.' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => number(rest)?,
            '-' | '–' | '—' | '‐' | '‑' | '−' => (Content::Dash, next.len_utf8()),
            _ if next.is_whitespace() || next == '.' => {
                rest = &rest[next.len_utf8()..];
                is_glued = false;
                continue;
            }
            _ if next.is_alphabetic() => word(rest),
            _ => (Content::Sign(next), next.len_utf8()),
        };
        let word = match &content {
            Content::Word(word) => word.to_lowercase().replace('.', ""),
            _ => String::new(),
        };
        pieces.push(Piece {
            content,
            word,
            is_glued: is_glued && !pieces.is_empty(),
        });
        rest = &rest[length..];
        is_glued = true;
    }
    Some(pieces)
}

fn number(rest: &str) -> Option<(Content, usize)> {
    let (figures, length) = match fraction(rest) {
        Some((hundredths, length)) => {
            let figure = Figure {
                mantissa: hundredths,
                places: 2,
                is_exact_to_last_digit: false,
            };
            (vec![figure], length)
        }
        None => figure(rest)?,
    };
    Some((Content::Number(figures), length))
}

/// The word at the start of a text. A point inside it belongs to it (`U.S.`), and so does the hyphen of a number.
fn word(rest: &str) -> (Content, usize) {
    let length_of = |condition: fn(char) -> bool| {
        let end = rest.find(|c: char| !condition(c));
        end.unwrap_or(rest.len())
    };
    let hyphenated = length_of(|c| c.is_alphabetic() || c == '-');
    let length = if below_hundred(&rest[..hyphenated].to_lowercase()).is_some() {
        hyphenated
    } else {
        length_of(|c| c.is_alphabetic() || c == '.')
    };
    (Content::Word(rest[..length].to_owned()), length)
}
