//! Footnotes: the lines `[1] text` of a section such as `References`.

use std::collections::HashSet;
use std::ops::Range;

use super::marks::{find_marks, leading_mark};
use super::visible::Visible;

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The mark by which sentences refer to it, without brackets.
    pub mark: String,
    /// The description of the work, without its address. Some documents leave it empty.
    pub text: String,
    pub address: Option<String>,
}

/// The names of sections that list footnotes, in lower case.
const SECTIONS: &[&str] = &[
    "references",
    "reference",
    "notes",
    "footnotes",
    "endnotes",
    "citations",
    "notes and references",
    "references and notes",
    "explanatory notes",
    "sources and notes",
    "einzelnachweise",
    "anmerkungen",
    "fußnoten",
    "références",
    "notes et références",
    "referencias",
    "notas",
    "notas y referencias",
    "referências",
    "note",
    "примечания",
    "przypisy",
    "noter",
    "виноски",
    "примітки",
];
/// The signs before the links that lead from a footnote back to its marks.
const BACKLINKS: [char; 2] = ['^', '↑'];

/// Returns true for a heading of a section that lists footnotes.
pub(super) fn is_reference_section(heading: &str) -> bool {
    SECTIONS.contains(&heading.trim().to_lowercase().as_str())
}

/// The mark of a line `[1] text` or `1. ^ text`, and the part of the line behind it.
pub(super) fn reference_line(text: &str, line: Range<usize>) -> Option<(String, Range<usize>)> {
    let content = text[line.clone()]
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '#'));
    let start = line.end - content.len();
    if let Some((mark, length)) = leading_mark(content) {
        return Some((mark, start + length..line.end));
    }
    let (number, rest) = content.split_once('.')?;
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let has_backlink = rest.trim_start().starts_with(BACKLINKS);
    (is_number && has_backlink).then(|| (number.to_owned(), line.end - rest.len()..line.end))
}

impl Reference {
    /// True if it describes a work in the same words and with the same address, as far as they are known.
    pub fn names(&self, text: Option<&str>, address: Option<&str>) -> bool {
        let is_same = |text: &str| text.split_whitespace().eq(self.text.split_whitespace());
        text.is_none_or(is_same) && address.is_none_or(|one| self.address.as_deref() == Some(one))
    }

    /// `bytes` is the text behind the mark.
    pub(super) fn new(mark: String, text: &str, bytes: Range<usize>) -> Self {
        let own = &text[bytes];
        let marks = find_marks(own, &HashSet::new());
        let visible = Visible::new(own, 0..own.len(), &marks).text;
        let description = without_backlinks(visible.trim());
        let (text, address) = split_address(description);
        Self {
            mark,
            text,
            address,
        }
    }
}

/// Leaves out `^`, `^ a b` and `^ Jump up to: a b` at the start.
fn without_backlinks(text: &str) -> &str {
    let Some(rest) = text.strip_prefix(BACKLINKS) else {
        return text;
    };
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("Jump up").map_or(rest, |rest| {
        rest.trim_start()
            .trim_start_matches("to")
            .trim_start_matches([':', '^', ' '])
    });
    let mut after = rest;
    for (letter, count) in ('a'..='z').zip(1..) {
        let next = after.strip_prefix(letter);
        let Some(next) = next.filter(|next| next.is_empty() || next.starts_with(' ')) else {
            // One letter may be the article of a title: a single backlink has none.
            return if count > 2 { after } else { rest };
        };
        after = next.trim_start();
    }
    after
}

/// The first address of a text, and the text without it.
fn split_address(text: &str) -> (String, Option<String>) {
    let lower = text.to_ascii_lowercase();
    let starts = ["http://", "https://"]
        .into_iter()
        .filter_map(|scheme| lower.find(scheme));
    let Some(start) = starts.min() else {
        return (text.trim().to_owned(), None);
    };
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | '»');
    let length = text[start..].find(ends).unwrap_or(text.len() - start);
    let address = trim_address(&text[start..start + length]);
    let before = text[..start].trim_end();
    let after = text[start + address.len()..].trim_start();
    let brackets = [('(', ')'), ('[', ']'), ('<', '>')];
    let brackets = brackets.into_iter().find_map(|(opening, closing)| {
        before
            .strip_suffix(opening)
            .zip(after.strip_prefix(closing))
    });
    let (before, after) = brackets.unwrap_or((before, after));
    let before = before.trim_end_matches([',', ';', ':', '–', '—', ' ']);
    let separator = if after.starts_with(['.', ',', ';', ':', ')']) || before.is_empty() {
        ""
    } else {
        " "
    };
    let rest = [before, separator, after.trim_start()].concat();
    let rest = rest.trim_matches([',', ';', ':', ' ']);
    let rest = if rest == "." { "" } else { rest };
    (rest.to_owned(), Some(address.to_owned()))
}

/// Leaves out the punctuation behind an address, and the closing brackets that it does not open.
fn trim_address(address: &str) -> &str {
    let count = |bracket: char| address.matches(bracket).count();
    let mut unopened = [('(', ')'), ('[', ']')]
        .map(|(opening, closing)| (closing, count(closing).saturating_sub(count(opening))));
    let unneeded = |last: char| {
        let unopened = unopened
            .iter_mut()
            .find(|(closing, left)| *closing == last && *left > 0);
        let is_unopened = unopened.map(|(_, left)| *left -= 1).is_some();
        is_unopened || matches!(last, '.' | ',' | ';' | ':' | '!' | '\'' | '’')
    };
    address.trim_end_matches(unneeded)
}
