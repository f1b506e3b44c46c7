//! The running text of an element: of a heading, a cell or a footnote.

use scraper::ElementRef;

use super::element::{is_block, name, nodes_below};
use super::notes::Notes;
use super::page_kind::PageKind;
use super::parts::left_out_part;
use super::walk::{Visit, Visitor, walk};
use crate::document::import::inline_text::InlineText;
use crate::document::import::left_out::{LeftOut, Part};

/// The bytes of a part that is left out from which its first words are taken.
const EXCERPT: usize = 300;

/// A page and what is known of it before its text is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page<'p> {
    pub kind: PageKind,
    pub notes: &'p Notes,
    /// A block with more text than this, in bytes, is the article's, whatever its class says.
    pub longest_part: usize,
}

impl Page<'_> {
    /// The type of part that an element is, if it is none of the article's text.
    pub fn left_out_part(&self, element: ElementRef<'_>) -> Option<Part> {
        left_out_part(element, self.kind, self.longest_part)
    }

    /// Treats an element that is no running text: a part to leave out, or a mark. `None` for all others.
    pub fn open_inline(
        &self,
        element: ElementRef<'_>,
        text: &mut InlineText,
        left_out: &mut LeftOut,
    ) -> Option<Visit> {
        if let Some(mark) = self.notes.mark(element) {
            text.push_mark(mark);
            return Some(Visit::Skip);
        }
        let part = self.left_out_part(element)?;
        text.leave_out();
        leave_out(element, part, left_out);
        Some(Visit::Skip)
    }
}

/// Counts a part that is left out. One without any text, such as a hidden placeholder, is not worth a line.
pub(super) fn leave_out(element: ElementRef<'_>, part: Part, left_out: &mut LeftOut) {
    let text = excerpt(element);
    let is_seen = matches!(
        part,
        Part::Picture | Part::Media | Part::Formula | Part::Form
    );
    let is_script = matches!(name(element), "script" | "style" | "noscript");
    if is_seen || is_script || text.contains(char::is_alphanumeric) {
        left_out.add(part, &text);
    }
}

/// The first words of an element.
pub(super) fn excerpt(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for part in nodes_below(*element).filter_map(|node| node.value().as_text()) {
        text.push_str(part.trim());
        text.push(' ');
        if text.len() > EXCERPT {
            break;
        }
    }
    text
}

/// The way in which lines and blocks within a running text are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Space,
    Semicolon,
}

/// The running text of an element, its blocks in one line.
pub(super) fn inline_text(
    element: ElementRef<'_>,
    page: Page<'_>,
    separator: Separator,
    left_out: &mut LeftOut,
) -> String {
    let mut reader = InlineReader {
        page,
        separator,
        left_out,
        text: InlineText::default(),
    };
    walk(element, &mut reader);
    reader.text.take()
}

struct InlineReader<'r> {
    page: Page<'r>,
    separator: Separator,
    left_out: &'r mut LeftOut,
    text: InlineText,
}

impl InlineReader<'_> {
    fn boundary(&mut self, element: ElementRef<'_>) {
        let is_line = name(element) == "br" || is_block(element);
        if is_line && self.separator == Separator::Semicolon {
            self.text.separate();
        } else if is_line {
            self.text.push_space();
        }
    }
}

impl<'a> Visitor<'a> for InlineReader<'_> {
    fn open(&mut self, element: ElementRef<'a>) -> Visit {
        let visit = self
            .page
            .open_inline(element, &mut self.text, self.left_out);
        if let Some(visit) = visit {
            return visit;
        }
        self.boundary(element);
        if name(element) == "q" {
            self.text.push("\"");
        }
        Visit::Descend
    }

    fn text(&mut self, text: &'a str) {
        self.text.push(text);
    }

    fn close(&mut self, element: ElementRef<'a>) {
        self.boundary(element);
        if name(element) == "q" {
            self.text.push("\"");
        }
    }
}
