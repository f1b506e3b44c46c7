//! Terms: the words under which the filters of a list find a fact.

use std::collections::BTreeSet;

use serde_json::Value;

use super::draft::Draft;
use super::pair::Place;
use super::states::Standing;
use crate::resource::{Field, Filter, Shape};
use crate::values::day::Day;
use crate::values::fold::{fold, word_runs};

/// The parameter that finds a fact by any country it concerns.
const COUNTRY: &str = "country";

/// A word under which a parameter finds a fact; for what changes, only for a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    pub parameter: &'static str,
    pub value: String,
    pub since: Day,
    /// The first day on which it no longer holds.
    pub until: Option<Day>,
}

/// The terms of a fact: the countries it concerns, and what each filter of its kind looks at.
pub fn terms(fact: &Draft, relation: Option<&Draft>, standings: &[Standing], places: &[Place]) -> Vec<Term> {
    let mut countries = BTreeSet::new();
    for draft in relation.into_iter().chain([fact]) {
        for field in draft.kind.fields {
            gather_countries(field, &draft.own[field.name], &mut countries);
        }
    }
    let mut terms = BTreeSet::new();
    let mut always = |parameter, value| {
        terms.insert(Term { parameter, value, since: Day::FIRST, until: None });
    };
    for country in countries {
        always(COUNTRY, country);
    }
    for filter in fact.kind.filters.iter().filter(|f| !f.path.starts_with("state.")) {
        let values = values_at(&fact.own, filter);
        for word in values.iter().flat_map(|value| words(fact, filter, value, places)) {
            always(filter.name, word);
        }
    }
    for filter in fact.kind.filters {
        let Some(key) = filter.path.strip_prefix("state.") else { continue };
        for standing in standings {
            let value = &standing.state[key];
            let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            for value in values.iter().flat_map(|value| words(fact, filter, value, places)) {
                let (since, until) = (standing.since, standing.until);
                terms.insert(Term { parameter: filter.name, value, since, until });
            }
        }
    }
    terms.into_iter().collect()
}

fn gather_countries(field: &Field, value: &Value, found: &mut BTreeSet<String>) {
    match (field.shape.of_entries(), value) {
        (_, Value::Array(entries)) => {
            for entry in entries {
                gather_countries(field, entry, found);
            }
        }
        (Shape::Country, Value::String(code)) => drop(found.insert(code.clone())),
        (Shape::Group(fields), Value::Object(group)) => {
            for inner in fields {
                gather_countries(inner, &group[inner.name], found);
            }
        }
        _ => {}
    }
}

/// The values at a filter's path, through groups and lists.
fn values_at<'v>(own: &'v serde_json::Map<String, Value>, filter: &Filter) -> Vec<&'v Value> {
    let mut steps = filter.path.split('.');
    let mut values: Vec<&Value> = steps.next().and_then(|step| own.get(step)).into_iter().collect();
    let spread = |value: &'v Value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    for step in steps {
        values = values.into_iter().flat_map(spread).filter_map(|value| value.get(step)).collect();
    }
    values.into_iter().flat_map(spread).collect()
}

/// What a value is found under: a name under all runs of its words, a place under each of its names, the rest as it is.
fn words(fact: &Draft, filter: &Filter, value: &Value, places: &[Place]) -> Vec<String> {
    match fact.kind.shape_at(filter.path) {
        Some(Shape::Place) => {
            let place = places.iter().find(|place| value["id"] == place.id.as_str());
            let names = place.into_iter().flat_map(|place| place.names.iter().chain([&place.id]));
            names.map(|name| fold(name)).collect()
        }
        Some(Shape::Literal) => value.as_str().map(word_runs).unwrap_or_default(),
        _ => value.as_str().map(str::to_owned).into_iter().collect(),
    }
}
