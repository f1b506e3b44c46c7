//! The names that the documents of a pair use for countries.

use serde_json::Value;

use super::pair::Pair;
use super::parsed_fact::ParsedFact;
use crate::kind::{Field, FieldType, Kind, Rule};

/// An entry of the list.
#[derive(Debug, Clone, Copy)]
pub struct CountryName<'p> {
    pub code: &'p str,
    pub name: &'p str,
    /// The first and the last year in which the country existed, as far as they are known.
    pub years: (Option<u64>, Option<u64>),
    pub successor: Option<&'p str>,
}

/// The list of a kind that names countries. Its codes do not mean that a fact concerns them.
fn country_names_list(kind: &Kind) -> Option<&'static str> {
    kind.rules.iter().find_map(|rule| match rule {
        Rule::NamesCountries { list } => Some(*list),
        _ => None,
    })
}

impl Pair {
    /// The names in the order of the relation; an entry that could not be read is left out.
    pub fn country_names(&self) -> impl Iterator<Item = CountryName<'_>> {
        let list = self.relation().and_then(|relation| {
            let list = country_names_list(relation.kind)?;
            relation.list(list)
        });
        list.unwrap_or(&[]).iter().filter_map(|entry| {
            let text = |key: &str| entry.get(key).and_then(Value::as_str);
            let year = |key: &str| entry.get(key).and_then(Value::as_u64);
            Some(CountryName {
                code: text("code")?,
                name: text("name")?,
                years: (year("first_year"), year("last_year")),
                successor: text("successor"),
            })
        })
    }
}

impl ParsedFact {
    /// The codes of the countries that the fact concerns, each with the name of its field.
    pub fn countries(&self) -> Vec<(&'static str, &str)> {
        let names = country_names_list(self.kind);
        let fields = self.kind.fields.iter();
        let mut found = Vec::new();
        for field in fields.filter(|field| Some(field.name) != names) {
            let mut codes = Vec::new();
            collect(field, &self.values[field.name], &mut codes);
            found.extend(codes.into_iter().map(|code| (field.name, code)));
        }
        found
    }
}

fn collect<'f>(field: &Field, value: &'f Value, codes: &mut Vec<&'f str>) {
    match (field.field_type.element_type(), value) {
        (_, Value::Array(entries)) => {
            for entry in entries {
                collect(field, entry, codes);
            }
        }
        (FieldType::Country, Value::String(code)) => codes.push(code),
        (FieldType::Group(fields), Value::Object(group)) => {
            for inner in fields {
                collect(inner, &group[inner.name], codes);
            }
        }
        _ => {}
    }
}
