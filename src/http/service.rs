//! The service document: every collection with its parameters, and every other address.

use serde_json::{Value, json};

use crate::kind::{Kind, Parameter};
use crate::kinds;
use crate::store::Dataset;

/// What `/v1` answers.
pub fn document(dataset: &Dataset) -> Value {
    let collections: Vec<Value> = kinds::LISTS.iter().map(|kind| collection(kind)).collect();
    let documents = kinds::document().plural;
    json!({
        "title": dataset.title,
        "collections": collections,
        "timeline": {
            "url": "/v1/timeline",
            "about": "Every dated fact of every kind, in one shape, oldest first.",
            "parameters": parameters(kinds::timeline_parameters()),
        },
        "search": {
            "url": "/v1/search",
            "about": "Every fact of every kind that has the words, the most relevant first, with a snippet.",
            "parameters": parameters(kinds::search_parameters()),
        },
        "links": [
            link(&format!("/v1/{documents}/{{id}}/sentences"), "Every sentence of a document, with the facts read from it."),
            link("/v1/dataset", "Collection the data set says of itself."),
            link("/v1/dataset.sqlite", "The data set itself."),
            link("/openapi.json", "The API for machines."),
            link("/docs/", "The API for people."),
            link("/healthz", "Whether the server runs."),
            link("/readyz", "Whether it can answer."),
        ],
        "dataset": dataset.version,
    })
}

fn collection(kind: &Kind) -> Value {
    json!({
        "kind": kind.name,
        "url": format!("/v1/{}", kind.plural),
        "item": format!("/v1/{}/{{id}}", kind.plural),
        "about": kind.description,
        "parameters": parameters(kinds::list_parameters(kind)),
        "item_parameters": parameters(kind.item_parameters()),
    })
}

fn parameters(list: &[Parameter]) -> Vec<Value> {
    let shown = |parameter: &Parameter| {
        json!({
            "name": parameter.name,
            "about": parameter.description,
            "required": parameter.required,
            "takes": parameter.value_type.expected(),
            "allowed": parameter.value_type.allowed(),
        })
    };
    list.iter().map(shown).collect()
}

fn link(url: &str, about: &str) -> Value {
    json!({ "url": url, "about": about })
}
