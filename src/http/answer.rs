//! Bodies: ready pieces of JSON joined into the one list shape and the one item shape, and the other formats of the same.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use futures_util::stream;
use serde_json::{Map, Value, json};

use super::csv::{self, Column};
use super::format::Format;
use super::{html, timelinejs};
use crate::resource::MOST;
use crate::store::{Dataset, Facet, Filters, List, MARKS, Page, Store, Unanswered, What};

/// The values that a facet shows; their true number is given beside them.
const FACET_VALUES: usize = 100;

/// What a list says besides what was found.
pub struct Frame<'a> {
    /// The address of the next page.
    pub next: Option<String>,
    /// How many there are in truth, as far as the document says.
    pub coverage: Option<Coverage>,
    pub dataset: &'a Dataset,
}

/// The facts listed, and what the document says of how many there are.
pub struct Coverage {
    pub listed: i64,
    /// Items of the kind that counts.
    pub claims: Vec<String>,
}

/// `{"items": […], "total": …, "next": …, "facets": {…}, "undated": …, "coverage": …, "dataset": "…"}`.
pub fn list(what: What, found: &List, fields: &[String], frame: &Frame<'_>) -> Response {
    let coverage = frame.coverage.as_ref().map_or_else(
        || "null".to_owned(),
        |Coverage { listed, claims }| format!("{{\"listed\":{listed},\"claims\":[{}]}}", claims.join(",")),
    );
    let items: Vec<String> = found.items.iter().map(|item| shown(what, item, fields)).collect();
    let (next, facets) = (json!(frame.next), facets(&found.facets));
    let (total, undated, dataset) = (found.total, found.undated, json!(frame.dataset.version));
    let mut response = respond(
        Format::Json,
        format!(
            "{{\"items\":[{}],\"total\":{total},\"next\":{next},\"facets\":{facets},\"undated\":{undated},\
             \"coverage\":{coverage},\"dataset\":{dataset}}}",
            items.join(",")
        ),
    );
    let link = frame.next.as_ref().and_then(|next| HeaderValue::try_from(format!("<{next}>; rel=\"next\"")).ok());
    link.map(|link| response.headers_mut().append(header::LINK, link));
    response
}

/// `{"item": {…}, "dataset": "…"}`, or the item alone in the other formats.
pub fn item(what: What, format: Format, item: &str, dataset: &Dataset) -> Response {
    let parsed = || serde_json::from_str(item).unwrap_or_default();
    match format {
        Format::Csv => {
            let columns = csv::columns(what, &[]);
            let body = [csv::header(&columns), csv::row(&columns, &parsed())].concat();
            respond(format, body)
        }
        Format::Ndjson => respond(format, [item, "\n"].concat()),
        Format::Json | Format::TimelineJs => {
            respond(Format::Json, format!("{{\"item\":{item},\"dataset\":{}}}", json!(dataset.version)))
        }
    }
}

/// Any other object.
pub fn object(object: &Value) -> Response {
    respond(Format::Json, object.to_string())
}

/// A text of any type.
pub fn text(media_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// The feed of TimelineJS.
pub fn feed(found: &List) -> Response {
    let items: Vec<Value> = found.items.iter().filter_map(|item| serde_json::from_str(item).ok()).collect();
    respond(Format::TimelineJs, timelinejs::feed(&items).to_string())
}

/// A list as lines, read and sent page by page, so that memory stays flat however long it is.
pub fn export(store: Store, what: What, filters: Filters, page: Page, fields: Vec<String>, format: Format) -> Response {
    let columns = csv::columns(what, &fields);
    let head = if format == Format::Csv { csv::header(&columns) } else { Vec::new() };
    let start = Export { store, what, filters, page, fields, format, columns, head, done: false };
    respond(format, Body::from_stream(stream::try_unfold(start, Export::step)))
}

/// How far an export has come.
struct Export {
    store: Store,
    what: What,
    filters: Filters,
    /// What is still to be sent: from where, and how much.
    page: Page,
    fields: Vec<String>,
    format: Format,
    columns: Vec<Column>,
    head: Vec<u8>,
    done: bool,
}

impl Export {
    async fn step(mut self) -> Result<Option<(Bytes, Self)>, Unanswered> {
        if self.done {
            return Ok(None);
        }
        let left = self.page.limit.unwrap_or(u32::MAX);
        let page = Page { limit: Some(left.min(MOST)), ..self.page.clone() };
        let (items, next) = self.store.page(self.what, &self.filters, &page).await?;
        let sent = u32::try_from(items.len()).unwrap_or(u32::MAX);
        self.page.limit = self.page.limit.map(|limit| limit - sent.min(limit));
        self.done = next.is_none() || self.page.limit == Some(0);
        self.page.after = next;
        let mut lines = std::mem::take(&mut self.head);
        for item in &items {
            lines.extend(self.line(item));
        }
        Ok(Some((Bytes::from(lines), self)))
    }

    fn line(&self, item: &str) -> Vec<u8> {
        if self.format == Format::Csv {
            let item = shown(self.what, item, &[]);
            csv::row(&self.columns, &serde_json::from_str(&item).unwrap_or_default())
        } else {
            [shown(self.what, item, &self.fields).as_bytes(), b"\n"].concat()
        }
    }
}

/// An item with these keys alone, and its id; the whole where none are named. What a search found gets its snippet marked.
fn shown(what: What, item: &str, fields: &[String]) -> String {
    let searched = matches!(what, What::Search);
    if fields.is_empty() && !searched {
        return item.to_owned();
    }
    let mut keys: Map<String, Value> = serde_json::from_str(item).unwrap_or_default();
    keys.retain(|key, _| fields.is_empty() || key == "id" || fields.iter().any(|field| field == key));
    if let Some(snippet) = keys.get_mut("snippet").filter(|_| searched) {
        *snippet = json!(marked(snippet.as_str().unwrap_or_default()));
    }
    Value::Object(keys).to_string()
}

/// A snippet fit for HTML: all of it escaped, and the words that were looked for in `<mark>`.
fn marked(snippet: &str) -> String {
    html::escape(snippet).replace(MARKS.0, "<mark>").replace(MARKS.1, "</mark>")
}

fn facets(counted: &[Facet]) -> Value {
    let shown = |facet: &Facet| {
        let values = facet.values.iter().take(FACET_VALUES);
        let values: Vec<Value> = values.map(|(value, count)| json!({ "value": value, "count": count })).collect();
        (facet.name.to_owned(), json!({ "groups": facet.values.len(), "values": values }))
    };
    Value::Object(counted.iter().map(shown).collect())
}

fn respond(format: Format, body: impl Into<Body>) -> Response {
    text(format.media_type(), body)
}
