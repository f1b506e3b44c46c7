//! Documents: plain text with wiki-like markup, cut into sections, paragraphs and sentences.
//!
//! The reader takes any text and never fails: headings (`== section ==`), an `Infobox` block before the first section,
//! list lines, table rows and paragraphs, each cut into sentences that follow each other in the text. Only white space and
//! markup lie between two sentences. Knows nothing of facts, SQLite or HTTP.

pub mod index;
mod lines;
mod sentences;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::values::fold::compose;
use crate::values::pointer::Pointer;
use lines::{Block, blocks};

/// A document as it was read.
#[derive(Debug, Clone)]
pub struct Document {
    /// The text, a byte order mark included if it had one.
    pub text: String,
    /// In the order in which they first appear in the text.
    pub sections: Vec<Section>,
    /// In the order of the text.
    pub sentences: Vec<Sentence>,
}

/// A part of a document: `Lead`, `Infobox`, or what follows a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The name that pointers use, unique within the document.
    pub name: String,
    /// 2 for a section (`==`), 3 and more for the sub-sections below it; 2 for `Lead` and `Infobox`.
    pub level: u32,
}

/// One sentence: its pointer and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub pointer: Pointer,
    /// In bytes of [`Document::text`].
    pub bytes: Range<usize>,
    /// In Unicode code points of the text, end exclusive: what readers of any language can count.
    pub span: Range<usize>,
}

impl Document {
    /// Cuts `text`. Any text will do: an empty one has no sections and no sentences.
    pub fn read(text: &str) -> Self {
        let blocks = blocks(text);
        let names = section_names(&blocks);
        let mut document = Self {
            text: text.to_owned(),
            sections: Vec::new(),
            sentences: Vec::new(),
        };
        let mut paragraphs: HashMap<String, u32> = HashMap::new();
        let mut section = "Lead".to_owned();
        let mut names = names.into_iter();
        for block in &blocks {
            match block {
                Block::Title => {}
                Block::Heading { level, .. } => {
                    section = names.next().unwrap_or_default();
                    document.sections.push(Section {
                        name: section.clone(),
                        level: *level,
                    });
                }
                Block::Infobox(paragraph) => document.add("Infobox", paragraph, &mut paragraphs),
                Block::Paragraph(paragraph) => document.add(&section, paragraph, &mut paragraphs),
            }
        }
        document.count_code_points();
        document
    }

    /// The text of a sentence.
    pub fn text_of(&self, sentence: &Sentence) -> &str {
        &self.text[sentence.bytes.clone()]
    }

    fn add(
        &mut self,
        section: &str,
        sentences: &[Range<usize>],
        paragraphs: &mut HashMap<String, u32>,
    ) {
        let built_in = section == "Lead" || section == "Infobox";
        if built_in && !paragraphs.contains_key(section) {
            self.sections.push(Section {
                name: section.to_owned(),
                level: 2,
            });
        }
        let paragraph = paragraphs.entry(section.to_owned()).or_default();
        *paragraph += 1;
        for (bytes, sentence) in sentences.iter().zip(1..) {
            let pointer = Pointer {
                section: section.to_owned(),
                paragraph: *paragraph,
                sentence,
            };
            self.sentences.push(Sentence {
                pointer,
                bytes: bytes.clone(),
                span: 0..0,
            });
        }
    }

    fn count_code_points(&mut self) {
        let (mut at, mut counted) = (0, 0);
        let mut count_to = |byte: usize, text: &str| {
            counted += text[at..byte].chars().count();
            at = byte;
            counted
        };
        for sentence in &mut self.sentences {
            let start = count_to(sentence.bytes.start, &self.text);
            sentence.span = start..count_to(sentence.bytes.end, &self.text);
        }
    }
}

/// One name for each heading: its own words, the whole path where two headings (or a heading and a built-in section) are
/// the same, and a running number where even the paths are.
fn section_names(blocks: &[Block]) -> Vec<String> {
    let mut path: Vec<(u32, String)> = Vec::new();
    let mut headings: Vec<(String, String)> = Vec::new();
    let mut uses: HashMap<String, usize> =
        HashMap::from([("Lead".to_owned(), 1), ("Infobox".to_owned(), 1)]);
    for block in blocks {
        let Block::Heading { level, text } = block else {
            continue;
        };
        path.retain(|(above, _)| above < level);
        path.push((*level, compose(text)));
        let full: Vec<&str> = path.iter().map(|(_, name)| name.as_str()).collect();
        headings.push((compose(text), full.join(" / ")));
        *uses.entry(compose(text)).or_default() += 1;
    }
    let mut taken: HashSet<String> = ["Lead", "Infobox"].map(str::to_owned).into();
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut names = Vec::new();
    for (own, full) in headings {
        let mut name = if uses[&own] == 1 { own } else { full.clone() };
        while taken.contains(&name) {
            let number = numbers.entry(full.clone()).or_insert(1);
            *number += 1;
            name = format!("{full} ({number})");
        }
        taken.insert(name.clone());
        names.push(name);
    }
    names
}
