//! The sentences of a pair's documents as facts, so that they have a list like all others.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use toml::Spanned;

use crate::document::{SentenceEntry, link};
use crate::kinds;
use crate::seed::read::{Pair, PairDocument, PairIndex, ParsedFact};
use crate::values::pointer::Pointer;

/// The sentences of a checked pair, in the order of its documents and their texts.
///
/// The id of a sentence is made of its hash, so that it stays with the text when an article changes around it.
pub fn sentence_facts(pair: &Pair) -> Vec<ParsedFact> {
    let documents = pair.document_facts();
    let titles = documents.map(|fact| (fact.id.get_ref().as_str(), fact));
    let titles: HashMap<&str, &ParsedFact> = titles.collect();
    let documents = pair.documents.values();
    let facts = documents.flat_map(|document| of_document(document, titles[&*document.id]));
    facts.collect()
}

fn of_document(document: &PairDocument, described: &ParsedFact) -> Vec<ParsedFact> {
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
        let title = [&sentence.at, ", ", &described.title].concat();
        let excuse = excuses.get(sentence.at.as_str()).copied();
        let values = values(document, sentence, described.text("address"), excuse);
        fact(index, id, title, values)
    });
    sentences.collect()
}

/// The values of the kind's own fields.
fn values(
    document: &PairDocument,
    sentence: &SentenceEntry,
    address: Option<&str>,
    excuse: Option<&str>,
) -> Map<String, Value> {
    let pointer = Pointer::parse(&sentence.at).expect("a checked index has valid pointers");
    let values = json!({
        "document": &*document.id,
        "pointer": sentence.at,
        "section": pointer.section,
        "paragraph": pointer.paragraph,
        "sentence": pointer.sentence,
        "start": sentence.start,
        "end": sentence.end,
        "sha256": sentence.sha256,
        "link": address.map(|address| link(address, &sentence.anchor)),
        "references": sentence.references,
        "text": document.sentence_text(&sentence.at),
        "status": if excuse.is_some() { "excused" } else { "cited" },
        "excuse": excuse,
        "facts": null,
    });
    match values {
        Value::Object(values) => values,
        _ => unreachable!("the value is written as an object"),
    }
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
