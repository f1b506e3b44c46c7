//! The OpenAPI 3.1 document, made from the table of routes and the declarations of kinds.

use serde_json::{Map, Value, json};

use super::list_schema::list_schema;
use super::schema::{self, item_name, name_of, object, partly, reference, text};
use crate::http::format::Format;
use crate::http::route::{Content, Group, Route};
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
    let path = |pattern: String, parameters: &[&Parameter], content: &Value| {
        (pattern, operation(route, parameters, content))
    };
    match route.content {
        Content::List {
            collection,
            formats,
        } => {
            let schema = reference(&format!("{}List", item_name(collection)));
            let negotiable: Vec<Format> = formats
                .iter()
                .copied()
                .filter(|format| *format != Format::TimelineJs)
                .collect();
            let all = route.accepted(Format::Json);
            let negotiated = path(route.pattern.clone(), &all, &content(&negotiable, &schema));
            let suffixed = formats.iter().map(|format| {
                let pattern = [&route.pattern, format.suffix()].concat();
                path(
                    pattern,
                    &route.accepted(*format),
                    &content(&[*format], &schema),
                )
            });
            std::iter::once(negotiated).chain(suffixed).collect()
        }
        Content::Item(kind) => {
            let item = object(&[("item", reference(&name_of(kind))), ("dataset", text())]);
            let parameters = route.accepted(Format::Json);
            vec![path(
                route.pattern.clone(),
                &parameters,
                &content(Format::COMMON, &item),
            )]
        }
        Content::Single { media_type, schema } => {
            let content = json!({ essence(media_type): { "schema": schema() } });
            vec![path(
                route.pattern.clone(),
                &route.accepted(Format::Json),
                &content,
            )]
        }
    }
}

fn operation(route: &Route, parameters: &[&Parameter], content: &Value) -> Value {
    let in_path = route
        .path_param()
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": text() }));
    let in_query = parameters.iter().map(|parameter| of_parameter(parameter));
    json!({
        "get": {
            "summary": route.summary,
            "parameters": in_path.into_iter().chain(in_query).collect::<Vec<_>>(),
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
        responses["304"] = json!({ "description": "The client's copy is current." });
    }
    if content
        .as_object()
        .is_some_and(|media_types| media_types.len() > 1)
    {
        responses["406"] = problem("The requested format is not available.");
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
        described["explode"] = json!(false);
    }
    described
}

fn content(formats: &[Format], schema: &Value) -> Value {
    let feed = || json!({ "type": "object" });
    let body = |format: &Format| match format {
        Format::Json => schema.clone(),
        Format::TimelineJs => feed(),
        Format::Csv | Format::Ndjson => text(),
    };
    let entry = |format: &Format| {
        (
            essence(format.media_type()).to_owned(),
            json!({ "schema": body(format) }),
        )
    };
    Value::Object(formats.iter().map(entry).collect())
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type
        .split_once(';')
        .map_or(media_type, |(essence, _)| essence)
}
