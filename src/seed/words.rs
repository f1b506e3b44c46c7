//! The words that full text search looks at: what a reader may remember of a fact.

use std::collections::BTreeSet;

use serde_json::Value;

use super::draft::Draft;
use super::entry::Writer;
use super::places::Place;
use crate::kind::FieldType;
use crate::values::country;
use crate::values::fold::fold;

/// How many levels of words there are: the title, the names, the rest.
pub const LEVELS: usize = 3;

/// What words stand in, the heaviest level first.
#[derive(Debug, Default)]
pub struct Words {
    pub title: String,
    /// Names of people, bodies, countries and places, under all their spellings.
    pub names: String,
    /// Own words and, where the document is at hand, its sentences.
    pub text: String,
}

impl Words {
    /// Each word, folded, with the first level it stands in.
    pub fn leveled(&self) -> Vec<(String, usize)> {
        let folded = [&self.title, &self.names, &self.text].map(|text| fold(text));
        let words = |(level, text): (usize, &'_ String)| {
            text.split(' ')
                .map(|word| (word.to_owned(), level))
                .collect()
        };
        let mut found: Vec<(String, usize)> = folded
            .iter()
            .enumerate()
            .flat_map::<Vec<_>, _>(words)
            .collect();
        found.sort_unstable();
        found.dedup_by(|later, first| later.0 == first.0);
        found.retain(|(word, _)| !word.is_empty());
        found
    }
}

/// The words of a fact.
pub fn words(fact: &Draft, writer: &Writer<'_>, places: &[Place]) -> Words {
    let (mut names, mut text) = (BTreeSet::new(), Vec::new());
    for field in fact.kind.fields {
        gather(
            field.field_type,
            &fact.own[field.name],
            places,
            &mut names,
            &mut text,
        );
    }
    let said = [&fact.claim, &fact.note].into_iter().flatten().cloned();
    let date = fact.date.as_ref().and_then(|dated| dated.text.clone());
    let sentences = fact
        .at
        .iter()
        .filter_map(|at| writer.text(at.get_ref()))
        .map(str::to_owned);
    text.extend(said.chain(date).chain(sentences));
    Words {
        title: fact.title.clone(),
        names: names.into_iter().collect::<Vec<_>>().join("; "),
        text: text.join("; "),
    }
}

fn gather(
    field_type: FieldType,
    value: &Value,
    places: &[Place],
    names: &mut BTreeSet<String>,
    text: &mut Vec<String>,
) {
    match (field_type, value) {
        (FieldType::List(entry), Value::Array(values)) => {
            for value in values {
                gather(*entry, value, places, names, text);
            }
        }
        (FieldType::Group(fields), Value::Object(group)) => {
            for inner in fields {
                gather(inner.field_type, &group[inner.name], places, names, text);
            }
        }
        (FieldType::Country, Value::String(code)) => {
            names.extend(
                [code.clone()]
                    .into_iter()
                    .chain(country::name(code).map(str::to_owned)),
            );
        }
        (FieldType::Place, Value::Object(_)) => {
            let place = places
                .iter()
                .filter(|place| value["id"] == place.id.as_str());
            names.extend(place.flat_map(|place| place.names.iter().cloned()));
        }
        (FieldType::Literal, Value::String(word)) => drop(names.insert(word.clone())),
        (FieldType::FreeText, Value::String(words)) => text.push(words.clone()),
        _ => {}
    }
}
