//! The sentences of a pair's document as facts, so that they have a list like all others.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use toml::Spanned;

use crate::document::SentenceEntry;
use crate::kinds;
use crate::seed::read::{LoadedDocument, Pair, PairIndex, ParsedFact};
use crate::values::pointer::Pointer;

/// The sentences of a checked pair, in the order of the text.
///
/// The id of a sentence is made of its hash, so that it stays with the text when an article changes around it.
pub fn sentence_facts(pair: &Pair, loaded: Option<&LoadedDocument>) -> Vec<ParsedFact> {
    let index = pair.index.as_ref().expect("a checked pair has an index");
    let document = pair.document().expect("a checked pair has a document");
    let excuses = pair.excuses.iter();
    let excuses = excuses.map(|excuse| (excuse.pointer.get_ref().as_str(), excuse.reason.as_str()));
    let excuses: HashMap<&str, &str> = excuses.collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let sentences = pair.sentences().iter().map(|sentence| {
        let occurrence = seen.entry(&sentence.sha256).or_default();
        *occurrence += 1;
        let id = [document.id.get_ref(), "-", &sentence.sha256].concat();
        let id = match *occurrence {
            1 => id,
            repeated => format!("{id}-{repeated}"),
        };
        let at = sentence.at.as_str();
        let text = loaded.and_then(|document| document.sentence_text(at));
        let values = values(
            document.id.get_ref(),
            sentence,
            text,
            excuses.get(at).copied(),
        );
        let title = [at, ", ", &document.title].concat();
        fact(index, id, title, values)
    });
    sentences.collect()
}

/// The values of the kind's own fields.
fn values(
    document: &str,
    sentence: &SentenceEntry,
    text: Option<&str>,
    excuse: Option<&str>,
) -> Map<String, Value> {
    let pointer = Pointer::parse(&sentence.at).expect("a checked index has valid pointers");
    let values = json!({
        "document": document,
        "pointer": sentence.at,
        "section": pointer.section,
        "paragraph": pointer.paragraph,
        "sentence": pointer.sentence,
        "start": sentence.start,
        "end": sentence.end,
        "sha256": sentence.sha256,
        "text": text,
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
        pointers: Vec::new(),
        literals: Vec::new(),
        references: Vec::new(),
        has_errors: false,
        value_spans: HashMap::new(),
    }
}
