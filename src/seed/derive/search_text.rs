//! The text that full-text search looks at, in three levels of weight.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::kind::FieldType;
use crate::seed::read::{Pair, ParsedFact, Place};
use crate::values::country;
use crate::values::words::words;

/// The number of levels: the title, the names, all other text.
pub const LEVELS: usize = 3;

/// The search text of a fact, the heaviest level first.
#[derive(Debug, Default)]
pub struct SearchText {
    pub title: String,
    /// The names of people, bodies, countries and places, in all their spellings.
    pub names: String,
    /// The curator's words and, if the document was loaded, the sentences that the fact cites.
    pub text: String,
}

/// A folded word, with the heaviest level that it occurs in: 0 for the title.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SearchWord {
    pub word: String,
    pub level: usize,
}

impl SearchText {
    pub fn new(fact: &ParsedFact, pair: &Pair, places: &[Place]) -> Self {
        let (mut names, mut text) = (BTreeSet::new(), Vec::new());
        for field in fact.kind.fields {
            let value = &fact.values[field.name];
            collect(field.field_type, value, places, &mut names, &mut text);
        }
        let own = [&fact.claim, &fact.note].into_iter().flatten().cloned();
        let date = fact.date.as_ref().and_then(|date| date.text.clone());
        let citations = fact.citations.iter();
        let sentences = citations.filter_map(|citation| pair.sentence_text(citation));
        text.extend(own.chain(date).chain(sentences.map(str::to_owned)));
        Self {
            title: fact.title.clone(),
            names: names.into_iter().collect::<Vec<_>>().join("; "),
            text: text.join("; "),
        }
    }

    /// The distinct words, sorted.
    pub fn words(&self) -> Vec<SearchWord> {
        let mut found = Vec::new();
        for (level, text) in [&self.title, &self.names, &self.text]
            .into_iter()
            .enumerate()
        {
            for one in words(text) {
                let forms = one.folded().into_iter().chain(one.parts());
                found.extend(forms.map(|word| SearchWord { word, level }));
            }
        }
        found.sort_unstable();
        found.dedup_by(|later, first| later.word == first.word);
        found
    }
}

/// Adds the names and the text in a value.
fn collect(
    field_type: FieldType,
    value: &Value,
    places: &[Place],
    names: &mut BTreeSet<String>,
    text: &mut Vec<String>,
) {
    match (field_type, value) {
        (FieldType::List(entry), Value::Array(values)) => {
            for value in values {
                collect(*entry, value, places, names, text);
            }
        }
        (FieldType::Group(fields), Value::Object(group)) => {
            for inner in fields {
                collect(inner.field_type, &group[inner.name], places, names, text);
            }
        }
        (FieldType::Country, Value::String(code)) => {
            names.insert(code.clone());
            names.extend(country::name(code).map(str::to_owned));
        }
        (FieldType::Place, Value::Object(_)) => {
            let place = places.iter().find(|place| value["id"] == place.id.as_str());
            let spellings = place.map(|place| place.names.iter().chain(&place.also).cloned());
            names.extend(spellings.into_iter().flatten());
        }
        (FieldType::Literal | FieldType::Spelling, Value::String(name)) => {
            names.insert(name.clone());
        }
        (FieldType::FreeText, Value::String(words)) => text.push(words.clone()),
        _ => {}
    }
}
