//! People in proposals: their tables, and the phrases by which titles name them.

use crate::seed::draft::persons::{self, PersonMention};
use crate::seed::draft::proposal::Value;

/// The table of a person who represents a country.
pub fn person_value(person: &PersonMention<'_>, country: &str) -> Value {
    let country = person.country.unwrap_or(country);
    let mut members = Vec::new();
    let texts = [
        ("name", person.name.as_deref()),
        ("title", person.title.as_deref()),
        ("office", person.office),
    ];
    for (key, text) in texts {
        members.extend(text.map(|text| (key, Value::text(text))));
    }
    members.push(("country", Value::text(country)));
    Value::Table(members)
}

/// The person in a title: `President Juana Ruiz of Peru`, `The Foreign Minister of Peru`.
pub fn person_phrase(person: &PersonMention<'_>, country: &str) -> String {
    let title = person.title.as_deref();
    match (title, person.name.as_deref()) {
        (Some(title), Some(name)) => format!("{} {name} of {country}", capitalized(title)),
        (None, Some(name)) => format!("{name} of {country}"),
        (Some(title), None) => format!("The {title} of {country}"),
        (None, None) => format!("A guest from {country}"),
    }
}

/// The name by which ids call a person: the last word of the name, or the title.
pub fn surname<'p>(person: &'p PersonMention<'_>) -> &'p str {
    let name = person.name.as_deref().map(persons::surname);
    name.or(person.title.as_deref()).unwrap_or("guest")
}

/// A text with a capital letter at its start.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    let first = first.into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
