//! The OpenAPI 3.1 document, made from the same declarations that routes, parameters and answers are made from.

use serde_json::{Map, Value, json};

use super::address::is_live;
use super::format::Format;
use super::lists::{ListRoute, lists};
use super::page;
use super::schema::{self, name_of, nullable, object, partly, text};
use crate::kind::{Parameter, ParameterRole};
use crate::kinds;
use crate::store::Dataset;

/// True answers to show, by path.
pub type Examples = Map<String, Value>;

/// The whole document.
pub fn document(dataset: &Dataset, examples: &Examples) -> Value {
    let mut schemas = schema::components();
    let lists = lists();
    for list in lists {
        let partial = partly(&list.item, &schemas[&list.item]);
        schemas.insert(format!("{}Fields", list.item), partial);
        schemas.insert(format!("{}Page", list.item), list_schema(&list.item));
    }
    let mut paths: Map<String, Value> = lists
        .iter()
        .flat_map(paths_of_list)
        .chain(other_paths())
        .chain(pages())
        .collect();
    for (_, described) in paths.iter_mut().filter(|(path, _)| !is_live(path)) {
        described["get"]["responses"]["304"] =
            json!({ "description": "The client has the answer already." });
    }
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "bilateral",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Collection is known about the relations of two countries. Every fact points to the sentence it was \
                            read from, dates are as precise as the text, contradictions are shown.",
            "x-dataset": dataset.version,
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "schemas": schemas },
    });
    for (path, example) in examples {
        let content =
            &mut document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"];
        if content.is_object() {
            content["example"] = example.clone();
        }
    }
    document
}

fn paths_of_list(list: &ListRoute) -> Vec<(String, Value)> {
    let schema = json!({ "$ref": format!("#/components/schemas/{}Page", list.item) });
    let formats = list.formats.iter();
    let any = list
        .formats
        .iter()
        .filter(|format| **format != Format::TimelineJs)
        .copied()
        .collect::<Vec<_>>();
    let mut paths = vec![(
        list.path.clone(),
        get(list.about, list.parameters, &content(&any, &schema), &[]),
    )];
    for format in formats {
        let path = [&list.path, format.suffix()].concat();
        paths.push((
            path,
            get(
                list.about,
                list.takes(*format),
                &content(&[*format], &schema),
                &[],
            ),
        ));
    }
    if let Some(kind) = list.kind() {
        let item = object(&[
            (
                "item",
                json!({ "$ref": format!("#/components/schemas/{}", list.item) }),
            ),
            ("dataset", text()),
        ]);
        let about =
            "One item, by its id; a suffix of the id (.json, .csv, .ndjson) chooses the format.";
        let content = content(Format::COMMON, &item);
        paths.push((
            format!("{}/{{id}}", list.path),
            get(about, kind.item_parameters(), &content, &["id"]),
        ));
    }
    paths
}

fn other_paths() -> Vec<(String, Value)> {
    let as_json = |schema: Value| content(&[Format::Json], &schema);
    let plain = |kind: &str| json!({ kind: { "schema": { "type": "string" } } });
    let any = || json!({ "type": "object" });
    let sentences = list_of(&json!({ "$ref": "#/components/schemas/Sentence" }));
    let documents = kinds::document().plural;
    let rows = [
        (
            "/v1".to_owned(),
            "Every collection with its parameters.",
            as_json(any()),
            vec![],
        ),
        (
            format!("/v1/{documents}/{{id}}/sentences"),
            "Every sentence of a document.",
            as_json(sentences),
            vec!["id"],
        ),
        (
            "/v1/dataset".to_owned(),
            "Collection the data set says of itself.",
            as_json(any()),
            vec![],
        ),
        (
            "/v1/dataset.sqlite".to_owned(),
            "The data set itself.",
            plain("application/vnd.sqlite3"),
            vec![],
        ),
        (
            "/healthz".to_owned(),
            "Whether the server runs.",
            as_json(any()),
            vec![],
        ),
        (
            "/readyz".to_owned(),
            "Whether it can answer.",
            as_json(any()),
            vec![],
        ),
        (
            "/openapi.json".to_owned(),
            "This document.",
            as_json(any()),
            vec![],
        ),
        (
            "/docs/".to_owned(),
            "All of this to read.",
            plain("text/html"),
            vec![],
        ),
        (
            "/docs/problems/{name}".to_owned(),
            "Collection a kind of problem means.",
            plain("text/plain"),
            vec!["name"],
        ),
        (
            "/llms.txt".to_owned(),
            "The service in a few lines, for programs that read.",
            plain("text/plain"),
            vec![],
        ),
        (
            "/.well-known/api-catalog".to_owned(),
            "Where the API is described (RFC 9727).",
            json!({ "application/linkset+json": { "schema": any() } }),
            vec![],
        ),
    ];
    rows.into_iter()
        .map(|(path, about, content, names)| (path, get(about, &[], &content, &names)))
        .collect()
}

