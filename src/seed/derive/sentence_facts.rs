//! The sentences of a pair's documents as facts, so that they have a list like all others.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use toml::Spanned;

use super::sources::Sources;
use crate::kinds;
use crate::seed::read::{Pair, PairDocument, PairIndex, ParsedFact};

/// The sentences of a checked pair, in the order of its documents and their texts.
///
/// The id of a sentence is made of its hash, so that it stays with the text when an article changes around it.
pub fn sentence_facts(pair: &Pair, sources: &Sources<'_>) -> Vec<ParsedFact> {
    let documents = pair.documents.values();
    let facts = documents.flat_map(|document| of_document(document, sources));
    facts.collect()
}

fn of_document(document: &PairDocument, sources: &Sources<'_>) -> Vec<ParsedFact> {
    let index = document.index.as_ref();
    let index = index.expect("a checked document has an index");
    let excuses = document.excuses.iter();
    let excuses = excuses.map(|excuse| (excuse.citation.pointer.as_str(), excuse.reason.as_str()));
    let excuses: HashMap<&str, &str> = excuses.collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let sentences = index.index.sentences.iter().map(|sentence| {
        let occurrence = seen.entry(&sentence.sha256).or_default();
        *occurrence += 1;
        let id = [&*document.id, "-", &sentence.sha256].concat();
        let id = match *occurrence {
            1 => id,
            repeated => format!("{id}-{repeated}"),
        };
        let title = [&sentence.at, ", ", sources.title(&document.id)].concat();
        let excuse = excuses.get(sentence.at.as_str()).copied();
        let text = document.sentence_text(&sentence.at);
        let mut values = sources.sentence(&document.id, sentence, text);
        let status = if excuse.is_some() { "excused" } else { "cited" };
        values.insert("status".to_owned(), json!(status));
        values.insert("excuse".to_owned(), json!(excuse));
        values.insert("facts".to_owned(), Value::Null);
        fact(index, id, title, values)
    });
    sentences.collect()
}

fn fact(index: &PairIndex, id: String, title: String, values: Map<String, Value>) -> ParsedFact {
    ParsedFact {
        kind: kinds::sentence(),
        file: Arc::clone(&index.file),
        span: 0..0,
        id: Spanned::new(0..0, id),
        title,
        date: None,
        rank: "normal",
        claim: None,
        note: None,
        values,
        parts: Vec::new(),
        citations: Vec::new(),
        literals: Vec::new(),
        references: Vec::new(),
        has_errors: false,
        value_spans: HashMap::new(),
    }
}
