//! From lines to blocks: headings, rows of the infobox, list items, table rows and paragraphs.

use std::ops::Range;

use super::sentences::{split_sentences, whole_line};

/// A block of a document. Ranges are the sentences of a paragraph, in bytes of the text.
pub(super) enum Block {
    /// The heading between single `=`, which belongs to no section.
    Title,
    Heading(Heading),
    Infobox(Vec<Range<usize>>),
    Paragraph(Vec<Range<usize>>),
}

pub(super) struct Heading {
    pub level: u32,
    pub text: String,
}

/// The type of a line, with the part of it that is not markup.
enum Line {
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

/// Splits a text into blocks. The wrapped lines of a paragraph or list item form one block.
pub(super) fn split_blocks(text: &str) -> Vec<Block> {
    let mut reader = BlockReader {
        text,
        blocks: Vec::new(),
        open: None,
        in_list_item: false,
        in_infobox: false,
        headings: 0,
    };
    let mut in_table = false;
    for bytes in line_ranges(text) {
        reader.add_line(classify(text, bytes, &mut in_table));
    }
    reader.close();
    reader.blocks
}

struct BlockReader<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    /// The paragraph or list item that the next line may continue.
    open: Option<Range<usize>>,
    in_list_item: bool,
    in_infobox: bool,
    /// The number of section headings so far. The infobox comes before the first.
    headings: usize,
}

impl BlockReader<'_> {
    fn add_line(&mut self, line: Line) {
        if !matches!(line, Line::Text { .. } | Line::List(_)) {
            self.close();
        }
        match line {
            Line::Blank => self.in_infobox = false,
            Line::Markup => {}
            Line::Infobox(_) if self.headings == 0 => self.in_infobox = true,
            Line::Infobox(bytes) => self.add_line(Line::Text {
                bytes,
                indented: false,
            }),
            Line::Heading(heading) => self.heading(heading),
            Line::Row(bytes) => {
                let sentence = whole_line(self.text, bytes);
                self.blocks.push(Block::Paragraph(sentence));
            }
            Line::List(bytes) if self.in_infobox => {
                let sentence = whole_line(self.text, bytes);
                self.blocks.push(Block::Infobox(sentence));
            }
            Line::List(bytes) => {
                self.close();
                self.in_list_item = true;
                self.open = Some(bytes);
            }
            Line::Text { bytes, indented } => self.text_line(bytes, indented),
        }
    }

    fn heading(&mut self, mut heading: Heading) {
        self.in_infobox = false;
        let has_title = self.blocks.iter().any(|b| matches!(b, Block::Title));
        if heading.level == 1 && self.headings == 0 && !has_title {
            self.blocks.push(Block::Title);
        } else {
            self.headings += 1;
            heading.level = heading.level.max(2);
            self.blocks.push(Block::Heading(heading));
        }
    }

    fn text_line(&mut self, bytes: Range<usize>, indented: bool) {
        self.in_infobox = false;
        match &mut self.open {
            Some(open) if !self.in_list_item || indented => open.end = bytes.end,
            _ => {
                self.close();
                self.in_list_item = false;
                self.open = Some(bytes);
            }
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let sentences = split_sentences(self.text, open);
        if !sentences.is_empty() {
            self.blocks.push(Block::Paragraph(sentences));
        }
    }
}

/// The byte ranges of the lines, without line endings (LF, CRLF or CR) and byte order mark.
fn line_ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
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

fn classify(text: &str, bytes: Range<usize>, in_table: &mut bool) -> Line {
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
    if let Some(heading) = heading(trimmed) {
        return Line::Heading(heading);
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

/// `== text ==`. The level is the smaller number of `=` of the two sides; a line of `=` alone is markup.
fn heading(trimmed: &str) -> Option<Heading> {
    let left = trimmed.len() - trimmed.trim_start_matches('=').len();
    let right = trimmed.len() - trimmed.trim_end_matches('=').len();
    let level = left.min(right);
    if level == 0 || left == trimmed.len() {
        return None;
    }
    let words = trimmed[level..trimmed.len() - level].split_whitespace();
    let text = words.collect::<Vec<_>>().join(" ");
    // A level is compared with others and nothing more, so a line of 4 GiB may have the highest.
    let level = u32::try_from(level).unwrap_or(u32::MAX);
    (!text.is_empty()).then_some(Heading { level, text })
}

/// The length of a list marker and the white space around it: `- `, `* ` or `-- `, at any depth.
fn list_marker(line: &str) -> Option<usize> {
    let trimmed = line.trim_start();
    let item = trimmed.trim_start_matches(['-', '*']);
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
