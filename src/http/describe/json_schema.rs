//! The parts that every JSON Schema here is made of.

use serde_json::{Map, Value, json};

use crate::kind::Vocabulary;

/// A text without commas and NUL that is not just white space, which is trimmed.
pub const LIST_ENTRY: &str = r"^[^,\u0000]*[^,\s\u0000][^,\u0000]*$";

/// An id.
pub const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// The schema of an object that always has all of these keys, and no others.
pub fn object(properties: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = properties.iter().map(|(key, _)| *key).collect();
    let properties = properties
        .iter()
        .map(|(key, schema)| ((*key).to_owned(), schema.clone()));
    json!({
        "type": "object",
        "properties": properties.collect::<Map<_, _>>(),
        "required": required,
        "additionalProperties": false,
    })
}

/// A reference to one of the schemas of the document.
pub fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

pub fn nullable(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

pub fn text() -> Value {
    json!({ "type": "string" })
}

pub fn id() -> Value {
    json!({ "type": "string", "pattern": SLUG })
}

pub fn list(entry: Value) -> Value {
    json!({ "type": "array", "items": entry })
}

/// The schema of a vocabulary's values, with the meaning of each.
pub fn choice(vocabulary: &Vocabulary, description: &str) -> Value {
    let schema = json!({ "type": "string", "enum": vocabulary.values });
    described(
        schema,
        &format!("{description}. {}", vocabulary.described()),
    )
}

/// A schema with a description.
pub fn described(mut schema: Value, description: &str) -> Value {
    schema["description"] = json!(description);
    schema
}

/// A property of an object.
pub fn property<'n>(name: &'n str, schema: Value, description: &str) -> (&'n str, Value) {
    (name, described(schema, description))
}
