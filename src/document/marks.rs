//! Marks of footnotes and editors: `[1]`, `[a]`, `[note 2]`, `[1]:23`, `[citation needed]`. They are no part of the sentence
//! that they stand in.
//!
//! Superscript digits are text: more of them are units (`km²`) than marks.

use std::collections::HashSet;
use std::ops::Range;

use super::editor_marks::is_editor_mark;
use crate::values::invisible::is_invisible;

/// A mark with its brackets and the page numbers behind them.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// In bytes of the text.
    pub bytes: Range<usize>,
    /// The footnotes that it refers to; none for the mark of an editor.
    pub labels: Vec<String>,
}

/// The length of the longest mark, in bytes. No closing bracket is looked for beyond it, so that the time stays linear.
const MAX_MARK: usize = 64;
/// The groups of footnotes that are numbered on their own, as in `[note 2]`.
const GROUPS: &[&str] = &[
    "note",
    "notes",
    "nb",
    "n",
    "n.",
    "fn",
    "fn.",
    "footnote",
    "ref",
    "ref.",
    "annot",
    "lower-alpha",
    "upper-alpha",
    "lower-roman",
    "upper-roman",
    "lower-greek",
    "decimal",
    "anm.",
    "nota",
    "nt",
];
/// The most numbers that a range such as `[3–7]` stands for.
const MAX_RANGE: u32 = 50;

/// The content of the brackets.
enum Inside {
    /// `1`, `1, 3`, `2–4` or `note 2`: always a mark.
    Numbers(Vec<String>),
    /// Letters, which may as well be an editor's insertion: `nation[s]`, `[A] friend`.
    Letters(String),
    Editor,
}

/// Finds the marks of a text. `known` has the marks of the footnotes that the document lists.
pub(super) fn find_marks(text: &str, known: &HashSet<String>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut seen = SeenLetters::default();
    let mut from = 0;
    while let Some(open) = text[from..].find('[').map(|offset| from + offset) {
        from = open + 1;
        let Some(close) = closing_bracket(text, open) else {
            continue;
        };
        let mut end = close + 1;
        let labels = match read_inside(&text[open + 1..close]) {
            Some(Inside::Numbers(labels)) => {
                end += page_numbers(&text[end..]);
                labels
            }
            Some(Inside::Editor) => Vec::new(),
            Some(Inside::Letters(label)) => {
                let is_in_order = known.contains(&label) || seen.is_next(&label);
                let is_mark = match Place::of(text, open, marks.last()) {
                    Place::AfterWord => is_in_order,
                    Place::AfterPunctuation => true,
                    Place::Apart => false,
                };
                let next = text[end..].chars().find(|next| !is_invisible(*next));
                if !is_mark || next.is_some_and(char::is_alphanumeric) {
                    continue;
                }
                seen.add(&label);
                vec![label]
            }
            None => continue,
        };
        marks.push(Mark {
            bytes: open..end,
            labels,
        });
        from = end;
    }
    marks
}

/// The marks that begin in a part of the text.
pub(super) fn marks_in(marks: &[Mark], bytes: Range<usize>) -> &[Mark] {
    let from = marks.partition_point(|mark| mark.bytes.start < bytes.start);
    let to = marks.partition_point(|mark| mark.bytes.start < bytes.end);
    &marks[from..to.max(from)]
}

/// The label of a line of a list of footnotes, `[1] text`, and the length of the mark. There, any label is one.
pub(super) fn leading_mark(line: &str) -> Option<(String, usize)> {
    let start = line.len()
        - line
            .trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c))
            .len();
    let close = closing_bracket(line, start).filter(|_| line[start..].starts_with('['))?;
    match read_inside(&line[start + 1..close])? {
        Inside::Numbers(labels) if labels.len() == 1 => Some((labels.concat(), close + 1)),
        Inside::Letters(label) => Some((label, close + 1)),
        _ => None,
    }
}

/// The position of the bracket that closes the one at `open`, with no other one between them.
fn closing_bracket(text: &str, open: usize) -> Option<usize> {
    let window = text.as_bytes()[open..].iter().take(MAX_MARK).skip(1);
    let found = window
        .take_while(|byte| **byte != b'[')
        .position(|byte| *byte == b']');
    found.map(|offset| open + 1 + offset)
}

fn read_inside(inside: &str) -> Option<Inside> {
    let visible: String = inside.chars().filter(|c| !is_invisible(*c)).collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    let inside = words.join(" ");
    if is_editor_mark(&inside) {
        return Some(Inside::Editor);
    }
    if let [group, label] = words[..] {
        let is_group = GROUPS.contains(&group.to_lowercase().as_str());
        if is_group && (is_number(label) || is_letters(label)) {
            return Some(Inside::Numbers(vec![inside]));
        }
    }
    if is_letters(&inside) {
        return Some(Inside::Letters(inside));
    }
    let mut labels = Vec::new();
    for part in inside.split([',', ';']) {
        labels.extend(read_range(part.trim())?);
    }
    Some(Inside::Numbers(labels))
}

