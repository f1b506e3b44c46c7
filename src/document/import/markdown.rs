//! Markdown with tables, footnotes and the metadata block that publishing systems put before it.

use std::collections::HashMap;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::article::{Article, Block, Footnote};
use super::inline_text::InlineText;
use super::left_out::Part;
use super::markdown_metadata::read_metadata;

/// Reads Markdown.
pub(super) fn read_markdown(text: &str) -> Article {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = MarkdownReader::default();
    for event in Parser::new_ext(text, options) {
        reader.event(event);
    }
    reader.flush();
    reader.finish()
}

/// A footnote whose text is read.
#[derive(Default)]
struct OpenFootnote {
    label: String,
    parts: Vec<String>,
    address: Option<String>,
}

#[derive(Default)]
struct MarkdownReader {
    article: Article,
    text: InlineText,
    /// The lists that are open, each with the number of its next item if it is ordered.
    lists: Vec<Option<u64>>,
    /// The number of the item that is open and has not been written.
    number: Option<u64>,
    heading: Option<usize>,
    row: Option<Vec<String>>,
    footnote: Option<OpenFootnote>,
    /// The footnotes that are read, with labels for marks.
    footnotes: Vec<Footnote>,
    /// The labels in the order in which the text refers to them.
    labels: Vec<String>,
    /// The number of open parts that are left out.
    skipping: usize,
    in_metadata: bool,
    metadata: String,
}

