//! From blocks to a document: names its sections and gives each sentence its pointer, its position and its footnotes.
//!
//! Only white space, marks and markup lie between two sentences.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::Deserialize;

use super::abbreviations::Abbreviations;
use super::blocks::{Block, split_blocks};
use super::marks::{Mark, find_marks, marks_in};
use super::references::Reference;
use super::section_names::{SectionHeading, section_names};
use super::sentences::{split_sentences, whole_paragraph};
use super::served::served;
use crate::values::pointer::Pointer;

/// The section of the text before the first heading.
pub(super) const LEAD: &str = "Lead";
/// The section of the rows of the infobox.
pub(super) const INFOBOX: &str = "Infobox";

/// A parsed document.
#[derive(Debug, Clone)]
pub struct Document {
    /// The whole text, with its byte order mark if it has one.
    pub text: String,
    /// In the order in which they first appear in the text.
    pub sections: Vec<Section>,
    /// In the order of the text.
    pub sentences: Vec<Sentence>,
    /// The footnotes that it lists, in the order of the text.
    pub references: Vec<Reference>,
    /// The marks of footnotes and editors, in the order of the text.
    pub(super) marks: Vec<Mark>,
    /// The title and the headings, in bytes of the text.
    pub(super) headings: Vec<Range<usize>>,
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
    /// The marks of the footnotes in it or directly behind it, in their order and each once.
    pub references: Vec<String>,
}

impl Document {
    /// Parses any text. An empty one has no sections and no sentences.
    pub fn parse(text: &str) -> Self {
        Self::parse_with(text, &[])
    }

    /// Parses any text. `abbreviations` are words of this document whose full stop ends no sentence.
    pub fn parse_with(text: &str, abbreviations: &[String]) -> Self {
        let blocks = split_blocks(text);
        let labels = blocks.iter().filter_map(|block| match block {
            Block::Reference(label, _) => Some(label.clone()),
            _ => None,
        });
        let marks = find_marks(text, &labels.collect());
        let headings = blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some(SectionHeading {
                level: heading.level,
                text: &text[heading.bytes.clone()],
                served: served(text, heading.bytes.clone(), &marks),
            }),
            _ => None,
        });
        let names = section_names(headings, &[LEAD, INFOBOX]);
        let mut reader = DocumentReader {
            abbreviations: Abbreviations::new(abbreviations),
            paragraphs: HashMap::new(),
            document: Self {
                text: text.to_owned(),
                sections: Vec::new(),
                sentences: Vec::new(),
                references: Vec::new(),
                marks,
                headings: Vec::new(),
            },
        };
        reader.add_blocks(blocks, names);
        reader.document.count_code_points();
        reader.document
    }

    /// The text of a sentence as it is served and compared: without the marks of footnotes and editors.
    pub fn sentence_text(&self, sentence: &Sentence) -> Cow<'_, str> {
        served(&self.text, sentence.bytes.clone(), &self.marks)
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

struct DocumentReader {
    document: Document,
    abbreviations: Abbreviations,
    /// The number of paragraphs of each section so far.
    paragraphs: HashMap<String, u32>,
}

impl DocumentReader {
    fn add_blocks(&mut self, blocks: Vec<Block>, names: Vec<String>) {
        let mut names = names.into_iter();
        let mut section = LEAD.to_owned();
        for block in blocks {
            let document = &mut self.document;
            let (text, marks) = (&document.text, &document.marks);
            match block {
                Block::Title(bytes) => document.headings.push(bytes),
                Block::Heading(heading) => {
                    section = names.next().expect("every heading has a section name");
                    document.headings.push(heading.bytes);
                    self.add_section(&section, heading.level);
                }
                Block::Infobox(bytes) => {
                    let row = whole_paragraph(text, bytes.clone(), marks);
                    self.add_paragraph(INFOBOX, bytes, row);
                }
                Block::Row(bytes) => {
                    let row = whole_paragraph(text, bytes.clone(), marks);
                    self.add_paragraph(&section, bytes, row);
                }
                Block::Paragraph(bytes) => {
                    let sentences =
                        split_sentences(text, bytes.clone(), marks, &self.abbreviations);
                    self.add_paragraph(&section, bytes, sentences);
                }
                Block::Reference(mark, bytes) => {
                    let reference = Reference::new(mark, text, bytes);
                    document.references.push(reference);
                }
            }
        }
    }

    fn add_section(&mut self, name: &str, level: u32) {
        let name = name.to_owned();
        self.document.sections.push(Section { name, level });
    }

    fn add_paragraph(
        &mut self,
        section: &str,
        paragraph: Range<usize>,
        sentences: Vec<Range<usize>>,
    ) {
        if sentences.is_empty() {
            return;
        }
        let has_no_heading = section == LEAD || section == INFOBOX;
        if has_no_heading && !self.paragraphs.contains_key(section) {
            self.add_section(section, 2);
        }
        let number = self.paragraphs.entry(section.to_owned()).or_default();
        *number += 1;
        let next_starts = sentences.iter().skip(1).map(|next| next.start);
        let next_starts: Vec<usize> = next_starts.chain([paragraph.end]).collect();
        for ((bytes, next), sentence) in sentences.into_iter().zip(next_starts).zip(1..) {
            let sentence = Sentence {
                pointer: Pointer {
                    section: section.to_owned(),
                    paragraph: *number,
                    sentence,
                },
                references: labels(marks_in(&self.document.marks, bytes.start..next)),
                bytes,
                span: 0..0,
            };
            self.document.sentences.push(sentence);
        }
    }
}

/// The labels of marks, each once.
fn labels(marks: &[Mark]) -> Vec<String> {
    let mut seen = HashSet::new();
    let labels = marks.iter().flat_map(|mark| &mark.labels);
    labels
        .filter(|label| seen.insert(label.as_str()))
        .cloned()
        .collect()
}
