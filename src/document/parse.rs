//! From blocks to a document: names its sections and gives each sentence its pointer and its position.
//!
//! Only white space and markup lie between two sentences.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::Deserialize;

use super::blocks::{Block, split_blocks};
use crate::values::fold::compose;
use crate::values::pointer::Pointer;

/// The section of the text before the first heading.
const LEAD: &str = "Lead";
/// The section of the rows of the infobox.
const INFOBOX: &str = "Infobox";

/// A parsed document.
#[derive(Debug, Clone)]
pub struct Document {
    /// The whole text, with its byte order mark if it has one.
    pub text: String,
    /// In the order in which they first appear in the text.
    pub sections: Vec<Section>,
    /// In the order of the text.
    pub sentences: Vec<Sentence>,
    /// The footnotes, in the order of the text.
    pub references: Vec<Reference>,
}

/// A footnote: a line `[1] text` of a section such as `References`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The mark by which sentences refer to it, without brackets.
    pub mark: String,
    /// The description of the work, without its address. Some documents leave it empty.
    pub text: String,
    pub address: Option<String>,
}

/// A part of a document: `Lead`, `Infobox`, or the text under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The name that pointers use, unique within the document.
    pub name: String,
    /// 2 for a section (`==`), 3 and more for the subsections below it; 2 for `Lead` and `Infobox`.
    pub level: u32,
}

/// The pointer and the position of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub pointer: Pointer,
    /// In bytes of [`Document::text`].
    pub bytes: Range<usize>,
    /// In Unicode code points of the text, end exclusive: a unit that every programming language can count.
    pub span: Range<usize>,
    /// The marks of the footnotes in it or directly behind it, each once.
    pub references: Vec<String>,
}

impl Document {
    /// Parses any text. An empty one has no sections and no sentences.
    pub fn parse(text: &str) -> Self {
        Self::parse_with(text, &[])
    }

    /// Parses any text. `abbreviations` are those of the document itself, which end no sentence.
    pub fn parse_with(text: &str, _abbreviations: &[String]) -> Self {
        let blocks = split_blocks(text);
        let mut names = section_names(&blocks).into_iter();
        let mut document = Self {
            text: text.to_owned(),
            sections: Vec::new(),
            sentences: Vec::new(),
            references: Vec::new(),
        };
        let mut paragraphs: HashMap<String, u32> = HashMap::new();
        let mut section = LEAD.to_owned();
        for block in &blocks {
            match block {
                Block::Title => {}
                Block::Heading(heading) => {
                    section = names.next().expect("every heading has a section name");
                    document.add_section(&section, heading.level);
                }
                Block::Infobox(sentences) => document.add(INFOBOX, sentences, &mut paragraphs),
                Block::Paragraph(sentences) => document.add(&section, sentences, &mut paragraphs),
            }
        }
        document.count_code_points();
        document
    }

    /// The text of a sentence, without marks of footnotes and editors.
    pub fn sentence_text(&self, sentence: &Sentence) -> Cow<'_, str> {
        Cow::Borrowed(&self.text[sentence.bytes.clone()])
    }

    fn add_section(&mut self, name: &str, level: u32) {
        let name = name.to_owned();
        self.sections.push(Section { name, level });
    }

    /// Adds a paragraph to a section. `paragraphs` has the number of paragraphs of each section.
    fn add(
        &mut self,
        section: &str,
        sentences: &[Range<usize>],
        paragraphs: &mut HashMap<String, u32>,
    ) {
        let has_no_heading = section == LEAD || section == INFOBOX;
        if has_no_heading && !paragraphs.contains_key(section) {
            self.add_section(section, 2);
        }
        let paragraph = paragraphs.entry(section.to_owned()).or_default();
        *paragraph += 1;
        for (bytes, sentence) in sentences.iter().zip(1..) {
            self.sentences.push(Sentence {
                pointer: Pointer {
                    section: section.to_owned(),
                    paragraph: *paragraph,
                    sentence,
                },
                bytes: bytes.clone(),
                span: 0..0,
                references: Vec::new(),
            });
        }
    }

    /// Sets the spans of all sentences in one pass over the text.
    fn count_code_points(&mut self) {
        let (mut position, mut counted) = (0, 0);
        let mut count_to = |byte: usize, text: &str| {
            counted += text[position..byte].chars().count();
            position = byte;
            counted
        };
        for sentence in &mut self.sentences {
            let start = count_to(sentence.bytes.start, &self.text);
            sentence.span = start..count_to(sentence.bytes.end, &self.text);
        }
    }
}

/// One name for each heading: its own text, the whole path where two headings (or a heading and `Lead` or `Infobox`) have
/// the same text, and a running number where even the paths are the same.
fn section_names(blocks: &[Block]) -> Vec<String> {
    let mut path: Vec<(u32, String)> = Vec::new();
    let mut headings: Vec<(String, String)> = Vec::new();
    let mut uses: HashMap<String, usize> = [LEAD, INFOBOX].map(|name| (name.to_owned(), 1)).into();
    for block in blocks {
        let Block::Heading(heading) = block else {
            continue;
        };
        let own = compose(&heading.text);
        path.retain(|(above, _)| *above < heading.level);
        path.push((heading.level, own.clone()));
        let full: Vec<&str> = path.iter().map(|(_, name)| name.as_str()).collect();
        *uses.entry(own.clone()).or_default() += 1;
        headings.push((own, full.join(" / ")));
    }
    let mut taken: HashSet<String> = [LEAD, INFOBOX].map(str::to_owned).into();
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
