//! Whole lists as lines of CSV or NDJSON. They are read and sent a page at a time, so that memory stays flat however long the
//! list is. A list that ends within its first page is a complete body like any other.

use axum::body::{Body, Bytes};
use axum::response::Response;
use futures_util::{StreamExt as _, stream};

use super::fields;
use super::response::{StreamBuffer, with_format};
use crate::csv::{self, CsvColumn, FileStart};
use crate::http::format::Format;
use crate::kind::MAX_LIMIT;
use crate::kinds;
use crate::store::{
    Collection, Filters, Items, PageRequest, ResultSet, RowFormat, Store, StoreError,
};

/// The CSV columns of a list; with `fields`, those of these keys and the id.
pub fn columns(collection: Collection, fields: &[String]) -> Vec<CsvColumn> {
    match collection {
        Collection::Kind(kind) => csv::kind_columns(kind, fields),
        Collection::Timeline => csv::common_columns(kinds::timeline_keys(), fields),
        Collection::Search => csv::common_columns(kinds::search_keys(), fields),
    }
}

/// The CSV line of a stored item.
pub fn csv_row(columns: &[CsvColumn], item: &str) -> Vec<u8> {
    let item = serde_json::from_str(item).expect("stored items are JSON: tests/stored.rs");
    csv::row(columns, &item)
}

/// The part of a list to export.
pub struct ExportRequest {
    pub collection: Collection,
    pub filters: Filters,
    pub page: PageRequest,
    /// The keys to show; empty for all.
    pub fields: Vec<String>,
    pub format: Format,
    pub csv_start: FileStart,
}

/// A list as lines.
pub async fn lines(store: Store, request: ExportRequest) -> Result<Response, StoreError> {
    let (format, csv_start) = (request.format, request.csv_start);
    let export = Export::new(store, request).await?;
    let is_csv = format == Format::Csv;
    let header = if is_csv {
        csv::header(&export.columns, csv_start)
    } else {
        Vec::new()
    };
    let Some((first, rest)) = export.step().await? else {
        return Ok(with_format(format, header));
    };
    let first = Bytes::from([header, first].concat());
    if rest.done {
        return Ok(with_format(format, first));
    }
    let buffer = StreamBuffer(2 * first.len());
    // A client that has a part rather waits for the rest than has it cut off.
    let store = rest.store.with_long_wait();
    let rest = stream::try_unfold(Export { store, ..rest }, Export::step);
    let body = stream::iter([Ok(first)]).chain(rest.map(|page| page.map(Bytes::from)));
    let mut response = with_format(format, Body::from_stream(body));
    response.extensions_mut().insert(buffer);
    Ok(response)
}

/// The progress of an export: `request.page` is the part that is still to be sent.
struct Export {
    store: Store,
    request: ExportRequest,
    results: ResultSet,
    /// The keys that are still to be sent, where they are not found page by page.
    keys: Option<std::vec::IntoIter<u32>>,
    columns: Vec<CsvColumn>,
    done: bool,
}

impl Export {
    async fn new(store: Store, request: ExportRequest) -> Result<Self, StoreError> {
        let (collection, filters) = (request.collection, &request.filters);
        let results = store.find(collection, filters).await?;
        let keys = store.sorted_keys(collection, filters, &results, &request.page);
        let keys = keys.await?.map(Vec::into_iter);
        Ok(Self {
            columns: columns(collection, &request.fields),
            done: false,
            store,
            request,
            results,
            keys,
        })
    }

    /// The lines of the next page; `None` after the last.
    async fn step(mut self) -> Result<Option<(Vec<u8>, Self)>, StoreError> {
        if self.done {
            return Ok(None);
        }
        let lines = if self.uses_stored_lines() {
            self.next_items(RowFormat::Csv).await?.0
        } else {
            let items = self.next_items(RowFormat::Json).await?;
            items.iter().flat_map(|item| self.line(item)).collect()
        };
        Ok(Some((lines, self)))
    }

    async fn next_items(&mut self, format: RowFormat) -> Result<Items, StoreError> {
        let (store, request) = (&self.store, &mut self.request);
        let (collection, filters) = (request.collection, &request.filters);
        if let Some(keys) = &mut self.keys {
            let next: Vec<u32> = keys.take(MAX_LIMIT as usize).collect();
            self.done = keys.len() == 0;
            return store.render(collection, filters, &next, format).await;
        }
        let limit = request.page.limit.unwrap_or(u32::MAX).min(MAX_LIMIT);
        let mut next = request.page.clone();
        next.limit = Some(limit);
        let found = store.fetch_items(collection, filters, &self.results, &next, format);
        let (items, after) = found.await?;
        request.page.limit = request.page.limit.map(|total| total - limit);
        self.done = after.is_none() || request.page.limit == Some(0);
        request.page.after = after;
        Ok(items)
    }

    /// True if the lines that were stored at load time fit: all columns, and no state as of a day.
    fn uses_stored_lines(&self) -> bool {
        let request = &self.request;
        let is_as_loaded = request.fields.is_empty() && request.filters.as_of.is_none();
        let has_lines = matches!(request.collection, Collection::Kind(_));
        request.format == Format::Csv && is_as_loaded && has_lines
    }

    fn line(&self, item: &str) -> Vec<u8> {
        let fields = &self.request.fields;
        if self.request.format == Format::Csv {
            return csv_row(&self.columns, item);
        }
        ndjson_line(item, fields)
    }
}

/// The line of a stored item, with the members that `fields` names.
pub fn ndjson_line(item: &str, fields: &[String]) -> Vec<u8> {
    if fields.is_empty() {
        return [item, "\n"].concat().into_bytes();
    }
    let selected = serde_json::to_string(&fields::select(item, fields));
    (selected.expect("members are plain data") + "\n").into_bytes()
}
