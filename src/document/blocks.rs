//! From lines to blocks: headings, rows of the infobox, list items, table rows, paragraphs and footnotes.

use std::ops::Range;

use super::lines::{Heading, Line, classify, line_ranges};
use super::ordered_lists::ordered_items;
use super::references::{is_reference_section, reference_line};

/// A block of a document. Ranges are in bytes of the text.
pub(super) enum Block {
    /// The heading between single `=`, which belongs to no section.
    Title(Range<usize>),
    Heading(Heading),
    Infobox(Range<usize>),
    /// A row of a table.
    Row(Range<usize>),
    Paragraph(Range<usize>),
    /// A footnote: its mark, and the text behind it.
    Reference(String, Range<usize>),
}

/// Splits a text into blocks. The wrapped lines of a paragraph or list item form one block.
pub(super) fn split_blocks(text: &str) -> Vec<Block> {
    let lines: Vec<Range<usize>> = line_ranges(text).collect();
    let items = ordered_items(text, &lines);
    let mut reader = BlockReader {
        text,
        blocks: Vec::new(),
        open: None,
        infobox: Infobox::None,
        headings: 0,
        reference_level: None,
    };
    let mut in_table = false;
    for (bytes, item) in lines.into_iter().zip(items) {
        let line = classify(text, bytes.clone(), item, &mut in_table);
        reader.add_line(line, bytes);
    }
    reader.close();
    reader.blocks
}

/// The block that the next line may continue.
enum Open {
    Paragraph(Range<usize>),
    ListItem(Range<usize>),
    Infobox(Range<usize>),
    Reference(String, Range<usize>),
}

#[derive(PartialEq)]
enum Infobox {
    None,
    /// After the line `Infobox`. Empty lines may precede the first row.
    Announced,
    Rows,
}

struct BlockReader<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    open: Option<Open>,
    infobox: Infobox,
    /// The number of section headings so far. The infobox comes before the first.
    headings: usize,
    /// The level of the heading of the section of footnotes that the lines are in.
    reference_level: Option<u32>,
}

impl BlockReader<'_> {
    /// `bytes` is the whole line.
    fn add_line(&mut self, line: Line, bytes: Range<usize>) {
        if !matches!(line, Line::Text { .. } | Line::List(_)) {
            self.close();
        } else if let Some((mark, bytes)) = self.reference(bytes.clone()) {
            self.close();
            self.open = Some(Open::Reference(mark, bytes));
            return;
        }
        match line {
            Line::Blank if self.infobox == Infobox::Announced => {}
            Line::Blank => self.infobox = Infobox::None,
            Line::Markup => {}
            Line::Infobox(_) if self.headings == 0 => self.infobox = Infobox::Announced,
            Line::Infobox(bytes) => self.text_line(bytes, false),
            Line::Heading(heading) => self.heading(heading),
            Line::Row(bytes) => self.blocks.push(Block::Row(bytes)),
            Line::List(bytes) => {
                self.close();
                let is_row = self.infobox != Infobox::None;
                self.open = Some(if is_row {
                    self.infobox = Infobox::Rows;
                    Open::Infobox(bytes)
                } else {
                    Open::ListItem(bytes)
                });
            }
            Line::Text { bytes, indented } => self.text_line(bytes, indented),
        }
    }

    fn reference(&self, line: Range<usize>) -> Option<(String, Range<usize>)> {
        self.reference_level?;
        reference_line(self.text, line)
    }

    fn heading(&mut self, mut heading: Heading) {
        self.infobox = Infobox::None;
        let has_title =
            self.headings > 0 || self.blocks.iter().any(|b| matches!(b, Block::Title(_)));
        if heading.level == 1 && !has_title {
            self.blocks.push(Block::Title(heading.bytes));
            return;
        }
        self.headings += 1;
        heading.level = heading.level.max(2);
        if self
            .reference_level
            .is_none_or(|level| heading.level <= level)
        {
            let lists_references = is_reference_section(&self.text[heading.bytes.clone()]);
            self.reference_level = lists_references.then_some(heading.level);
        }
        self.blocks.push(Block::Heading(heading));
    }

    fn text_line(&mut self, bytes: Range<usize>, indented: bool) {
        match &mut self.open {
            Some(Open::Paragraph(open)) => open.end = bytes.end,
            Some(Open::ListItem(open) | Open::Infobox(open) | Open::Reference(_, open))
                if indented =>
            {
                open.end = bytes.end;
            }
            _ => {
                self.infobox = Infobox::None;
                self.close();
                self.open = Some(Open::Paragraph(bytes));
            }
        }
    }

    fn close(&mut self) {
        let block = match self.open.take() {
            None => return,
            Some(Open::Paragraph(bytes) | Open::ListItem(bytes)) => Block::Paragraph(bytes),
            Some(Open::Infobox(bytes)) => Block::Infobox(bytes),
            Some(Open::Reference(mark, bytes)) => Block::Reference(mark, bytes),
        };
        self.blocks.push(block);
    }
}
