//! The service described for people and for programs that read, from the same declarations. No script, no other host.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::lists::{ListRoute, lists};
use crate::store::Dataset;
use crate::values::html::escape;

/// `/docs/`: every list with its parameters, to read without a network.
pub fn docs(dataset: &Dataset) -> String {
    let mut page = String::from(HEAD);
    let _ = writeln!(
        page,
        "<p>Data set <code>{}</code>. The same for machines: <a href=\"/openapi.json\">OpenAPI</a>, \
         <a href=\"/v1\">service document</a>. The data itself: <a href=\"/v1/dataset.sqlite\">SQLite</a>.</p>",
        escape(&dataset.version)
    );
    for list in lists() {
        section(&mut page, list);
    }
    page.push_str("</main></body></html>\n");
    page
}

const HEAD: &str = "<!doctype html>
<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">
<title>bilateral: the API</title><link rel=\"icon\" href=\"/assets/icon.svg\" type=\"image/svg+xml\">
<link rel=\"stylesheet\" href=\"/assets/style.css\"></head>
<body><main><p><a href=\"/\">bilateral</a></p><h1>bilateral: the API</h1>
<p>Collection is known about the relations of two countries. Every fact points to the sentence it was read from, dates are as
precise as the text, contradictions are shown. Only GET and HEAD.</p>
";

fn section(page: &mut String, list: &ListRoute) {
    let suffixes: Vec<&str> = list.formats.iter().map(|format| format.suffix()).collect();
    let item = list
        .kind()
        .map(|_| format!(" One item: <code>{}/{{id}}</code>.", list.path))
        .unwrap_or_default();
    let (path, about) = (&list.path, escape(list.about));
    let _ = writeln!(
        page,
        "<h2 id=\"{path}\"><a href=\"{path}\">{path}</a></h2>\n<p>{about}{item} Formats: <code>{}</code>.</p>",
        suffixes.join(" ")
    );
    page.push_str("<table><thead><tr><th>parameter<th>meaning<th>takes</thead><tbody>\n");
    for parameter in list.parameters {
        let allowed = parameter
            .value_type
            .allowed()
            .map(|list| format!(": <code>{}</code>", list.join(" ")))
            .unwrap_or_default();
        let (about, takes) = (
            escape(parameter.description),
            parameter.value_type.expected(),
        );
        let _ = writeln!(
            page,
            "<tr><td><code>{}</code><td>{about}<td>{takes}{allowed}",
            parameter.name
        );
    }
    page.push_str("</tbody></table>\n");
}

/// `/llms.txt`: the service in a few lines.
pub fn llms() -> String {
    let mut text = String::from(
        "# bilateral\n\n> Collection is known about the relations of two countries, read-only. Every fact points to the sentence it \
         was read from; dates are EDTF with bounds; contradictions are records of their own.\n\n\
         ListUpdate answer {items, total, next, facets, undated, coverage, dataset}; follow `next` for more. Errors are RFC 9457 \
         problems that say what would be right.\n\n## ListUpdate\n\n",
    );
    for list in lists() {
        let names: Vec<&str> = list
            .parameters
            .iter()
            .map(|parameter| parameter.name)
            .collect();
        let _ = writeln!(
            text,
            "- [{0}]({0}): {1} Parameters: {2}",
            list.path,
            list.about,
            names.join(", ")
        );
    }
    text.push_str(
        "\n## More\n\n- [OpenAPI](/openapi.json)\n- [Service document](/v1)\n- [SQLite](/v1/dataset.sqlite)\n",
    );
    text
}

/// `/.well-known/api-catalog` (RFC 9727): a set of links.
pub fn catalog() -> Value {
    let to = |href: &str, media_type: &str| json!([{ "href": href, "type": media_type }]);
    json!({
        "linkset": [{
            "anchor": "/v1",
            "service-desc": to("/openapi.json", "application/json"),
            "service-doc": to("/docs/", "text/html"),
            "service-meta": to("/v1/dataset", "application/json"),
            "status": to("/readyz", "application/json"),
        }],
    })
}
