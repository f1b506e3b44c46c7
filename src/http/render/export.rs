//! Whole lists as CSV, as NDJSON or as a feed for TimelineJS. They are read and sent a page at a time, so that memory stays flat however long the
//! list is. A list that ends within its first page is a complete body like any other.

use axum::body::{Body, Bytes};
use axum::response::Response;
use futures_util::{StreamExt as _, stream};

use super::response::{StreamBuffer, with_format};
use super::{fields, timelinejs};
use crate::csv::{self, CsvColumn, FileStart};
use crate::http::format::Format;
use crate::kind::MAX_LIMIT;
use crate::kinds;
use crate::store::{
    Collection, Filters, Items, PageRequest, ResultSet, RowFormat, SortedKeys, Store, StoreError,
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

/// A whole list.
pub async fn whole_list(store: Store, request: ExportRequest) -> Result<Response, StoreError> {
    let format = request.format;
    let export = Export::new(store, request).await?;
    let start = export.start();
    let Some((first, rest)) = export.step().await? else {
        return Ok(with_format(format, start));
    };
    let first = Bytes::from([start, first].concat());
    if rest.done {
        return Ok(with_format(format, first));
    }
    // While a page is being sent, the next one is read.
    let buffer = StreamBuffer(first.len() + rest.page_memory);
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
    keys: Option<SortedKeys>,
    columns: Vec<CsvColumn>,
    /// The text between the events of a feed that are sent and those that follow.
    separator: &'static [u8],
    /// The memory that the last page took, in bytes.
    page_memory: usize,
    done: bool,
}

impl Export {
    async fn new(store: Store, request: ExportRequest) -> Result<Self, StoreError> {
        let (collection, filters) = (request.collection, &request.filters);
        let results = store.find(collection, filters).await?;
        let keys = store.sorted_keys(collection, filters, &results, &request.page);
        let keys = keys.await?;
        Ok(Self {
            columns: columns(collection, &request.fields),
            separator: b"",
            page_memory: 0,
            done: false,
            store,
            request,
            results,
            keys,
        })
    }

    /// The text before the first page.
    fn start(&self) -> Vec<u8> {
        match self.request.format {
            Format::Csv => csv::header(&self.columns, self.request.csv_start),
            Format::TimelineJs => timelinejs::START.to_vec(),
            Format::Json | Format::Ndjson | Format::Xlsx => Vec::new(),
        }
    }

    /// The text of the next page; `None` after the last.
    async fn step(mut self) -> Result<Option<(Vec<u8>, Self)>, StoreError> {
        if self.done {
            return Ok(None);
        }
        if self.uses_stored_lines() {
            let lines = self.next_items(RowFormat::Csv).await?.0;
            self.page_memory = lines.len();
            return Ok(Some((lines, self)));
        }
        let (items, text) = if self.request.format == Format::TimelineJs {
            let entries = self.next_items(RowFormat::Timeline).await?;
            let text = self.events(&entries);
            (entries, text)
        } else {
            let items = self.next_items(RowFormat::Json).await?;
            let text = items.iter().flat_map(|item| self.line(item)).collect();
            (items, text)
        };
        self.page_memory = items.0.len() + text.len();
        Ok(Some((text, self)))
    }

    /// The next events of a feed, and its end after the last.
    fn events(&mut self, items: &Items) -> Vec<u8> {
        let mut text = Vec::new();
        for event in items.iter().filter_map(timelinejs::event_json) {
            text.extend_from_slice(self.separator);
            text.extend_from_slice(&event);
            self.separator = b",";
        }
        if self.done {
            text.extend_from_slice(timelinejs::END);
        }
        text
    }

    async fn next_items(&mut self, format: RowFormat) -> Result<Items, StoreError> {
        let (store, request) = (&self.store, &mut self.request);
        let (collection, filters) = (request.collection, &request.filters);
        if let Some(keys) = &mut self.keys {
            let next = store.take_keys(collection, &self.results, keys, MAX_LIMIT as usize);
            let next = next.await?;
            self.done = keys.is_empty();
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
