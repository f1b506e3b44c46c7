//! The text that full-text search looks at, in three levels of weight.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::kind::FieldType;
use crate::seed::read::{CountryName, Pair, ParsedFact, Place};
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
        let mut collector = Collector {
            places,
            country_names: pair.country_names().collect(),
            names: BTreeSet::new(),
            text: Vec::new(),
        };
        for field in fact.kind.fields {
            collector.collect(field.field_type, &fact.values[field.name]);
        }
        let Collector {
            names, mut text, ..
        } = collector;
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

/// Collects names and texts from the values of a fact.
struct Collector<'p> {
    places: &'p [Place],
    country_names: Vec<CountryName<'p>>,
    names: BTreeSet<String>,
    text: Vec<String>,
}

impl Collector<'_> {
    fn collect(&mut self, field_type: FieldType, value: &Value) {
        match (field_type, value) {
            (FieldType::List(entry), Value::Array(values)) => {
                for value in values {
                    self.collect(*entry, value);
                }
            }
            (FieldType::Group(fields), Value::Object(group)) => {
                for inner in fields {
                    self.collect(inner.field_type, &group[inner.name]);
                }
            }
            (FieldType::Country, Value::String(code)) => {
                let own = self.country_names.iter().filter(|one| one.code == code);
                self.names.extend(own.map(|one| one.name.to_owned()));
                self.names.insert(code.clone());
                self.names.extend(country::name(code).map(str::to_owned));
            }
            (FieldType::Place, Value::Object(_)) => {
                let mut places = self.places.iter();
                let place = places.find(|place| value["id"] == place.id.as_str());
                let spellings = place.map(|place| place.names.iter().chain(&place.also).cloned());
                self.names.extend(spellings.into_iter().flatten());
            }
            (FieldType::Literal | FieldType::Spelling, Value::String(name)) => {
                self.names.insert(name.clone());
            }
            (FieldType::FreeText, Value::String(words)) => self.text.push(words.clone()),
            _ => {}
        }
    }
}
