//! Terms: the values under which the filters of a list find a fact, and the keys that a list is sorted by.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::states::StateInterval;
use crate::kind::{COUNTRY, FieldType, Filter};
use crate::seed::read::{ParsedFact, Place};
use crate::values::day::Day;
use crate::values::fold::{fold, spellings, word_runs};

/// A value under which a parameter finds a fact, for an interval of days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    pub parameter: &'static str,
    pub value: String,
    pub spelling: Spelling,
    pub since: Day,
    /// The first day after the interval; `None` if it does not end.
    pub until: Option<Day>,
    /// True for a value of the state; all others hold on every day.
    pub is_time_dependent: bool,
}

/// The spelling of a term. A filter finds facts by all spellings, facets count the canonical one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spelling {
    Variant,
    Canonical,
}

impl Spelling {
    pub fn is_canonical(self) -> bool {
        self == Self::Canonical
    }
}

/// The key of a fact for one of the sorts of its list: folded text or a number, `None` if the fact has no value there.
#[derive(Debug)]
pub struct SortKey {
    pub sort: &'static str,
    pub value: Option<Value>,
}

impl Term {
    /// A term that holds on every day.
    pub fn new(parameter: &'static str, value: String, spelling: Spelling) -> Self {
        Self {
            parameter,
            value,
            spelling,
            since: Day::FIRST,
            until: None,
            is_time_dependent: false,
        }
    }

    fn during(self, interval: &StateInterval) -> Self {
        Self {
            since: interval.since,
            until: interval.until,
            is_time_dependent: true,
            ..self
        }
    }
}

/// The terms of a fact: the countries that it concerns, and the values at the paths of its kind's filters.
pub fn terms(
    fact: &ParsedFact,
    relation: Option<&ParsedFact>,
    states: &[StateInterval],
    places: &[Place],
) -> BTreeSet<Term> {
    let concerned = relation.into_iter().chain([fact]);
    let countries: BTreeSet<&str> = concerned
        .flat_map(|fact| fact.countries())
        .map(|(_, code)| code)
        .collect();
    let country_term = |code: &str| Term::new(COUNTRY, code.to_owned(), Spelling::Canonical);
    let mut terms: BTreeSet<Term> = countries.into_iter().map(country_term).collect();
    for filter in fact.kind.filters {
        if let Some(path) = filter.path.strip_prefix("state.") {
            for interval in states {
                let state = interval.state.as_object().expect("a state is an object");
                let found = terms_at(fact, filter, (state, path), places).into_iter();
                terms.extend(found.map(|term| term.during(interval)));
            }
        } else {
            terms.extend(terms_at(fact, filter, (&fact.values, filter.path), places));
        }
    }
    terms
}

/// The terms of the values at a path, and of their other spellings.
fn terms_at(
    fact: &ParsedFact,
    filter: &Filter,
    (values, path): (&Map<String, Value>, &str),
    places: &[Place],
) -> Vec<Term> {
    let found = values_at(values, path).into_iter();
    let found = found.flat_map(|value| filter_terms(fact, filter, value, places));
    found.chain(spelling_terms(values, path, filter)).collect()
}

/// The terms of one value: a name is found by all runs of its words, a place by each of its names,
/// any other text in any spelling, and any other value as it is.
fn filter_terms(fact: &ParsedFact, filter: &Filter, value: &Value, places: &[Place]) -> Vec<Term> {
    let (canonical, variants) = match fact.kind.type_at(filter.path) {
        Some(FieldType::Place) => {
            let place = places.iter().find(|place| value["id"] == place.id.as_str());
            let names = place.map(|place| place.names.iter().chain(&place.also).chain([&place.id]));
            let names = names.into_iter().flatten();
            let spellings = names.flat_map(|name| spellings(name));
            (value["id"].as_str(), spellings.collect())
        }
        Some(FieldType::Flag) => {
            let flag = value.as_bool();
            (
                flag.map(|flag| if flag { "true" } else { "false" }),
                Vec::new(),
            )
        }
        Some(FieldType::FreeText | FieldType::Language | FieldType::Licence) => {
            let text = value.as_str();
            (text, text.map(fold).into_iter().collect())
        }
        Some(FieldType::Literal) => {
            let name = value.as_str();
            (name, name.map_or(Vec::new(), word_runs))
        }
        _ => (value.as_str(), Vec::new()),
    };
    let term = |spelling| move |value| Term::new(filter.name, value, spelling);
    let variants = variants.into_iter().map(term(Spelling::Variant));
    let canonical = canonical.map(str::to_owned).into_iter();
    let canonical = canonical.map(term(Spelling::Canonical));
    variants.chain(canonical).collect()
}

/// The terms for the spellings that the curator has added to the names at a path.
fn spelling_terms(values: &Map<String, Value>, path: &str, filter: &Filter) -> Vec<Term> {
    let group = path.strip_suffix(".name");
    let path = group.map(|group| [group, ".also"].concat());
    let spellings = path.map_or(Vec::new(), |path| values_at(values, &path));
    let spellings = spellings.into_iter().filter_map(Value::as_str);
    let term = |value| Term::new(filter.name, value, Spelling::Variant);
    spellings.flat_map(word_runs).map(term).collect()
}

/// The sort keys of a fact, one for each sort that its kind declares.
pub fn sort_keys(fact: &ParsedFact) -> Vec<SortKey> {
    let key = |value: &Value| match value {
        Value::String(text) => Some(Value::from(fold(text))),
        Value::Number(_) => Some(value.clone()),
        _ => None,
    };
    let keys = fact.kind.sorts.iter().map(|sort| {
        let values = values_at(&fact.values, sort.path);
        let value = values.first().and_then(|value| key(value));
        let sort = sort.name;
        SortKey { sort, value }
    });
    keys.collect()
}

/// The values at a path, through groups and lists.
fn values_at<'v>(values: &'v Map<String, Value>, path: &str) -> Vec<&'v Value> {
    let mut steps = path.split('.');
    let first = steps.next().and_then(|step| values.get(step));
    let mut found: Vec<&Value> = first.into_iter().collect();
    for step in steps {
        let inner = found.into_iter().flat_map(entries);
        found = inner.filter_map(|value| value.get(step)).collect();
    }
    found.into_iter().flat_map(entries).collect()
}

/// The entries of a list, or the value itself.
fn entries(value: &Value) -> &[Value] {
    let array = value.as_array();
    array.map_or(std::slice::from_ref(value), Vec::as_slice)
}
