//! Places of an imported text that a person should look at.

use std::collections::HashSet;

use crate::document::Document;

/// A sentence of more characters than this is probably several.
const LONG_SENTENCE: usize = 700;
/// The most characters of a text that a warning quotes.
const QUOTED: usize = 60;

/// The warnings for a text, in its order.
pub(super) fn find_warnings(document: &Document) -> Vec<String> {
    let mut warnings = empty_sections(document);
    let mut sentences = document.sentences.iter().peekable();
    while let Some(sentence) = sentences.next() {
        let text = document.sentence_text(sentence).to_string();
        let at = &sentence.pointer;
        let next_pointer = sentences.peek().map(|next| &next.pointer);
        let ends_paragraph = next_pointer
            .is_none_or(|next| (&next.section, next.paragraph) != (&at.section, at.paragraph));
        if text.chars().count() > LONG_SENTENCE {
            warnings.push(format!("{at} is very long: “{}”", start(&text)));
        } else if ends_paragraph
            && is_paragraph(document, sentence.bytes.start)
            && !ends_like_sentence(&text)
        {
            warnings.push(format!(
                "{at} does not end like a sentence: “{}”",
                start(&text)
            ));
        }
    }
    warnings
}

/// Sections without sentences and without subsections.
fn empty_sections(document: &Document) -> Vec<String> {
    let sentences = document.sentences.iter();
    let with_sentences: HashSet<&str> = sentences.map(|s| s.pointer.section.as_str()).collect();
    let sections = &document.sections;
    let empty = sections.iter().enumerate().filter(|(position, section)| {
        let has_subsection = sections
            .get(position + 1)
            .is_some_and(|next| next.level > section.level);
        !has_subsection
            && !with_sentences.contains(section.name.as_str())
            && !is_reference_section(&section.name)
    });
    empty
        .map(|(_, section)| format!("the section {} is empty", section.name))
        .collect()
}

/// The sections of footnotes, whose lines are no sentences.
fn is_reference_section(name: &str) -> bool {
    name.starts_with("References") || name.starts_with("Footnotes")
}

/// True for a sentence that no list marker or frame of a row stands before in its line.
fn is_paragraph(document: &Document, byte: usize) -> bool {
    let before = &document.text[..byte];
    let line = before.rsplit('\n').next().unwrap_or(before);
    let line = line.trim_start();
    !line.starts_with(['-', '*', '|', '[']) && !line.starts_with(|c: char| c.is_ascii_digit())
}

fn ends_like_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '\'', ')', '»', '“', ']', ' ']);
    text.ends_with([
        '.', '!', '?', '…', ':', ';', '。', '！', '？', '।', '؟', '።',
    ])
}

fn start(text: &str) -> String {
    let mut start: String = text.chars().take(QUOTED).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}
