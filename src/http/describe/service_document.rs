//! The service document, `/v1`: every collection with its parameters, and the other routes.

use serde_json::{Value, json};

use crate::http::route::{Content, Group, Route};
use crate::kind::Parameter;
use crate::kinds;
use crate::store::{Collection, Dataset};

pub fn document(dataset: &Dataset, routes: &[Route]) -> Value {
    let collections = routes.iter().filter_map(|route| match route.content {
        Content::List {
            collection: Collection::Kind(kind),
            ..
        } => Some(json!({
            "kind": kind.name,
            "url": route.pattern,
            "item": format!("{}/{{id}}", route.pattern),
            "about": route.summary,
            "parameters": parameters(route.parameters),
            "item_parameters": parameters(kinds::item_parameters(kind)),
        })),
        _ => None,
    });
    let links = routes.iter().filter(|route| {
        matches!(
            route.group,
            Group::Dataset | Group::Descriptions | Group::Probes
        )
    });
    let link = |route: &Route| json!({ "url": route.pattern, "about": route.summary });
    json!({
        "title": dataset.title,
        "collections": collections.collect::<Vec<_>>(),
        "timeline": mixed(routes, "/v1/timeline"),
        "search": mixed(routes, "/v1/search"),
        "links": links.map(link).collect::<Vec<_>>(),
        "dataset": dataset.version,
    })
}

/// A list of facts of all kinds.
fn mixed(routes: &[Route], path: &str) -> Value {
    let route = routes.iter().find(|route| route.pattern == path);
    let about = |route: &Route| {
        json!({
            "url": route.pattern,
            "about": route.summary,
            "parameters": parameters(route.parameters),
        })
    };
    route.map_or(Value::Null, about)
}

fn parameters(parameters: &[Parameter]) -> Vec<Value> {
    let describe = |parameter: &Parameter| {
        json!({
            "name": parameter.name,
            "about": parameter.description,
            "required": parameter.required,
            "takes": parameter.value_type.expected(),
            "allowed": parameter.value_type.allowed(),
        })
    };
    parameters.iter().map(describe).collect()
}
