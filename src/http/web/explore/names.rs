//! Names of keys, parameters and values, as readers see them.

use std::borrow::Cow;

use crate::kind::{FieldType, Kind, Parameter, ParameterRole, ParameterType};
use crate::store::Collection;
use crate::values::country;

/// A name of the API in words: `guest_country` is `Guest country`.
pub fn label(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first
        .chain(letters)
        .map(|letter| if letter == '_' { ' ' } else { letter })
        .collect()
}

/// The name of a parameter in words.
pub fn parameter_label(parameter: &Parameter) -> String {
    match parameter.role {
        ParameterRole::SearchTerms => "Words".to_owned(),
        ParameterRole::Match => "Dates in the period".to_owned(),
        ParameterRole::AsOf => "State as of".to_owned(),
        ParameterRole::Limit => "Rows".to_owned(),
        ParameterRole::Sort => "Order".to_owned(),
        ParameterRole::Relation => "Pair".to_owned(),
        _ => label(parameter.name),
    }
}

/// The title of a list: `Mission events`.
pub fn list_title(collection: Collection) -> String {
    match collection {
        Collection::Kind(kind) => label(kind.plural),
        Collection::Timeline => "Timeline".to_owned(),
        Collection::Search => "Search".to_owned(),
    }
}

/// The word for so many facts of a list.
pub fn unit(collection: Collection, count: u64) -> String {
    let (one, many) = match collection {
        Collection::Kind(kind) if kind.plural.ends_with('s') => (kind.name, kind.plural.to_owned()),
        // A name that counts nothing: 65 facts of the list of cooperation.
        Collection::Kind(kind) if kind.plural != kind.name => {
            (kind.name, [kind.name, "s"].concat())
        }
        _ => ("fact", "facts".to_owned()),
    };
    words(if count == 1 { one } else { &many }).into_owned()
}

/// The English name of a country, or its code if it has none.
pub fn country_name(code: &str) -> String {
    country::name(code).unwrap_or(code).to_owned()
}

/// A value of a parameter as readers see it.
pub fn value_label(parameter: &Parameter, value: &str) -> String {
    match parameter.value_type {
        ParameterType::Country => country_name(value),
        ParameterType::AnyOf(_) | ParameterType::OneOf(_) => match value {
            "true" => "yes".to_owned(),
            "false" => "no".to_owned(),
            value => words(value).into_owned(),
        },
        _ => value.to_owned(),
    }
}

/// A value of a vocabulary with spaces.
pub fn words(value: &str) -> Cow<'_, str> {
    if value.contains('_') {
        Cow::Owned(value.replace('_', " "))
    } else {
        Cow::Borrowed(value)
    }
}

/// The meaning of a value of a vocabulary.
pub fn meaning(parameter: &Parameter, value: &str) -> Option<&'static str> {
    let mut entries = parameter.vocabulary?.entries();
    let found = entries.find(|(known, _)| *known == value);
    found.map(|(_, meaning)| meaning)
}

/// True if a filter of the list looks for places, which facets give by their ids.
pub fn is_of_places(collection: Collection, name: &str) -> bool {
    let Collection::Kind(kind) = collection else {
        return false;
    };
    field_type(kind, name).is_some_and(|found| matches!(found, FieldType::Place))
}

fn field_type(kind: &Kind, filter: &str) -> Option<FieldType> {
    let filter = kind.filters.iter().find(|one| one.name == filter)?;
    kind.type_at(filter.path)
}

/// The words of an id, each with a capital letter: `phnom-penh` is `Phnom Penh`.
pub fn id_words(id: &str) -> String {
    let words = id.split('-').map(label);
    words.collect::<Vec<_>>().join(" ")
}
