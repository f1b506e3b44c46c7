//! JSON Schema of the one shape of lists.

use serde_json::{Value, json};

use super::json_schema::{described, list, nullable, object, property, reference, text};
use super::schema::name_of;
use crate::kinds;

/// The schema of a list whose items have this name; `fields` may leave out some of their keys.
pub fn list_schema(item: &str) -> Value {
    let one = json!({ "anyOf": [reference(item), reference(&format!("{item}Fields"))] });
    let schema = object(&[
        property("items", list(one), "the items of this page"),
        property(
            "total",
            count(),
            "the number of all items that pass the filters",
        ),
        property(
            "next",
            nullable(text()),
            "the URL of the next page, relative to this one; null on the last page",
        ),
        property(
            "facets",
            json!({ "type": "object", "additionalProperties": facet() }),
            "the counts that `facets` asks for, by their names",
        ),
        property(
            "undated",
            count(),
            "the number of facts that are left out only because they have no date",
        ),
        property(
            "coverage",
            nullable(coverage()),
            "the number of facts listed beside those that the documents claim; null where no document counts them",
        ),
        property(
            "warnings",
            list(reference("Warning")),
            "the values of filters that match nothing in the data set",
        ),
        property("dataset", text(), "the version of the data set"),
    ]);
    described(schema, &format!("A page of a list of {item} items."))
}

fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn facet() -> Value {
    let value = object(&[
        property("value", text(), "the value"),
        property("count", count(), "the number of items that have it"),
    ]);
    object(&[
        property("groups", count(), "the number of all values"),
        property(
            "values",
            list(value),
            "the most frequent values, at most 100",
        ),
    ])
}

fn coverage() -> Value {
    let counters = kinds::all().filter_map(|kind| kind.coverage);
    let counters: Vec<Value> = counters.map(|kind| reference(&name_of(kind))).collect();
    object(&[
        property(
            "listed",
            count(),
            "the number of facts for the same relations and countries",
        ),
        property(
            "claims",
            list(json!({ "anyOf": counters })),
            "the numbers that the documents give",
        ),
    ])
}

/// The schema of a warning.
pub fn warning() -> Value {
    let schema = object(&[
        property("parameter", text(), "the parameter"),
        property("value", text(), "the value that matches nothing"),
        property(
            "reason",
            json!({ "type": "string", "const": "matches nothing" }),
            "why it is listed",
        ),
        property(
            "did_you_mean",
            list(text()),
            "the most similar values that match something, the most similar first",
        ),
    ]);
    described(
        schema,
        "A value of a filter that matches nothing in the data set.",
    )
}
