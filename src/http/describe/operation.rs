//! The operation of a route: its id, its tag, its parameters and its responses.

use serde_json::{Map, Value, json};

use super::json_schema::{object, property, reference, text};
use super::parameter_schema;
use super::schema::{item_name, name_of, pascal_case};
use crate::http::format::Format;
use crate::http::route::{Content, Group, HTML, Route};
use crate::kind::{Parameter, ParameterRole};
use crate::store::Collection;

/// The segment of a path that a parameter stands for.
const SEGMENT: &str = r"^[^/\u0000]+$";

/// The values that path parameters have in examples, by the pattern of the route.
pub type PathExamples = Map<String, Value>;

/// The operation of a route.
pub fn operation(route: &Route, examples: &PathExamples) -> Value {
    let parameters = route.accepted(Format::Json);
    let in_path = route.path_param().map(|name| {
        json!({
            "name": name,
            "in": "path",
            "required": true,
            "description": path_param_description(route),
            "schema": { "type": "string", "pattern": SEGMENT },
            "example": examples.get(&route.pattern),
        })
    });
    let in_query = parameters
        .iter()
        .map(|one| parameter_schema::parameter(one));
    json!({
        "get": {
            "operationId": operation_id(route),
            "tags": [tag(route)],
            "summary": summary(route),
            "description": description(route),
            "parameters": in_path.into_iter().chain(in_query).collect::<Vec<_>>(),
            "responses": responses(route, &parameters),
        }
    })
}

/// The tag of a route: the kind's list for lists and items, the part of the API for all others.
pub fn tag(route: &Route) -> String {
    match route.content {
        Content::List {
            collection: Collection::Kind(kind),
            ..
        }
        | Content::Item(kind) => kind.plural.replace('_', "-"),
        Content::List { .. } => "all-kinds".to_owned(),
        Content::Single { .. } => route.group.name().to_owned(),
    }
}

/// `listVisits`, `getVisit`, `getDataset`: a name that is unique and that generated clients give to the call.
fn operation_id(route: &Route) -> String {
    match route.content {
        Content::List {
            collection: Collection::Kind(kind),
            ..
        } => ["list", &pascal_case(kind.plural)].concat(),
        Content::List {
            collection: Collection::Search,
            ..
        } => "search".to_owned(),
        Content::List {
            collection: Collection::Timeline,
            ..
        } => "listTimeline".to_owned(),
        Content::Item(kind) => ["get", &name_of(kind)].concat(),
        Content::Single { .. } => {
            let path = route.pattern.trim_start_matches("/v1/");
            let name = match path {
                "/" => "Home".to_owned(),
                "/v1" => "ServiceDocument".to_owned(),
                path => pascal_case(path),
            };
            let page = if route.is_page() { "Page" } else { "" };
            ["get", &name, page].concat()
        }
    }
}

/// The first sentence of the route's description, without its full stop.
fn summary(route: &Route) -> &str {
    let first = route.summary.split_inclusive(". ").next();
    first.unwrap_or(route.summary).trim_end_matches(['.', ' '])
}

/// The route's description, with the formats that a suffix of the path selects.
fn description(route: &Route) -> String {
    let formats = route.formats();
    if formats.is_empty() {
        return route.summary.to_owned();
    }
    let suffixes: Vec<String> = formats
        .iter()
        .map(|format| format!("`{}`", format.suffix()))
        .collect();
    format!(
        "{} The header `Accept` selects the format, or a suffix of the path, which takes precedence: {}. Lines and \
         workbooks take no `facets`, and feeds no `fields` either. CSV takes `header=bom` as well, by which Excel knows \
         UTF-8. A workbook of too many rows is refused with status 406.",
        route.summary,
        suffixes.join(", ")
    )
}

fn path_param_description(route: &Route) -> &'static str {
    match route.content {
        Content::Item(_) => "The id of the item.",
        _ if route.is_page() => "The id of what the page shows.",
        _ => "The name of the problem, or of the file.",
    }
}

fn responses(route: &Route, parameters: &[&Parameter]) -> Value {
    // Outside of the API, a browser gets problems as pages.
    let has_pages = !route.pattern.starts_with("/v1");
    let problem = |description: &str| {
        let mut content = json!({ "application/problem+json": { "schema": reference("Problem") } });
        if has_pages {
            content[essence(HTML)] = json!({ "schema": text() });
        }
        json!({ "description": description, "content": content })
    };
    let content = content(route);
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
    if route.is_negotiated() {
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

/// The media types of a successful response.
fn content(route: &Route) -> Value {
    let json_schema = match route.content {
        Content::List { collection, .. } => reference(&format!("{}List", item_name(collection))),
        Content::Item(kind) => {
            let name = name_of(kind);
            let item = json!({ "anyOf": [reference(&name), reference(&format!("{name}Fields"))] });
            object(&[
                property("item", item, "the item"),
                property("dataset", text(), "the version of the data set"),
            ])
        }
        Content::Single { media_type, schema } => {
            let mut content = json!({ essence(media_type): { "schema": schema() } });
            if route.has_page {
                content[essence(HTML)] = json!({ "schema": text() });
            }
            return content;
        }
    };
    let mut content = Map::new();
    // A feed has the media type of JSON, and only its suffix selects it.
    let negotiable = route
        .formats()
        .iter()
        .filter(|format| **format != Format::TimelineJs);
    for format in negotiable {
        let schema = match format {
            Format::Json | Format::TimelineJs => json_schema.clone(),
            Format::Csv | Format::Ndjson => text(),
            Format::Xlsx => json!({ "type": "string", "format": "binary" }),
        };
        let media_type = essence(format.media_type()).to_owned();
        content.insert(media_type, json!({ "schema": schema }));
    }
    Value::Object(content)
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or(media_type)
}