/// `3`, or `3–5` as its three numbers.
fn read_range(part: &str) -> Option<Vec<String>> {
    if is_number(part) {
        return Some(vec![part.to_owned()]);
    }
    let (first, last) = part.split_once(['-', '–'])?;
    let (first, last): (u32, u32) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    let is_range = first > 0 && first < last && last - first < MAX_RANGE && last < 1000;
    is_range.then(|| (first..=last).map(|number| number.to_string()).collect())
}

/// Four digits are a year that an editor added, not a footnote.
fn is_number(label: &str) -> bool {
    (1..=3).contains(&label.chars().count()) && label.chars().all(char::is_numeric)
}

/// One letter, two as they follow `z`, or a small Roman number.
fn is_letters(label: &str) -> bool {
    let is_ascii = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_ascii && (rank(label).is_some() || roman(label).is_some())
}

/// The place of a letter in the alphabet, from 1; `aa` follows `z`.
fn rank(label: &str) -> Option<u32> {
    let place = |byte: u8| u32::from(byte.to_ascii_lowercase() - b'a') + 1;
    match *label.as_bytes() {
        [letter] => Some(place(letter)),
        [first @ b'a', second] if second.is_ascii_lowercase() => {
            Some(place(first) * 26 + place(second))
        }
        _ => None,
    }
}

/// The value of a Roman number below 40.
fn roman(label: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let lower = label.to_ascii_lowercase();
    let is_uniform = label == lower || label == label.to_ascii_uppercase();
    let ones = lower.trim_start_matches('x');
    let tens = lower.len() - ones.len();
    let ones = ONES.iter().position(|digit| *digit == ones)?;
    let value = u32::try_from(tens * 10 + ones).ok()?;
    (is_uniform && tens <= 3 && value > 0).then_some(value)
}

/// The letters that have been marks so far. They come in their order, which tells `[b]` from the ending of `nation[s]`.
#[derive(Default)]
struct SeenLetters {
    lower: u32,
    upper: u32,
    roman: u32,
}

impl SeenLetters {
    fn is_next(&self, label: &str) -> bool {
        let is_lower = label.starts_with(|c: char| c.is_ascii_lowercase());
        let letters = if is_lower { self.lower } else { self.upper };
        rank(label).is_some_and(|rank| rank <= letters + 1)
            || roman(label).is_some_and(|value| value <= self.roman + 1)
    }

    fn add(&mut self, label: &str) {
        let is_lower = label.starts_with(|c: char| c.is_ascii_lowercase());
        let letters = if is_lower {
            &mut self.lower
        } else {
            &mut self.upper
        };
        if let Some(rank) = rank(label).filter(|rank| *rank <= *letters + 1) {
            *letters = rank.max(*letters);
        }
        if let Some(value) = roman(label).filter(|value| *value <= self.roman + 1) {
            self.roman = value.max(self.roman);
        }
    }
}

/// The place in which a mark of letters stands.
enum Place {
    AfterWord,
    /// Behind punctuation or another mark.
    AfterPunctuation,
    /// At the start, after white space or after an opening bracket or quotation mark.
    Apart,
}

impl Place {
    fn of(text: &str, open: usize, last_mark: Option<&Mark>) -> Self {
        let before = &text[..open];
        if last_mark.is_some_and(|mark| mark.bytes.end == before.trim_end().len()) {
            return Self::AfterPunctuation;
        }
        let mut signs = before.chars().rev().filter(|c| !is_invisible(*c));
        match signs.next() {
            Some(last) if last.is_alphanumeric() => Self::AfterWord,
            Some('"' | '\'') if signs.next().is_none_or(is_apart) => Self::Apart,
            Some(last) if !is_apart(last) => Self::AfterPunctuation,
            _ => Self::Apart,
        }
    }
}

fn is_apart(sign: char) -> bool {
    sign.is_whitespace() || "([{“‘«‹„「『|".contains(sign)
}

/// The length of the page numbers behind a mark: `:23`, `: 23–25`, `: p. 4`.
fn page_numbers(rest: &str) -> usize {
    let Some(pages) = rest.strip_prefix(':') else {
        return 0;
    };
    let pages = pages
        .strip_prefix([' ', '\u{a0}', '\u{202f}'])
        .unwrap_or(pages);
    let prefixes = ["pp. ", "p. ", "pp.", "p."];
    let digits = prefixes
        .iter()
        .find_map(|prefix| pages.strip_prefix(prefix))
        .unwrap_or(pages);
    let is_page = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ',');
    let end = digits
        .chars()
        .take(MAX_MARK)
        .take_while(|c| is_page(*c))
        .map(char::len_utf8)
        .sum();
    let numbers = digits[..end].trim_end_matches(['-', '–', ',']);
    let is_short = numbers
        .split(['-', '–', ','])
        .all(|page| (1..=4).contains(&page.len()));
    if is_short {
        rest.len() - digits.len() + numbers.len()
    } else {
        0
    }
}
