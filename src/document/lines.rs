//! The lines of a text and their types.

use std::ops::Range;

use crate::values::invisible::is_invisible;

/// The longest heading, in characters. Longer lines between `=` are text: a heading is part of every pointer below it.
const MAX_HEADING: usize = 200;
/// The lowest level of a heading that wikis know.
const MAX_LEVEL: usize = 6;
/// The signs of bulleted lists. A wiki numbers the items of `#`, which `ordered_lists` tells from headings of Markdown.
const BULLETS: [char; 7] = ['-', '*', '•', '◦', '▪', '‣', '●'];

/// The type of a line, with the part of it that is not markup.
pub(super) enum Line {
    Blank,
    Heading(Heading),
    /// `Infobox` on a line of its own.
    Infobox(Range<usize>),
    List(Range<usize>),
    /// A row of a table: a paragraph of one sentence, because cells are not prose.
    Row(Range<usize>),
    /// Markup without text: table frames, rules.
    Markup,
    Text {
        bytes: Range<usize>,
        indented: bool,
    },
}

pub(super) struct Heading {
    pub level: u32,
    /// The part between the `=`.
    pub bytes: Range<usize>,
}

/// The byte ranges of the lines, without line endings (LF, CRLF or CR) and byte order mark.
pub(super) fn line_ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.len() - body.len();
    let lines = body.split_inclusive(['\n', '\r']);
    let lines = lines.scan(start, |position, line| {
        let range = *position..*position + line.len();
        *position = range.end;
        Some(range)
    });
    let after_cr = move |byte: usize| byte > start && text.as_bytes()[byte - 1] == b'\r';
    // The LF of a CRLF is not a line of its own.
    let lines = lines.filter(move |range| !(&text[range.clone()] == "\n" && after_cr(range.start)));
    lines.map(|Range { start, end }| {
        start..start + text[start..end].trim_end_matches(['\n', '\r']).len()
    })
}

/// `item` is the length of the number of an ordered list at the start of the line, if it has one.
pub(super) fn classify(
    text: &str,
    bytes: Range<usize>,
    item: Option<usize>,
    in_table: &mut bool,
) -> Line {
    let line = &text[bytes.clone()];
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return Line::Blank;
    }
    if trimmed.starts_with("{|") || trimmed.starts_with("|}") {
        *in_table = trimmed.starts_with("{|");
        return Line::Markup;
    }
    if trimmed.starts_with('|') || (*in_table && trimmed.starts_with('!')) {
        return row(text, bytes);
    }
    if let Some(heading) = heading(text, &bytes) {
        return Line::Heading(heading);
    }
    if trimmed == "Infobox" {
        return Line::Infobox(bytes);
    }
    if !trimmed.contains(char::is_alphanumeric) {
        return Line::Markup;
    }
    match item.or_else(|| bullet(line)) {
        Some(marker) => Line::List(bytes.start + marker..bytes.end),
        None => Line::Text {
            indented: line.starts_with([' ', '\t']),
            bytes,
        },
    }
}

/// `== text ==`. The level is the smaller number of `=` of the two sides; a line of `=` alone is markup.
fn heading(text: &str, bytes: &Range<usize>) -> Option<Heading> {
    let line = &text[bytes.clone()];
    let trimmed = line.trim();
    let left = trimmed.len() - trimmed.trim_start_matches('=').len();
    let right = trimmed.len() - trimmed.trim_end_matches('=').len();
    let level = left.min(right);
    if level == 0 || left == trimmed.len() {
        return None;
    }
    let name = trimmed[level..trimmed.len() - level].trim();
    let is_visible = name.contains(|c: char| !is_invisible(c));
    if !is_visible || name.chars().nth(MAX_HEADING).is_some() {
        return None;
    }
    let start = bytes.start + (line.len() - line.trim_start().len()) + level;
    let level = level.min(MAX_LEVEL);
    Some(Heading {
        level: u32::try_from(level).expect("a level is at most six"),
        bytes: start..bytes.start + line.trim_end().len() - right.min(left),
    })
}

/// The length of a list marker and the white space around it: `- `, `* ` or `-- `, at any depth.
fn bullet(line: &str) -> Option<usize> {
    let trimmed = line.trim_start();
    let item = trimmed.trim_start_matches(BULLETS);
    let has_marker = item.len() < trimmed.len() && item.starts_with([' ', '\t']);
    has_marker.then(|| line.len() - item.trim_start().len())
}

fn row(text: &str, bytes: Range<usize>) -> Line {
    let line = &text[bytes.clone()];
    let is_frame = |c: char| c.is_whitespace() || matches!(c, '|' | '!' | '-' | '+');
    let start = bytes.start + (line.len() - line.trim_start_matches(is_frame).len());
    let end = bytes.start + line.trim_end_matches(is_frame).len();
    let has_text = start < end && text[start..end].contains(char::is_alphanumeric);
    if has_text {
        Line::Row(start..end)
    } else {
        Line::Markup
    }
}
