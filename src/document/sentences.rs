//! From paragraphs to sentences: Unicode's boundaries, less the false ones after initials and abbreviations.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Words after whose full stop a sentence rarely ends. Those that end one as often (`etc.`, `Inc.`) are left out.
const ABBREVIATIONS: &[&str] = &[
    "adm", "approx", "art", "aug", "brig", "c", "ca", "capt", "cf", "ch", "cmdr", "col", "dec",
    "dept", "dr", "e.g", "ed", "eds", "est", "feb", "fig", "fr", "ft", "gen", "gov", "hon", "i.e",
    "jan", "jul", "jun", "lt", "maj", "mar", "messrs", "mr", "mrs", "ms", "mt", "no", "nos", "nov",
    "oct", "op", "p", "par", "pp", "pres", "prof", "rep", "rev", "sec", "sen", "sep", "sept",
    "sgt", "st", "sts", "v", "vol", "vs",
];

/// The sentences of a paragraph, in bytes of `text`, without the white space and reference marks around them.
pub(super) fn sentences(text: &str, paragraph: Range<usize>) -> Vec<Range<usize>> {
    let (spaced, origin) = single_spaced(&mask(&text[paragraph.clone()]));
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, piece) in spaced
        .split_sentence_bound_indices()
        .flat_map(split_before_numbers)
    {
        let end = start + piece.len();
        match found.last_mut() {
            Some(last) if belongs_together(&spaced[last.clone()], piece) => last.end = end,
            _ => found.push(start..end),
        }
    }
    let trimmed = found
        .into_iter()
        .map(|range| trim(&spaced, range))
        .filter(|range| !range.is_empty());
    trimmed
        .map(|r| paragraph.start + origin[r.start]..paragraph.start + origin[r.end - 1] + 1)
        .collect()
}

/// The text with every run of white space made one space, and for each of its bytes the byte it was. Long runs would cost
/// their length again and again.
fn single_spaced(text: &str) -> (String, Vec<usize>) {
    let mut spaced = String::with_capacity(text.len());
    let mut origin = Vec::with_capacity(text.len());
    for (at, sign) in text.char_indices() {
        if !sign.is_whitespace() {
            spaced.push(sign);
            origin.extend(at..at + sign.len_utf8());
        } else if !spaced.ends_with(' ') {
            spaced.push(' ');
            origin.push(at);
        }
    }
    (spaced, origin)
}

/// A line that is one sentence as it stands: an infobox entry, a row of a table.
pub(super) fn whole(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let masked = mask(&text[line.clone()]);
    let range = trim(&masked, 0..masked.len());
    let found = (!range.is_empty()).then(|| line.start + range.start..line.start + range.end);
    found.into_iter().collect()
}

/// The paragraph with line ends and reference marks (`[1]`, `[a]`, `[note 3]`) made spaces, byte for byte, so that they
/// neither end a sentence nor stand at its end.
fn mask(paragraph: &str) -> String {
    let mut masked = paragraph.replace(['\n', '\r'], " ");
    let mut from = 0;
    while let Some(open) = masked[from..].find('[').map(|at| from + at) {
        let close = masked[open..].find(']').map(|at| open + at + 1);
        match close.filter(|end| is_mark(&masked[open + 1..end - 1])) {
            Some(end) => masked.replace_range(open..end, &" ".repeat(end - open)),
            None => from = open + 1,
        }
        from = from.max(open + 1);
    }
    masked
}

/// A number or a letter, with a word such as `note` before it at most.
fn is_mark(inside: &str) -> bool {
    if inside == "citation needed" {
        return true;
    }
    let label = inside.rsplit(' ').next().unwrap_or_default();
    let number = !label.is_empty() && label.len() <= 4 && label.bytes().all(|b| b.is_ascii_digit());
    let letter = label.len() == 1 && label.bytes().all(|b| b.is_ascii_lowercase());
    (number || letter) && inside.len() <= 12
}

/// Unicode joins a full stop to a number that words in small letters follow (`… in 2010. 25 grants were …`); a sentence may
/// well begin with one.
fn split_before_numbers((start, piece): (usize, &str)) -> Vec<(usize, &str)> {
    let stops = piece
        .match_indices(['.', '?', '!'])
        .map(|(at, stop)| at + stop.len());
    let begins = stops.filter_map(|after| {
        let rest = piece[after..].trim_start_matches(['"', '\'', ')', '”', '’']);
        let next = rest.trim_start();
        let number = next.starts_with(|c: char| c.is_ascii_digit() || "$€£¥".contains(c));
        (next.len() < rest.len() && number).then_some(piece.len() - next.len())
    });
    let cuts: Vec<usize> = std::iter::once(0)
        .chain(begins)
        .chain([piece.len()])
        .collect();
    cuts.windows(2)
        .map(|cut| (start + cut[0], &piece[cut[0]..cut[1]]))
        .collect()
}

fn belongs_together(before: &str, piece: &str) -> bool {
    let before = before.trim_end();
    let piece = piece.trim_start();
    let no_words = |text: &str| !text.contains(char::is_alphanumeric);
    piece.starts_with(char::is_lowercase)
        || no_words(piece)
        || no_words(before)
        || ends_in_abbreviation(before)
}

fn ends_in_abbreviation(before: &str) -> bool {
    let Some(without_stop) = before.strip_suffix('.') else {
        return false;
    };
    let word = without_stop
        .rsplit(|c: char| c.is_whitespace() || "(\"“[".contains(c))
        .next()
        .unwrap_or_default();
    let initials = word
        .split('.')
        .all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    initials || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

fn trim(masked: &str, range: Range<usize>) -> Range<usize> {
    let piece = &masked[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}