impl MarkdownReader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_metadata => self.metadata.push_str(&text),
            _ if self.skipping > 0 => {}
            Event::Text(text) | Event::Code(text) => self.text.push(&text),
            Event::SoftBreak | Event::HardBreak => self.text.push_space(),
            Event::FootnoteReference(label) => {
                if !self.labels.contains(&label.to_string()) {
                    self.labels.push(label.to_string());
                }
                self.text.push_mark(&format!("[^{label}]"));
            }
            Event::Rule => self.flush(),
            Event::Html(html) | Event::InlineHtml(html) => {
                let is_break = html
                    .trim_start()
                    .get(..3)
                    .is_some_and(|tag| tag.eq_ignore_ascii_case("<br"));
                if is_break {
                    self.text.push_space();
                } else if !html.trim().is_empty() {
                    self.article.left_out.add(Part::RawHtml, &html);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(depth(level));
            }
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::HtmlBlock => {
                self.flush();
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::DefinitionList | Tag::DefinitionListDefinition => {
                self.flush();
                self.lists.push(None);
            }
            Tag::Item => self.item(),
            Tag::TableHead | Tag::TableRow => {
                self.flush();
                self.row = Some(Vec::new());
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.footnote = Some(OpenFootnote {
                    label: label.to_string(),
                    ..OpenFootnote::default()
                });
            }
            Tag::Link { dest_url, .. } => self.link(&dest_url),
            Tag::Image { .. } => self.skip(Part::Picture),
            Tag::Strikethrough => self.skip(Part::Deleted),
            Tag::MetadataBlock(_) => self.in_metadata = true,
            _ => {}
        }
    }

    /// Takes the address of a footnote's first link to the web.
    fn link(&mut self, address: &str) {
        let is_web = address.starts_with("http://") || address.starts_with("https://");
        if let Some(footnote) = &mut self.footnote
            && is_web
        {
            footnote.address.get_or_insert(address.to_owned());
        }
    }

    fn item(&mut self) {
        self.flush();
        self.number = self.lists.last().copied().flatten();
        if let Some(Some(next)) = self.lists.last_mut() {
            *next = next.saturating_add(1);
        }
    }

    fn skip(&mut self, part: Part) {
        self.skipping += 1;
        self.article.left_out.add(part, "");
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::Item
            | TagEnd::DefinitionListTitle => {
                self.flush();
            }
            TagEnd::DefinitionListDefinition | TagEnd::List(_) | TagEnd::DefinitionList => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::TableCell => {
                let cell = self.text.take();
                self.row.get_or_insert_default().push(cell);
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                let cells = self.row.take().unwrap_or_default();
                if cells
                    .iter()
                    .any(|cell| cell.contains(char::is_alphanumeric))
                {
                    self.article.blocks.push(Block::Row(cells));
                }
            }
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::Image | TagEnd::Strikethrough => {
                self.skipping = self.skipping.saturating_sub(1);
            }
            TagEnd::MetadataBlock(_) => self.in_metadata = false,
            _ => {}
        }
    }

    fn end_footnote(&mut self) {
        self.flush();
        self.footnotes
            .extend(self.footnote.take().map(|footnote| Footnote {
                mark: footnote.label,
                text: footnote.parts.join(" "),
                address: footnote.address,
            }));
    }

    /// Ends the block under construction.
    fn flush(&mut self) {
        let text = self.text.take();
        let heading = self.heading.take();
        if !text.contains(char::is_alphanumeric) {
            return;
        }
        if let Some(footnote) = &mut self.footnote {
            footnote.parts.push(text);
            return;
        }
        let article = &mut self.article;
        let block = match (heading, self.lists.len().checked_sub(1)) {
            (Some(1), _) if article.title.is_none() && article.blocks.is_empty() => {
                article.title = Some(text);
                return;
            }
            (Some(level), _) => Block::Heading {
                level: level.max(2),
                text,
            },
            (None, Some(depth)) => Block::ListItem {
                depth,
                number: self.number.take(),
                text,
            },
            (None, None) => Block::Paragraph(text),
        };
        article.blocks.push(block);
    }

    /// Puts the marks of footnotes in their form. As where Markdown is rendered, labels that are no numbers are numbered in
    /// the order of the text.
    fn finish(mut self) -> Article {
        let defined = |label: &&String| {
            self.footnotes
                .iter()
                .any(|footnote| footnote.mark == **label)
        };
        let are_numbers = self
            .labels
            .iter()
            .all(|label| label.len() <= 4 && label.bytes().all(|b| b.is_ascii_digit()));
        let numbers =
            self.labels
                .iter()
                .filter(defined)
                .zip(1..)
                .map(|(label, number): (_, usize)| {
                    let mark = if are_numbers {
                        label.clone()
                    } else {
                        number.to_string()
                    };
                    (label.clone(), mark)
                });
        let marks: HashMap<String, String> = numbers.collect();
        for block in &mut self.article.blocks {
            mark_block(block, &marks);
        }
        let mut footnotes: Vec<Footnote> = self
            .footnotes
            .into_iter()
            .filter_map(|footnote| {
                let mark = marks.get(&footnote.mark)?.clone();
                Some(Footnote { mark, ..footnote })
            })
            .collect();
        footnotes.sort_by_key(|footnote| footnote.mark.parse().unwrap_or(usize::MAX));
        self.article.footnotes = footnotes;
        read_metadata(&self.metadata, &mut self.article);
        self.article
    }
}

fn depth(level: HeadingLevel) -> usize {
    level as usize
}

fn mark_block(block: &mut Block, marks: &HashMap<String, String>) {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) | Block::ListItem { text, .. } => {
            mark_text(text, marks);
        }
        Block::Row(cells) => cells.iter_mut().for_each(|cell| mark_text(cell, marks)),
    }
}

/// Writes `[1]` for `[^label]`.
fn mark_text(text: &mut String, marks: &HashMap<String, String>) {
    if !text.contains("[^") {
        return;
    }
    let mut parts = text.split("[^");
    let mut marked = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part
            .split_once(']')
            .and_then(|(label, rest)| Some((marks.get(label)?, rest)))
        {
            Some((mark, rest)) => marked.extend(["[", mark, "]", rest]),
            None => marked.extend(["[^", part]),
        }
    }
    *text = marked;
}
