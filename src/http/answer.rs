//! Bodies: ready pieces of JSON joined into the one list shape and the one item shape, and the other formats of the same.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::format::Format;
use super::{export, timelinejs};
use crate::csv;
use crate::store::{Collection, Dataset, Facet, Page};

/// The values that a facet shows; their true number is given beside them.
const FACET_VALUES: usize = 100;

/// What a list says besides what was found.
pub struct Frame<'a> {
    /// The address of the next page.
    pub next: Option<String>,
    /// What was to be counted.
    pub facets: Vec<Facet>,
    /// How many there are in truth, as far as the document says.
    pub coverage: Option<Coverage>,
    pub dataset: &'a Dataset,
}

/// The facts listed, and what the document says of how many there are.
pub struct Coverage {
    pub listed: u64,
    /// Items of the kind that counts, joined by commas.
    pub claims: Vec<u8>,
}

/// `{"items": […], "total": …, "next": …, "facets": {…}, "undated": …, "coverage": …, "dataset": "…"}`.
pub fn list(found: Page, fields: &[String], frame: &Frame<'_>) -> Response {
    let (next, facets) = (json!(frame.next), facets(&frame.facets));
    let (total, undated, dataset) = (found.total, found.undated, json!(frame.dataset.version));
    let items = if fields.is_empty() {
        found.items.into_comma_separated()
    } else {
        found
            .items
            .iter()
            .map(|item| shown(item, fields))
            .collect::<Vec<_>>()
            .join(",")
            .into_bytes()
    };
    let counts = format!(
        "],\"total\":{total},\"next\":{next},\"facets\":{facets},\"undated\":{undated},\"coverage\":"
    );
    let (listed, claims, end) =
        frame
            .coverage
            .as_ref()
            .map_or(("null".to_owned(), &b""[..], ""), |coverage| {
                (
                    format!("{{\"listed\":{},\"claims\":[", coverage.listed),
                    &coverage.claims,
                    "]}",
                )
            });
    let dataset = format!("{end},\"dataset\":{dataset}}}");
    // Long lists are copied once.
    let body = [
        b"{\"items\":[",
        &*items,
        counts.as_bytes(),
        listed.as_bytes(),
        claims,
        dataset.as_bytes(),
    ]
    .concat();
    let mut response = respond(Format::Json, body);
    let link = frame
        .next
        .as_ref()
        .and_then(|next| HeaderValue::try_from(format!("<{next}>; rel=\"next\"")).ok());
    link.map(|link| response.headers_mut().append(header::LINK, link));
    response
}

/// `{"item": {…}, "dataset": "…"}`, or the item alone in the other formats.
pub fn item(what: Collection, format: Format, item: &str, dataset: &Dataset) -> Response {
    let parsed = || serde_json::from_str(item).unwrap_or_default();
    match format {
        Format::Csv => {
            let columns = export::columns(what, &[]);
            let body = [csv::header(&columns), csv::row(&columns, &parsed())].concat();
            respond(format, body)
        }
        Format::Ndjson => respond(format, [item, "\n"].concat()),
        Format::Json | Format::TimelineJs => respond(
            Format::Json,
            format!("{{\"item\":{item},\"dataset\":{}}}", json!(dataset.version)),
        ),
    }
}

/// Any other object.
pub fn object(object: &Value) -> Response {
    respond(Format::Json, object.to_string())
}

/// A text of any type.
pub fn text(media_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// The feed of TimelineJS.
pub fn feed(found: &Page) -> Response {
    let items: Vec<Value> = found
        .items
        .iter()
        .filter_map(|item| serde_json::from_str(item).ok())
        .collect();
    respond(Format::TimelineJs, timelinejs::feed(&items).to_string())
}

/// An item with these keys alone, and its id; the whole where none are named.
pub fn shown(item: &str, fields: &[String]) -> String {
    if fields.is_empty() {
        return item.to_owned();
    }
    let mut keys: Map<String, Value> = serde_json::from_str(item).unwrap_or_default();
    keys.retain(|key, _| key == "id" || fields.iter().any(|field| field == key));
    Value::Object(keys).to_string()
}

fn facets(counted: &[Facet]) -> Value {
    let shown = |facet: &Facet| {
        let values = facet.values.iter().take(FACET_VALUES);
        let values: Vec<Value> = values
            .map(|(value, count)| json!({ "value": value, "count": count }))
            .collect();
        (
            facet.name.to_owned(),
            json!({ "groups": facet.values.len(), "values": values }),
        )
    };
    Value::Object(counted.iter().map(shown).collect())
}

pub fn respond(format: Format, body: impl Into<Body>) -> Response {
    text(format.media_type(), body)
}
