//! Checks that the hash in `relation.toml`, the index and the loaded document belong together.

use std::collections::HashSet;

use crate::document::{Index, SentenceEntry};
use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::read::{LoadedDocument, Pair, PairIndex, ParsedFact};
use crate::values::pointer::Pointer;

const REGENERATE: &str = "regenerate it with `bilateral index`";

/// Checks the index of a pair, and returns the document if it is the one that the index was made of.
pub fn check_pin<'d>(
    pair: &Pair,
    pinned: &PairIndex,
    document: Option<&'d LoadedDocument>,
    diagnostics: &mut Diagnostics,
) -> Option<&'d LoadedDocument> {
    let errors_before = diagnostics.len();
    if check_index(pinned, diagnostics) {
        check_hash(pair, pinned, diagnostics);
        if let Some(document) = document {
            check_document(pinned, document, diagnostics);
        }
    }
    document.filter(|_| diagnostics.len() == errors_before)
}

/// Checks an index as far as possible without the document, and returns true if it may be what `bilateral index` prints.
fn check_index(pinned: &PairIndex, diagnostics: &mut Diagnostics) -> bool {
    let index = &pinned.index;
    let sections: HashSet<&str> = index.sections.iter().map(|s| s.name.as_str()).collect();
    let mut seen = HashSet::new();
    let mut end = 0;
    let damaged = index.sentences.iter().position(|sentence| {
        let pointer = Pointer::parse(&sentence.at);
        let is_sound = pointer.is_some_and(|p| sections.contains(p.section.as_str()))
            && seen.insert(&sentence.at)
            && is_hex(&sentence.sha256, 16)
            && (end..sentence.end).contains(&sentence.start)
            && sentence.end <= index.length;
        end = sentence.end;
        !is_sound
    });
    let is_sound = damaged.is_none() && is_hex(&index.sha256, 64);
    if !is_sound {
        let span = damaged.map_or(0..0, |position| pinned.spans[position].clone());
        let message = "the index is damaged";
        diagnostics.push(Diagnostic::new(&pinned.file, span, message, REGENERATE));
    }
    is_sound
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

fn check_hash(pair: &Pair, pinned: &PairIndex, diagnostics: &mut Diagnostics) {
    let differs = |fact: &&ParsedFact| {
        let hash = fact.text("sha256");
        hash.is_some_and(|hash| hash != pinned.index.sha256)
    };
    if let Some(fact) = pair.document().filter(differs) {
        let message = "the index belongs to another document";
        let remedy = "check the facts against that version of the document, then copy the sha256 of document.toml";
        diagnostics.push(fact.diagnostic_at("sha256", message, remedy));
    }
}

fn check_document(pinned: &PairIndex, loaded: &LoadedDocument, diagnostics: &mut Diagnostics) {
    let expected = Index::from_document(&loaded.document);
    let index = &pinned.index;
    let mut report = |span, message: String, remedy: String| {
        diagnostics.push(Diagnostic::new(&pinned.file, span, message, remedy));
    };
    let hash = &expected.sha256;
    if *hash != index.sha256 {
        let message = format!("the document is not the indexed one: its sha256 is {hash}");
        let remedy = "restore the indexed document, or regenerate the index with `bilateral index` and check every fact";
        report(0..0, message, remedy.to_owned());
        return;
    }
    let sentences = expected.sentences.iter().zip(&index.sentences);
    let mut sentences = sentences.zip(&pinned.spans);
    // One line too many or too few shifts all that follow, so only the first difference is reported.
    if let Some(((right, wrong), span)) = sentences.find(|((right, wrong), _)| right != wrong) {
        let SentenceEntry { at, start, end, .. } = wrong;
        let message = format!("`{at}` is not at {start} to {end} of the document");
        let SentenceEntry { at, start, end, .. } = right;
        let remedy = format!("the document has `{at}` at {start} to {end}: {REGENERATE}");
        report(span.clone(), message, remedy);
    } else if expected != *index {
        let message = "the index does not match the document".to_owned();
        report(0..0, message, REGENERATE.to_owned());
    }
}
