//! From paragraphs to sentences: the sentence boundaries of Unicode, except those after initials and abbreviations.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Abbreviations that rarely end a sentence. Those that often do (`etc.`, `Inc.`) are left out.
const ABBREVIATIONS: &[&str] = &[
    "adm", "approx", "art", "aug", "brig", "c", "ca", "capt", "cf", "ch", "cmdr", "col", "dec",
    "dept", "dr", "e.g", "ed", "eds", "est", "feb", "fig", "fr", "ft", "gen", "gov", "hon", "i.e",
    "jan", "jul", "jun", "lt", "maj", "mar", "messrs", "mr", "mrs", "ms", "mt", "no", "nos", "nov",
    "oct", "op", "p", "par", "pp", "pres", "prof", "rep", "rev", "sec", "sen", "sep", "sept",
    "sgt", "st", "sts", "v", "vol", "vs",
];

/// The sentences of a paragraph, in bytes of `text`, without the white space and reference marks around them.
pub(super) fn split_sentences(text: &str, paragraph: Range<usize>) -> Vec<Range<usize>> {
    let (spaced, origins) = collapse_spaces(&mask_marks(&text[paragraph.clone()]));
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let pieces = spaced.split_sentence_bound_indices();
    for (start, piece) in pieces.flat_map(split_before_numbers) {
        let end = start + piece.len();
        match sentences.last_mut() {
            Some(last) if is_continuation(&spaced[last.clone()], piece) => last.end = end,
            _ => sentences.push(start..end),
        }
    }
    let trimmed = sentences.into_iter().map(|range| trim(&spaced, range));
    let in_text = |position: usize| paragraph.start + origins[position];
    trimmed
        .filter(|range| !range.is_empty())
        .map(|range| in_text(range.start)..in_text(range.end - 1) + 1)
        .collect()
}

/// Replaces every run of white space by one space and returns the original position of each byte of the result. Without
/// this, the time to find boundaries would grow with the square of the length of a run.
fn collapse_spaces(text: &str) -> (String, Vec<usize>) {
    let mut spaced = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len());
    for (position, character) in text.char_indices() {
        if !character.is_whitespace() {
            spaced.push(character);
            origins.extend(position..position + character.len_utf8());
        } else if !spaced.ends_with(' ') {
            spaced.push(' ');
            origins.push(position);
        }
    }
    (spaced, origins)
}

/// A line that is a single sentence: a row of the infobox or of a table. Empty if it has no text.
pub(super) fn whole_line(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let masked = mask_marks(&text[line.clone()]);
    let range = trim(&masked, 0..masked.len());
    let sentence = (!range.is_empty()).then(|| line.start + range.start..line.start + range.end);
    sentence.into_iter().collect()
}

/// Replaces line endings and reference marks (`[1]`, `[a]`, `[note 3]`) by spaces of the same length in bytes. They neither
/// end a sentence nor are part of its end.
fn mask_marks(paragraph: &str) -> String {
    let mut masked = paragraph.replace(['\n', '\r'], " ");
    let mut from = 0;
    while let Some(open) = masked[from..].find('[').map(|offset| from + offset) {
        let close = masked[open..].find(']').map(|offset| open + offset + 1);
        match close.filter(|end| is_reference_mark(&masked[open + 1..end - 1])) {
            Some(end) => masked.replace_range(open..end, &" ".repeat(end - open)),
            None => from = open + 1,
        }
        from = from.max(open + 1);
    }
    masked
}

/// True for a number or a letter, with or without a label such as `note` before it.
fn is_reference_mark(inside: &str) -> bool {
    if inside == "citation needed" {
        return true;
    }
    let (_, label) = inside.rsplit_once(' ').unwrap_or(("", inside));
    let number = !label.is_empty() && label.len() <= 4 && label.bytes().all(|b| b.is_ascii_digit());
    let letter = label.len() == 1 && label.bytes().all(|b| b.is_ascii_lowercase());
    (number || letter) && inside.len() <= 12
}

/// Splits before a number. Unicode finds no boundary before a number that a lower-case word follows (`… in 2010. 25 grants
/// were …`), but a sentence may begin with one.
fn split_before_numbers((start, piece): (usize, &str)) -> Vec<(usize, &str)> {
    let stops = piece.match_indices(['.', '?', '!']);
    let starts = stops.filter_map(|(position, stop)| {
        let rest = piece[position + stop.len()..].trim_start_matches(['"', '\'', ')', '”', '’']);
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

/// True if a piece continues the sentence before it.
fn is_continuation(before: &str, piece: &str) -> bool {
    let before = before.trim_end();
    let piece = piece.trim_start();
    let is_punctuation = |text: &str| !text.contains(char::is_alphanumeric);
    piece.starts_with(char::is_lowercase)
        || is_punctuation(piece)
        || is_punctuation(before)
        || ends_in_abbreviation(before)
}

fn ends_in_abbreviation(before: &str) -> bool {
    let Some(without_stop) = before.strip_suffix('.') else {
        return false;
    };
    let is_boundary = |c: char| c.is_whitespace() || "(\"“[".contains(c);
    let mut words = without_stop.rsplit(is_boundary);
    let word = words.next().expect("splitting gives at least one part");
    let is_initial = |part: &str| part.chars().count() == 1 && part.contains(char::is_uppercase);
    let initials = word.split('.').all(is_initial);
    initials || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

fn trim(masked: &str, range: Range<usize>) -> Range<usize> {
    let piece = &masked[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}
