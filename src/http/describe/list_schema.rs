//! JSON Schema of the one shape of lists.

use serde_json::{Value, json};

use super::schema::{name_of, nullable, object, reference, text};
use crate::kinds;

/// The schema of a list whose items have this name; `fields` may leave out some of their keys.
pub fn list_schema(item: &str) -> Value {
    list_of(&json!({ "anyOf": [reference(item), reference(&format!("{item}Fields"))] }))
}

/// The schema of a list of items with this schema.
pub fn list_of(item: &Value) -> Value {
    let count = || json!({ "type": "integer", "minimum": 0 });
    let value = object(&[("value", text()), ("count", count())]);
    let facet = object(&[
        ("groups", count()),
        ("values", json!({ "type": "array", "items": value })),
    ]);
    let counters = kinds::LISTS.iter().filter_map(|kind| kind.coverage);
    let counters: Vec<Value> = counters.map(|kind| reference(&name_of(kind))).collect();
    let claims = json!({ "type": "array", "items": { "anyOf": counters } });
    object(&[
        ("items", json!({ "type": "array", "items": item })),
        ("total", count()),
        ("next", nullable(text())),
        (
            "facets",
            json!({ "type": "object", "additionalProperties": facet }),
        ),
        ("undated", count()),
        (
            "coverage",
            nullable(object(&[("listed", count()), ("claims", claims)])),
        ),
        ("dataset", text()),
    ])
}
