//! From the tree of a page to the blocks of its article.

use scraper::ElementRef;

use super::element::{has_class, is_block, name};
use super::footnotes::read_footnote;
use super::infobox::{is_infobox, read_infobox};
use super::inline::{Page, Separator, excerpt, inline_text, leave_out};
use super::lists::Lists;
use super::table::{is_layout, read_table};
use super::walk::{Visit, Visitor, walk};
use crate::document::import::article::{Article, Block};
use crate::document::import::inline_text::InlineText;
use crate::document::import::left_out::{LeftOut, Part};
use crate::document::import::render::infobox_line;

/// Reads the blocks of the article below `root`, whose title is known already.
pub(super) fn read_blocks(root: ElementRef<'_>, page: Page<'_>, title: Option<&str>) -> Article {
    let mut reader = BlockReader {
        page,
        title,
        article: Article::default(),
        left_out: LeftOut::default(),
        text: InlineText::default(),
        lists: Lists::default(),
        line_breaks: 0,
        footnote_headings: Vec::new(),
    };
    walk(root, &mut reader);
    reader.flush();
    reader.finish()
}

struct BlockReader<'r> {
    page: Page<'r>,
    title: Option<&'r str>,
    article: Article,
    left_out: LeftOut,
    /// The text of the block that the next words belong to.
    text: InlineText,
    lists: Lists,
    /// The `<br>` since the last word. Two of them end a paragraph.
    line_breaks: usize,
    /// The headings that footnotes stand under, by their position among the blocks.
    footnote_headings: Vec<usize>,
}

impl BlockReader<'_> {
    /// Ends the block under construction.
    fn flush(&mut self) {
        self.line_breaks = 0;
        let text = self.text.take();
        if !text.contains(char::is_alphanumeric) {
            return;
        }
        let block = match self.lists.item() {
            Some((depth, number)) => Block::ListItem {
                depth,
                number,
                text,
            },
            None => Block::Paragraph(text),
        };
        self.article.blocks.push(block);
    }

    fn line_break(&mut self) {
        self.line_breaks += 1;
        if self.line_breaks > 1 {
            self.flush();
        } else {
            self.text.push_space();
        }
    }

    fn heading(&mut self, element: ElementRef<'_>) {
        self.flush();
        let text = inline_text(element, self.page, Separator::Space, &mut self.left_out);
        let level = name(element)[1..].parse().unwrap_or(2).max(2);
        let is_title = |title: &str| title == text;
        let may_be_title = name(element) == "h1" || self.article.blocks.is_empty();
        if may_be_title && self.title.is_some_and(is_title) {
            return;
        }
        if text.contains(char::is_alphanumeric) {
            self.article.blocks.push(Block::Heading { level, text });
        }
    }

    fn table(&mut self, table: ElementRef<'_>) -> Visit {
        self.flush();
        let before_sections = !self
            .article
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Heading { .. }));
        if is_infobox(table) {
            let rows = read_infobox(table, self.page, &mut self.left_out);
            if before_sections {
                self.article.infobox.extend(rows);
            } else {
                let items = rows.iter().map(|row| Block::ListItem {
                    depth: 0,
                    number: None,
                    text: infobox_line(row),
                });
                self.article.blocks.extend(items);
            }
            return Visit::Skip;
        }
        if is_layout(table) {
            return Visit::Descend;
        }
        let rows = read_table(table, self.page, &mut self.left_out);
        self.article.blocks.extend(rows);
        Visit::Skip
    }

    /// Reads a footnote if an element is one, and passes over one that nothing refers to.
    fn footnote(&mut self, element: ElementRef<'_>) -> bool {
        let parent = element.parent().and_then(ElementRef::wrap);
        let in_list =
            name(element) == "li" && parent.is_some_and(|parent| has_class(parent, "references"));
        let Some(mark) = self.page.notes.block(element) else {
            return in_list;
        };
        self.flush();
        let footnote = read_footnote(element, mark, self.page, &mut self.left_out);
        self.article.footnotes.push(footnote);
        let is_heading = |block: &Block| matches!(block, Block::Heading { .. });
        self.footnote_headings
            .extend(self.article.blocks.iter().rposition(is_heading));
        true
    }

    /// Removes the headings that only footnotes stood under: these have a section of their own at the end.
    fn finish(mut self) -> Article {
        let mut kept: Vec<Block> = Vec::new();
        let mut next_level = 0;
        let blocks = self.article.blocks.into_iter().enumerate().rev();
        let mut is_above_removed = false;
        for (position, block) in blocks {
            let Block::Heading { level, .. } = &block else {
                (next_level, is_above_removed) = (usize::MAX, false);
                kept.push(block);
                continue;
            };
            let is_empty = next_level <= *level;
            let held_footnotes = self.footnote_headings.binary_search(&position).is_ok();
            if is_empty && (held_footnotes || is_above_removed) {
                is_above_removed = true;
                continue;
            }
            (next_level, is_above_removed) = (*level, false);
            kept.push(block);
        }
        kept.reverse();
        self.article.blocks = kept;
        self.article.left_out = self.left_out;
        self.article
    }
}

impl<'a> Visitor<'a> for BlockReader<'_> {
    fn open(&mut self, element: ElementRef<'a>) -> Visit {
        if self.footnote(element) {
            return Visit::Skip;
        }
        if let Some(visit) = self
            .page
            .open_inline(element, &mut self.text, &mut self.left_out)
        {
            return visit;
        }
        match name(element) {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.heading(element);
                return Visit::Skip;
            }
            "table" => return self.table(element),
            "br" => self.line_break(),
            "q" => self.text.push("\""),
            _ if is_block(element) => {
                self.flush();
                self.lists.open(element);
            }
            _ => {}
        }
        Visit::Descend
    }

    fn text(&mut self, text: &'a str) {
        if !text.trim().is_empty() {
            self.line_breaks = 0;
        }
        self.text.push(text);
    }

    fn close(&mut self, element: ElementRef<'a>) {
        if name(element) == "q" {
            self.text.push("\"");
        } else if is_block(element) {
            self.flush();
            self.lists.close(element);
        }
    }
}

/// Counts the paragraphs of a page outside of its article.
pub(super) fn count_outside(
    root: ElementRef<'_>,
    body: ElementRef<'_>,
    page: Page<'_>,
    left_out: &mut LeftOut,
) {
    let mut reader = OutsideReader {
        root,
        page,
        left_out,
    };
    walk(body, &mut reader);
}

struct OutsideReader<'r, 'a> {
    root: ElementRef<'a>,
    page: Page<'r>,
    left_out: &'r mut LeftOut,
}

impl<'a> Visitor<'a> for OutsideReader<'_, 'a> {
    fn open(&mut self, element: ElementRef<'a>) -> Visit {
        let contains_root = || self.root.ancestors().any(|above| above == *element);
        if element == self.root {
            return Visit::Skip;
        }
        if contains_root() {
            return Visit::Descend;
        }
        if let Some(part) = self.page.left_out_part(element) {
            if !excerpt(element).trim().is_empty() && part != Part::Script {
                self.left_out.add(part, "");
            }
            return Visit::Skip;
        }
        if name(element) == "p" {
            leave_out(element, Part::Outside, self.left_out);
            return Visit::Skip;
        }
        Visit::Descend
    }

    fn text(&mut self, _: &'a str) {}

    fn close(&mut self, _: ElementRef<'a>) {}
}
