//! The OpenAPI 3.1 document, made from the table of routes and the declarations of kinds. A list is one path: its formats are
//! media types of its response.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::list_schema::{list_schema, warning};
use super::operation::{PathExamples, operation, tag};
use super::schema::{self, item_name, partly};
use crate::http::route::{Content, Route};
use crate::store::{Collection, Dataset};

/// Real values to show as examples.
#[derive(Debug, Default)]
pub struct Examples {
    /// Responses by the pattern of their route.
    pub responses: Map<String, Value>,
    pub path_params: PathExamples,
}

/// The whole document.
pub fn document(dataset: &Dataset, routes: &[Route], examples: &Examples) -> Value {
    let documented: Vec<&Route> = routes
        .iter()
        .filter(|route| route.group.is_described())
        .collect();
    let path = |route: &&Route| {
        let operation = operation(route, &examples.path_params);
        (route.pattern.clone(), operation)
    };
    let mut paths: Map<String, Value> = documented.iter().map(path).collect();
    for (path, example) in &examples.responses {
        let content = &mut paths[path]["get"]["responses"]["200"]["content"]["application/json"];
        content["example"] = example.clone();
    }
    json!({
        "openapi": "3.1.0",
        "info": info(dataset),
        "servers": [{ "url": "/", "description": "This server." }],
        "security": [],
        "tags": tags(&documented),
        "paths": paths,
        "components": { "schemas": schemas(&documented) },
    })
}

fn info(dataset: &Dataset) -> Value {
    let licence = dataset.licence.as_deref();
    let licence = licence.unwrap_or(env!("CARGO_PKG_LICENSE"));
    json!({
        "title": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "summary": "Facts about bilateral relations, each traced to its source.",
        "description": "Facts about bilateral relations, each traced to its source sentence. Dates are as precise as the \
                        text, and contradictions are shown. Everything is read-only and needs no key.",
        "contact": { "name": "The bilateral authors" },
        "license": { "name": licence, "identifier": licence },
        "x-dataset": dataset.version,
    })
}

/// The tags of all routes, each with a description.
fn tags(routes: &[&Route]) -> Value {
    let mut described: BTreeMap<String, &str> = BTreeMap::new();
    for route in routes {
        let description = match route.content {
            Content::List {
                collection: Collection::Kind(kind),
                ..
            }
            | Content::Item(kind) => kind.description,
            Content::List { .. } => "Lists of facts of every kind.",
            Content::Single { .. } => route.group.description(),
        };
        described.entry(tag(route)).or_insert(description);
    }
    let tag =
        |(name, description): (String, &str)| json!({ "name": name, "description": description });
    described.into_iter().map(tag).collect()
}

fn schemas(routes: &[&Route]) -> Map<String, Value> {
    let mut schemas = schema::components();
    schemas.insert("Warning".to_owned(), warning());
    for collection in routes.iter().filter_map(|route| route.collection()) {
        let name = item_name(collection);
        schemas.insert(format!("{name}Fields"), partly(&name, &schemas[&name]));
        schemas.insert(format!("{name}List"), list_schema(&name));
    }
    schemas
}
