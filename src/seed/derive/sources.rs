//! Sentences as responses show them, with their links and references; and as sources of facts, with the fields that they
//! support.

use std::collections::HashMap;

use serde_json::{Map, Value, json};
use url::Url;

use crate::document::{SentenceEntry, link};
use crate::kind::Scope;
use crate::seed::read::{Citation, Pair, ParsedFact};
use crate::values::literal::{contains, normalize};
use crate::values::pointer::Pointer;

/// The member of a date, a sum or a count that holds the document's words for it.
const WORDS_OF_VALUE: &str = ".text";

/// The sources of the facts of a pair.
pub struct Sources<'p> {
    pair: &'p Pair,
    /// The facts of the documents, by id.
    documents: HashMap<&'p str, &'p ParsedFact>,
    /// The works that footnotes refer to, by document and mark.
    works: HashMap<(&'p str, &'p str), &'p ParsedFact>,
}

impl<'p> Sources<'p> {
    /// The sources of a pair that has passed all checks.
    pub fn new(pair: &'p Pair) -> Self {
        let mut works = HashMap::new();
        for document in pair.document_facts() {
            let parts = document.all_parts();
            for work in parts.filter(|part| part.kind.scope == Scope::Reference) {
                let mark = work.text("mark").unwrap_or_default();
                works.insert((document.id.get_ref().as_str(), mark), work);
            }
        }
        let documents = pair.document_facts();
        let documents = documents.map(|fact| (fact.id.get_ref().as_str(), fact));
        Self {
            pair,
            documents: documents.collect(),
            works,
        }
    }

    /// A sentence that a fact cites.
    pub fn source(&self, fact: &ParsedFact, citation: &Citation) -> Value {
        let sentence = self.pair.sentence(citation);
        let sentence = sentence.expect("a checked fact cites sentences of an index");
        let text = self.pair.sentence_text(citation);
        let mut source = self.sentence(&citation.document, sentence.entry, text);
        source.insert("supports".to_owned(), json!(supported_fields(fact, text)));
        Value::Object(source)
    }

    /// The title of a document.
    pub fn title(&self, document: &str) -> &str {
        &self.documents[document].title
    }

    /// A sentence of a document, with its text if it is at hand.
    pub fn sentence(
        &self,
        document: &str,
        entry: &SentenceEntry,
        text: Option<&str>,
    ) -> Map<String, Value> {
        let pointer = Pointer::parse(&entry.at).expect("a checked index has valid pointers");
        let address = self.documents[document].text("address");
        // Addresses may be written with the letters of any script. A link is followed by programs as well.
        let address = address.and_then(|address| Url::parse(address).ok());
        let references = entry.references.iter();
        let references = references.map(|mark| self.reference(document, mark));
        let sentence = json!({
            "document": document,
            "pointer": entry.at,
            "section": pointer.section,
            "paragraph": pointer.paragraph,
            "sentence": pointer.sentence,
            "start": entry.start,
            "end": entry.end,
            "sha256": entry.sha256,
            "text": text,
            "link": address.map(|address| link(address.as_str(), &entry.anchor)),
            "references": references.collect::<Vec<_>>(),
        });
        match sentence {
            Value::Object(sentence) => sentence,
            _ => unreachable!("it is written as an object"),
        }
    }

    /// A work that a footnote refers to; only its mark if nothing else is known of it.
    fn reference(&self, document: &str, mark: &str) -> Value {
        let work = self.works.get(&(document, mark));
        json!({
            "id": work.map(|work| work.id.get_ref()),
            "mark": mark,
            "text": work.and_then(|work| work.text("text")),
            "address": work.and_then(|work| work.text("address")),
        })
    }
}

/// The fields of a fact whose words stand in a sentence. `None` if that is unknown, because the text is not at hand and the
/// fact cites other sentences as well.
fn supported_fields<'f>(fact: &'f ParsedFact, sentence: Option<&str>) -> Option<Vec<&'f str>> {
    let sentence = sentence.map(normalize);
    if sentence.is_none() && fact.citations.len() > 1 {
        return None;
    }
    let mut fields = Vec::new();
    for literal in &fact.literals {
        let words = normalize(literal.text.get_ref());
        let is_there = sentence
            .as_ref()
            .is_none_or(|sentence| contains(sentence, &words));
        let field = literal.field.as_str();
        let field = field.strip_suffix(WORDS_OF_VALUE).unwrap_or(field);
        if is_there && !fields.contains(&field) {
            fields.push(field);
        }
    }
    Some(fields)
}