/// The pages for people.
fn pages() -> [(String, Value); 4] {
    let html = json!({ "text/html": { "schema": { "type": "string" } } });
    let rows: [(&str, &str, &[Parameter], &[&str]); 4] = [
        (
            "/",
            "All pairs, or what is found for words, to look at.",
            page::front_parameters(),
            &[],
        ),
        (
            "/relations/{id}",
            "All that is known of a pair, to look at.",
            page::pair_parameters(),
            &["id"],
        ),
        (
            "/documents/{id}",
            "Every sentence of a document and what was read from it, to look at.",
            &[],
            &["id"],
        ),
        (
            "/embed/timeline",
            "The timeline of a pair, to stand in another page.",
            page::embed_parameters(),
            &[],
        ),
    ];
    rows.map(|(path, about, takes, names)| (path.to_owned(), get(about, takes, &html, names)))
}

fn get(about: &str, parameters: &[Parameter], content: &Value, in_path: &[&str]) -> Value {
    let named = in_path
        .iter()
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": text() }));
    let asked = parameters.iter().map(of_parameter);
    let problem = |about: &str| {
        let schema = json!({ "$ref": "#/components/schemas/Problem" });
        json!({ "description": about, "content": { "application/problem+json": { "schema": schema } } })
    };
    let mut responses = json!({
        "200": { "description": "The answer.", "content": content },
        "400": problem("Parameters that are not right: all of them, each with what would be."),
        "414": problem("An address that is too long."),
        "431": problem("Headers that are too large."),
        "500": problem("A fault of the server's own."),
        "503": problem("Too much to do, or no answer of the database in time; Retry-After says when to try again."),
    });
    if content.as_object().is_some_and(|formats| formats.len() > 1) {
        responses["406"] = problem("A format that there is not.");
    }
    // What a request has to name may not be there.
    if !in_path.is_empty()
        || parameters
            .iter()
            .any(|one| one.required && one.role == ParameterRole::Relation)
    {
        responses["404"] = problem("Nothing has this address; the nearest ones.");
    }
    json!({ "get": { "summary": about, "parameters": named.chain(asked).collect::<Vec<_>>(), "responses": responses } })
}

fn of_parameter(parameter: &Parameter) -> Value {
    let (schema, several) = schema::of_parameter(parameter);
    let mut shown = json!({
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": format!("{}; takes {}", parameter.description, parameter.value_type.expected()),
        "schema": schema,
    });
    if several {
        shown["style"] = json!("form");
        shown["explode"] = json!(false);
    }
    shown
}

fn content(formats: &[Format], schema: &Value) -> Value {
    let feed = || json!({ "type": "object" });
    let body = |format: &Format| match format {
        Format::Json => schema.clone(),
        Format::TimelineJs => feed(),
        Format::Csv | Format::Ndjson => text(),
    };
    let named = |format: &Format| {
        format
            .media_type()
            .split(';')
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    Value::Object(
        formats
            .iter()
            .map(|format| (named(format), json!({ "schema": body(format) })))
            .collect(),
    )
}

fn list_schema(item: &str) -> Value {
    let schema = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    list_of(&json!({ "anyOf": [schema(item), schema(&format!("{item}Fields"))] }))
}

fn list_of(item: &Value) -> Value {
    let count = || json!({ "type": "integer", "minimum": 0 });
    let value = object(&[("value", text()), ("count", count())]);
    let facet = object(&[
        ("groups", count()),
        ("values", json!({ "type": "array", "items": value })),
    ]);
    let counters = kinds::LISTS.iter().filter_map(|kind| kind.coverage);
    let counters: Vec<Value> = counters
        .map(|kind| json!({ "$ref": format!("#/components/schemas/{}", name_of(kind)) }))
        .collect();
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
