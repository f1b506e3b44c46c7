//! The draft of one text: its sentences with their headings, and what the rules propose for them.

use std::collections::HashMap;

use super::article::{Article, Parties, Source};
use super::merge::merge;
use super::proposal::{Ids, Proposal};
use super::rules::propose;
use crate::document::{Document, Section};
use crate::values::country;

/// The proposals for the sentences of a document. Calls `on_sentence` before it reads each of them.
pub fn draft<'v>(
    document: &Document,
    parties: Parties<'v>,
    names: &[(&'v str, &'v str)],
    at: impl Fn(&str) -> String,
    on_sentence: impl Fn(),
) -> Vec<Proposal> {
    let texts: Vec<_> = document
        .sentences
        .iter()
        .map(|sentence| document.sentence_text(sentence))
        .collect();
    let headings = headings(&document.sections);
    let numbers = document
        .sections
        .iter()
        .map(|section| section.name.as_str());
    let numbers: HashMap<&str, usize> = numbers.zip(0..).collect();
    let sources = document
        .sentences
        .iter()
        .zip(&texts)
        .map(|(sentence, text)| {
            let section = numbers
                .get(sentence.pointer.section.as_str())
                .copied()
                .unwrap_or(0);
            Source {
                at: at(&sentence.pointer.to_string()),
                headings: headings.get(section).cloned().unwrap_or_default(),
                section,
                text,
            }
        });
    propose(&Article::new(
        parties,
        names,
        sources.collect(),
        on_sentence,
    ))
}

/// The name of each section, followed by those of the sections above it.
fn headings(sections: &[Section]) -> Vec<Vec<&str>> {
    let mut open: Vec<&Section> = Vec::new();
    let mut all = Vec::new();
    for section in sections {
        open.retain(|above| above.level < section.level);
        open.push(section);
        all.push(open.iter().rev().map(|one| one.name.as_str()).collect());
    }
    all
}

/// The proposals for a text about two countries, given by their codes.
pub fn draft_text(text: &str, codes: [&str; 2]) -> Vec<Proposal> {
    let document = Document::parse(text);
    let parties = Parties {
        codes,
        names: codes.map(|code| country::name(code).unwrap_or(code).to_owned()),
    };
    let mut proposals = merge(draft(&document, parties.clone(), &[], str::to_owned, || ()));
    let mut ids = Ids::default();
    for proposal in &mut proposals {
        ids.assign(proposal, &parties);
    }
    proposals
}
