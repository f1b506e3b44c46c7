//! From lines to blocks: which lines are headings, infobox rows, list lines, table rows and paragraphs.

use std::ops::Range;

use super::sentences::{sentences, whole};

/// A piece of a document, in the order of the text. Ranges are the sentences of a paragraph, in bytes.
pub(super) enum Block {
    /// The heading between single `=`, which is above all sections.
    Title,
    Heading {
        level: u32,
        text: String,
    },
    Infobox(Vec<Range<usize>>),
    Paragraph(Vec<Range<usize>>),
}

/// What one line is, with the part of it that is not markup.
enum Line {
    Blank,
    Heading {
        level: u32,
        text: String,
    },
    /// The word `Infobox` on a line of its own.
    Infobox(Range<usize>),
    List(Range<usize>),
    /// A row of a table: a paragraph of one sentence, as cells are not prose.
    Row(Range<usize>),
    /// Markup without words: table frames, rules.
    Markup,
    Text {
        bytes: Range<usize>,
        indented: bool,
    },
}

/// Cuts a text into blocks. Wrapped lines of one paragraph or list item belong together.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader {
        text,
        blocks: Vec::new(),
        open: None,
        infobox: false,
        headings: 0,
    };
    let mut table = false;
    for bytes in line_ranges(text) {
        let line = classify(text, bytes, &mut table);
        reader.take(line);
    }
    reader.close();
    reader.blocks
}

struct Reader<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    /// The paragraph or list item that the next line may continue.
    open: Option<Open>,
    /// Inside the infobox block.
    infobox: bool,
    /// Section headings so far: an infobox stands before the first.
    headings: usize,
}

struct Open {
    bytes: Range<usize>,
    list: bool,
}

impl Reader<'_> {
    fn take(&mut self, line: Line) {
        if !matches!(line, Line::Text { .. } | Line::List(_)) {
            self.close();
        }
        match line {
            Line::Blank => self.infobox = false,
            Line::Markup => {}
            Line::Infobox(_) if self.headings == 0 => self.infobox = true,
            Line::Infobox(bytes) => self.text_line(bytes, false),
            Line::Heading { level, text } => self.heading(level, text),
            Line::Row(bytes) => self.blocks.push(Block::Paragraph(whole(self.text, bytes))),
            Line::List(bytes) if self.infobox => {
                self.blocks.push(Block::Infobox(whole(self.text, bytes)))
            }
            Line::List(bytes) => {
                self.close();
                self.open = Some(Open { bytes, list: true });
            }
            Line::Text { bytes, indented } => self.text_line(bytes, indented),
        }
    }

    fn heading(&mut self, level: u32, text: String) {
        self.infobox = false;
        let first = self.headings == 0 && !self.blocks.iter().any(|b| matches!(b, Block::Title));
        if level == 1 && first {
            self.blocks.push(Block::Title);
        } else {
            self.headings += 1;
            self.blocks.push(Block::Heading {
                level: level.max(2),
                text,
            });
        }
    }

    fn text_line(&mut self, bytes: Range<usize>, indented: bool) {
        self.infobox = false;
        match &mut self.open {
            Some(open) if !open.list || indented => open.bytes.end = bytes.end,
            _ => {
                self.close();
                self.open = Some(Open { bytes, list: false });
            }
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let found = sentences(self.text, open.bytes);
        if !found.is_empty() {
            self.blocks.push(Block::Paragraph(found));
        }
    }
}

/// The byte ranges of the lines, without their ends (LF, CRLF or CR); a byte order mark belongs to none.
fn line_ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let lines = text[start..]
        .split_inclusive(['\n', '\r'])
        .scan(start, |at, line| {
            let range = *at..*at + line.len();
            *at = range.end;
            Some(range)
        });
    let after_cr = move |at: usize| at > start && text.as_bytes()[at - 1] == b'\r';
    let own_line =
        lines.filter(move |range| !(&text[range.clone()] == "\n" && after_cr(range.start)));
    own_line.map(|range| {
        range.start..range.start + text[range.clone()].trim_end_matches(['\n', '\r']).len()
    })
}

fn classify(text: &str, bytes: Range<usize>, table: &mut bool) -> Line {
    let line = &text[bytes.clone()];
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return Line::Blank;
    }
    if trimmed.starts_with("{|") || trimmed.starts_with("|}") {
        *table = trimmed.starts_with("{|");
        return Line::Markup;
    }
    if trimmed.starts_with('|') || (*table && trimmed.starts_with('!')) {
        return row(text, bytes);
    }
    if let Some(heading) = heading(trimmed) {
        return heading;
    }
    if trimmed == "Infobox" {
        return Line::Infobox(bytes);
    }
    if !trimmed.contains(char::is_alphanumeric) {
        return Line::Markup;
    }
    match list_marker(line) {
        Some(marker) => Line::List(bytes.start + marker..bytes.end),
        None => Line::Text {
            indented: line.starts_with([' ', '\t']),
            bytes,
        },
    }
}

/// `== text ==`, with as many signs as both sides have; signs alone are markup.
fn heading(trimmed: &str) -> Option<Line> {
    let left = trimmed.len() - trimmed.trim_start_matches('=').len();
    let right = trimmed.len() - trimmed.trim_end_matches('=').len();
    let level = left.min(right);
    if level == 0 || left == trimmed.len() {
        return None;
    }
    let words = trimmed[level..trimmed.len() - level]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let level = u32::try_from(level).unwrap_or(u32::MAX);
    (!words.is_empty()).then_some(Line::Heading { level, text: words })
}

/// The length of a list marker with the white space around it: any depth of `- `, `* `, `-- `.
fn list_marker(line: &str) -> Option<usize> {
    let marker = line.trim_start();
    let words = marker.trim_start_matches(['-', '*']);
    let is_marker = words.len() < marker.len() && words.starts_with([' ', '\t']);
    is_marker.then(|| line.len() - words.trim_start().len())
}

fn row(text: &str, bytes: Range<usize>) -> Line {
    let line = &text[bytes.clone()];
    let frame = |c: char| c.is_whitespace() || matches!(c, '|' | '!' | '-' | '+');
    let start = bytes.start + (line.len() - line.trim_start_matches(frame).len());
    let end = bytes.start + line.trim_end_matches(frame).len();
    let has_words = start < end && text[start..end].contains(char::is_alphanumeric);
    if has_words {
        Line::Row(start..end)
    } else {
        Line::Markup
    }
}
