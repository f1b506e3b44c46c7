//! The address of a page of a list, from which those of its links are made.

use crate::http::query::canonical_query;
use crate::http::query::parsed_parameter::ParsedParameter;
use crate::kind::{Parameter, ParameterRole};

/// A value of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenValue {
    /// As the client gave it.
    pub given: String,
    /// As filters look it up.
    pub text: String,
}

/// A path and the valid parameters of a query. Changing them leaves out the cursor, which belongs to the query as it was.
#[derive(Debug, Clone)]
pub struct Address {
    path: String,
    /// The parameters in the order in which a URL has them.
    declared: &'static [Parameter],
    parameters: Vec<(&'static str, Vec<GivenValue>)>,
}

impl Address {
    /// The address of a query, without its cursor.
    pub fn new(path: &str, declared: &'static [Parameter], given: &[ParsedParameter]) -> Self {
        let lasting = given
            .iter()
            .filter(|one| one.parameter.role != ParameterRole::Cursor);
        let parameters = lasting.map(|one| (one.parameter.name, values(one)));
        Self {
            path: path.to_owned(),
            declared,
            parameters: parameters
                .filter(|(_, values)| !values.is_empty())
                .collect(),
        }
    }

    /// The values of a parameter.
    pub fn values(&self, name: &str) -> &[GivenValue] {
        let found = self.parameters.iter().find(|(own, _)| *own == name);
        found.map_or(&[], |(_, values)| values)
    }

    /// The same query of another path.
    pub fn at(&self, path: &str) -> Self {
        Self {
            path: path.to_owned(),
            ..self.clone()
        }
    }

    /// The same with this value as the only one of a parameter.
    pub fn with(&self, name: &'static str, value: &str) -> Self {
        let mut changed = self.without(name);
        changed.add(name, value);
        changed
    }

    /// The same without a parameter.
    pub fn without(&self, name: &str) -> Self {
        let mut changed = self.clone();
        changed.parameters.retain(|(own, _)| *own != name);
        changed
    }

    /// The same with one more value of a parameter.
    pub fn with_also(&self, name: &'static str, value: &str) -> Self {
        let mut changed = self.clone();
        changed.add(name, value);
        changed
    }

    /// The same without one value of a parameter.
    pub fn without_value(&self, name: &str, value: &GivenValue) -> Self {
        let mut changed = self.clone();
        for (own, values) in &mut changed.parameters {
            values.retain(|one| *own != name || one != value);
        }
        changed.parameters.retain(|(_, values)| !values.is_empty());
        changed
    }

    /// The relative URL.
    pub fn url(&self) -> String {
        let values = |parameter: &Parameter| {
            let values = self.values(parameter.name);
            (!values.is_empty()).then(|| (parameter.name, joined(values)))
        };
        let parameters: Vec<(&str, String)> = self.declared.iter().filter_map(values).collect();
        let pairs = parameters.iter().map(|(name, text)| (*name, text.as_str()));
        canonical_query::url(&self.path, pairs)
    }

    fn add(&mut self, name: &'static str, value: &str) {
        let value = GivenValue {
            given: value.to_owned(),
            text: value.to_owned(),
        };
        match self.parameters.iter_mut().find(|(own, _)| *own == name) {
            Some((_, values)) => values.push(value),
            None => self.parameters.push((name, vec![value])),
        }
    }
}

/// The values of a parameter. Values that are single keep the text of the query, such as a year that stands for a day.
fn values(parameter: &ParsedParameter) -> Vec<GivenValue> {
    let is_single = !parameter.parameter.value_type.takes_several();
    let given = parameter.given_texts().into_iter();
    let pairs = given.zip(parameter.texts());
    pairs
        .map(|(given, text)| GivenValue {
            given: if is_single {
                parameter.text.clone()
            } else {
                given
            },
            text,
        })
        .collect()
}

fn joined(values: &[GivenValue]) -> String {
    let texts: Vec<&str> = values.iter().map(|value| value.given.as_str()).collect();
    texts.join(",")
}
