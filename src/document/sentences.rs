//! From paragraphs to sentences: the sentence boundaries of Unicode, except those after abbreviations and in quotations.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::abbreviations::Abbreviations;
use super::marks::Mark;
use super::quotations::{continued_quotations, is_closing};
use super::visible::Visible;

/// The longest number of a paragraph, such as `12.` or `IV.`, that is no sentence of its own.
const MAX_ENUMERATOR: usize = 6;

/// The sentences of a paragraph, in bytes of `text`, without the white space and marks around them.
pub(super) fn split_sentences(
    text: &str,
    paragraph: Range<usize>,
    marks: &[Mark],
    abbreviations: &Abbreviations,
) -> Vec<Range<usize>> {
    let visible = Visible::new(text, paragraph, marks);
    let quotations = continued_quotations(&visible.text);
    let mut quotations = Innermost::new(&quotations);
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut has_words = false;
    let pieces = visible.text.split_sentence_bound_indices();
    for (start, piece) in pieces.flat_map(split_before_numbers) {
        let end = start + piece.len();
        let piece_has_words = piece.contains(char::is_alphanumeric);
        let last = sentences.last_mut();
        let joins = |last: &Range<usize>| {
            let before = visible.text[last.clone()].trim_end();
            !has_words
                || !piece_has_words
                || is_continuation(before, piece.trim_start())
                || abbreviations.continue_sentence(before, piece)
        };
        let is_quoted = quotations.contains(start);
        if let Some(last) = last.filter(|last| is_quoted || joins(last)) {
            last.end = end;
            has_words |= piece_has_words;
        } else {
            sentences.push(start..end);
            has_words = piece_has_words;
        }
    }
    let sentences = sentences.into_iter().map(|range| visible.trim(range));
    let sentences =
        sentences.filter(|range| visible.text[range.clone()].contains(char::is_alphanumeric));
    sentences.map(|range| visible.in_text(range)).collect()
}

/// A paragraph that is a single sentence: a row of the infobox or of a table. Empty if it has no text.
pub(super) fn whole_paragraph(
    text: &str,
    paragraph: Range<usize>,
    marks: &[Mark],
) -> Vec<Range<usize>> {
    let visible = Visible::new(text, paragraph, marks);
    let range = visible.trim(0..visible.text.len());
    let has_words = visible.text.contains(char::is_alphanumeric);
    let sentence = has_words.then(|| visible.in_text(range));
    sentence.into_iter().collect()
}

/// Quotations, asked in the order of the text.
struct Innermost {
    /// By their ends, those that lie in others left out.
    outer: Vec<Range<usize>>,
    next: usize,
}

impl Innermost {
    fn new(quotations: &[Range<usize>]) -> Self {
        let mut outer: Vec<Range<usize>> = Vec::new();
        for quotation in quotations {
            while outer
                .last()
                .is_some_and(|last| quotation.start <= last.start)
            {
                outer.pop();
            }
            outer.push(quotation.clone());
        }
        Self { outer, next: 0 }
    }

    /// True if a boundary at `position` is inside of a quotation. Positions must not fall.
    fn contains(&mut self, position: usize) -> bool {
        while self
            .outer
            .get(self.next)
            .is_some_and(|quotation| quotation.end <= position)
        {
            self.next += 1;
        }
        let quotation = self.outer.get(self.next);
        quotation.is_some_and(|quotation| quotation.start < position)
    }
}

/// Splits before a number. Unicode finds no boundary before a number that a lower-case word follows (`… in 2010. 25 grants
/// were …`), but a sentence may begin with one.
fn split_before_numbers((start, piece): (usize, &str)) -> Vec<(usize, &str)> {
    let stops = piece.match_indices(['.', '?', '!']);
    let starts = stops.filter_map(|(position, stop)| {
        let rest = piece[position + stop.len()..].trim_start_matches(is_closing);
        let next = rest.trim_start();
        let number = next.starts_with(|c: char| c.is_ascii_digit() || "$€£¥".contains(c));
        (next.len() < rest.len() && number).then_some(piece.len() - next.len())
    });
    let cuts = std::iter::once(0).chain(starts).chain([piece.len()]);
    let cuts: Vec<usize> = cuts.collect();
    let parts = cuts.windows(2).map(|cut| cut[0]..cut[1]);
    parts
        .map(|part| (start + part.start, &piece[part]))
        .collect()
}

/// True if a piece continues the sentence before it by its first sign or by the last one of the sentence.
fn is_continuation(before: &str, piece: &str) -> bool {
    let word = piece.trim_start_matches(['—', '–', '-', ' ']);
    word.starts_with(char::is_lowercase)
        || is_enumerator(before)
        || (before.ends_with(is_closing) && piece.starts_with(is_caseless))
}

/// `12.` or `IV.`: the number of a paragraph.
fn is_enumerator(sentence: &str) -> bool {
    if sentence.len() > MAX_ENUMERATOR {
        return false;
    }
    let Some(number) = sentence.strip_suffix('.') else {
        return false;
    };
    let digits = number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    digits || number.chars().all(|c| "IVX".contains(c))
}

/// Returns true for letters of scripts without capitals. There, nothing tells whether a sentence goes on after a quotation, and
/// mostly it does: it says who spoke.
fn is_caseless(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_uppercase() && !letter.is_lowercase()
}
