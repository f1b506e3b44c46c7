//! Terms: the words under which the filters of a list find a fact.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::draft::Draft;
use super::places::Place;
use super::states::Standing;
use crate::kind::{COUNTRY, Field, FieldType, Filter};
use crate::values::day::Day;
use crate::values::fold::{fold, word_runs};

/// A word under which a parameter finds a fact; for what changes, only for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub parameter: &'static str,
    pub value: String,
    pub since: Day,
    /// The first day on which it no longer holds.
    pub until: Option<Day>,
    /// Whether facets count it: of all spellings of a value, one.
    pub facet: bool,
    /// Whether it is a word of the state, which holds only for a time.
    pub passing: bool,
}

/// Terms by parameter, word, use and first day, so that each stands once, with the first day on which it no longer holds.
type Found = BTreeMap<(&'static str, String, bool, Day), Option<Day>>;

/// The terms of a fact: the countries it concerns, and what each filter of its kind looks at.
pub fn terms(
    fact: &Draft,
    relation: Option<&Draft>,
    standings: &[Standing],
    places: &[Place],
) -> Vec<Term> {
    let mut countries = BTreeSet::new();
    for draft in relation.into_iter().chain([fact]) {
        for field in draft.kind.fields {
            gather_countries(field, &draft.own[field.name], &mut countries);
        }
    }
    let countries = countries
        .into_iter()
        .map(|country| ((COUNTRY, country, true, Day::FIRST), None));
    let mut found: Found = countries.collect();
    for filter in fact.kind.filters {
        if let Some(key) = filter.path.strip_prefix("state.") {
            for standing in standings {
                let held = (standing.since, standing.until);
                for value in spread(&standing.state[key]) {
                    add(fact, filter, value, places, held, &mut found);
                }
            }
        } else {
            let always = (Day::FIRST, None);
            for value in values_at(&fact.own, filter.path) {
                add(fact, filter, value, places, always, &mut found);
            }
        }
    }
    let passing = |name: &str| {
        fact.kind
            .filters
            .iter()
            .any(|filter| filter.name == name && filter.is_time_dependent())
    };
    let term = |((parameter, value, facet, since), until)| Term {
        parameter,
        value,
        since,
        until,
        facet,
        passing: passing(parameter),
    };
    found.into_iter().map(term).collect()
}

/// Adds what a value is found under: a name under all runs of its words, a place under each of its names, the rest as it is.
fn add(
    fact: &Draft,
    filter: &Filter,
    value: &Value,
    places: &[Place],
    held: (Day, Option<Day>),
    found: &mut Found,
) {
    let (canonical, others) = match fact.kind.type_at(filter.path) {
        Some(FieldType::Place) => {
            let place = places.iter().find(|place| value["id"] == place.id.as_str());
            let names = place
                .into_iter()
                .flat_map(|place| place.names.iter().chain([&place.id]));
            (value["id"].as_str(), names.map(|name| fold(name)).collect())
        }
        Some(FieldType::Literal) => (
            value.as_str(),
            value.as_str().map(word_runs).unwrap_or_default(),
        ),
        _ => (value.as_str(), Vec::new()),
    };
    let all = others
        .into_iter()
        .map(|word| (word, false))
        .chain(canonical.map(|word| (word.to_owned(), true)));
    for (word, facet) in all {
        found.insert((filter.name, word, facet, held.0), held.1);
    }
}

/// What a fact is sorted by under each of its kind's own names: folded words or a number, `None` where it has none.
pub fn sort_keys(fact: &Draft) -> Vec<(&'static str, Option<Value>)> {
    let key = |value: &Value| match value {
        Value::String(text) => Some(Value::from(fold(text))),
        Value::Number(_) => Some(value.clone()),
        _ => None,
    };
    let keyed = fact.kind.sorts.iter().map(|sort| {
        let value = values_at(&fact.own, sort.path)
            .first()
            .and_then(|value| key(value));
        (sort.name, value)
    });
    keyed.collect()
}

fn gather_countries(field: &Field, value: &Value, found: &mut BTreeSet<String>) {
    match (field.field_type.element_type(), value) {
        (_, Value::Array(entries)) => {
            for entry in entries {
                gather_countries(field, entry, found);
            }
        }
        (FieldType::Country, Value::String(code)) => drop(found.insert(code.clone())),
        (FieldType::Group(fields), Value::Object(group)) => {
            for inner in fields {
                gather_countries(inner, &group[inner.name], found);
            }
        }
        _ => {}
    }
}

/// The values at a path, through groups and lists.
fn values_at<'v>(own: &'v serde_json::Map<String, Value>, path: &str) -> Vec<&'v Value> {
    let mut steps = path.split('.');
    let mut values: Vec<&Value> = steps
        .next()
        .and_then(|step| own.get(step))
        .into_iter()
        .collect();
    for step in steps {
        values = values
            .into_iter()
            .flat_map(spread)
            .filter_map(|value| value.get(step))
            .collect();
    }
    values.into_iter().flat_map(spread).collect()
}

fn spread(value: &Value) -> &[Value] {
    value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice)
}
