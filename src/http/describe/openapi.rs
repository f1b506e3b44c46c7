//! The OpenAPI 3.1 document, made from the table of routes and the declarations of kinds.

use serde_json::{Map, Value, json};

use super::list_schema::list_schema;
use super::schema::{self, item_name, name_of, object, partly, reference, text};
use crate::http::format::Format;
use crate::http::route::{Content, Group, HTML, Route};
use crate::kind::{Parameter, ParameterRole};
use crate::store::Dataset;

/// Real responses to show as examples, by path.
pub type Examples = Map<String, Value>;

/// The whole document.
pub fn document(dataset: &Dataset, routes: &[Route], examples: &Examples) -> Value {
    let mut schemas = schema::components();
    for collection in routes.iter().filter_map(Route::collection) {
        let name = item_name(collection);
        schemas.insert(format!("{name}Fields"), partly(&name, &schemas[&name]));
        schemas.insert(format!("{name}List"), list_schema(&name));
    }
    let documented = routes.iter().filter(|route| route.group != Group::Assets);
    let mut paths: Map<String, Value> = documented.flat_map(paths_of).collect();
    for (path, example) in examples {
        let content = &mut paths[path]["get"]["responses"]["200"]["content"]["application/json"];
        if content.is_object() {
            content["example"] = example.clone();
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "bilateral",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Facts about bilateral relations, each traced to its source sentence. Dates are as precise as the \
                            text, and contradictions are shown.",
            "x-dataset": dataset.version,
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

/// A route's path with its operation; of a list, also the paths with a suffix.
fn paths_of(route: &Route) -> Vec<(String, Value)> {
    let all = route.accepted(Format::Json);
    let pattern = route.pattern.clone();
    match route.content {
        Content::List {
            collection,
            formats,
        } => {
            let schema = reference(&format!("{}List", item_name(collection)));
            let has_media_type = |format: &&Format| **format != Format::TimelineJs;
            let negotiable = content(formats.iter().filter(has_media_type), &schema);
            let mut paths = vec![(pattern, operation(route, &all, &negotiable))];
            for format in formats {
                let accepted = route.accepted(*format);
                let operation = operation(route, &accepted, &content([format], &schema));
                paths.push(([&route.pattern, format.suffix()].concat(), operation));
            }
            paths
        }
        Content::Item(kind) => {
            let item = object(&[("item", reference(&name_of(kind))), ("dataset", text())]);
            vec![(
                pattern,
                operation(route, &all, &content(Format::COMMON, &item)),
            )]
        }
        Content::Single { media_type, schema } => {
            let mut content = json!({ essence(media_type): { "schema": schema() } });
            if route.has_page {
                content[essence(HTML)] = json!({ "schema": text() });
            }
            vec![(pattern, operation(route, &all, &content))]
        }
    }
}

fn operation(route: &Route, parameters: &[&Parameter], content: &Value) -> Value {
    let in_path = route.path_param().into_iter();
    let in_path = in_path
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": segment() }));
    let in_query = parameters.iter().map(|parameter| of_parameter(parameter));
    json!({
        "get": {
            "summary": route.summary,
            "parameters": in_path.chain(in_query).collect::<Vec<_>>(),
            "responses": responses(route, parameters, content),
        }
    })
}

fn responses(route: &Route, parameters: &[&Parameter], content: &Value) -> Value {
    let problem = |description: &str| {
        let content = json!({ "application/problem+json": { "schema": reference("Problem") } });
        json!({ "description": description, "content": content })
    };
    let mut responses = json!({
        "200": { "description": "Success.", "content": content },
        "400": problem("Invalid query parameters: `errors` lists all of them."),
        "414": problem("The URL is too long."),
        "431": problem("The request headers are too large."),
        "500": problem("The server failed to handle the request."),
        "503": problem("The server is overloaded, or the database did not respond in time. Retry after `Retry-After` seconds."),
    });
    if route.group != Group::Probes {
        responses["206"] =
            json!({ "description": "The requested range of bytes.", "content": content });
        responses["416"] = problem("No byte of the body is in the requested range.");
        responses["304"] = json!({ "description": "The client's copy is current." });
    }
    let has_choice = content.as_object().is_some_and(|types| types.len() > 1);
    if has_choice || (route.formats().is_empty() && route.is_negotiated()) {
        responses["406"] = problem("The requested format is not available.");
    }
    if route.is_page() && route.path_param().is_some() {
        responses["308"] =
            json!({ "description": "The page of the pair with its countries in this order." });
    }
    // A path parameter, or a required filter by relation, may name something that does not exist.
    let names_a_pair =
        |parameter: &&Parameter| parameter.required && parameter.role == ParameterRole::Relation;
    if route.path_param().is_some() || parameters.iter().any(names_a_pair) {
        responses["404"] = problem("Not found: `errors` lists the closest names.");
    }
    responses
}

fn of_parameter(parameter: &Parameter) -> Value {
    let mut described = json!({
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": format!("{}: {}.", parameter.description, parameter.value_type.expected()),
        "schema": schema::of_parameter(parameter),
    });
    if parameter.value_type.takes_several() {
        described["style"] = json!("form");
        described["explode"] = json!(true);
    }
    described
}

/// The content of a response in any of these formats.
fn content<'f>(formats: impl IntoIterator<Item = &'f Format>, schema: &Value) -> Value {
    let mut content = Map::new();
    for format in formats {
        let schema = match format {
            Format::Json => schema.clone(),
            Format::TimelineJs => json!({ "type": "object" }),
            Format::Csv | Format::Ndjson => text(),
        };
        content.insert(
            essence(format.media_type()).to_owned(),
            json!({ "schema": schema }),
        );
    }
    Value::Object(content)
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or(media_type)
}

/// The segment of a path that a parameter stands for.
fn segment() -> Value {
    json!({ "type": "string", "pattern": r"^[^/\u0000]+$" })
}
