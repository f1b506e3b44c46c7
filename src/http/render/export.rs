//! Whole lists as lines of CSV or NDJSON. They are read and sent a page at a time, so that memory stays flat however long the
//! list is. A list that ends within its first page is a complete body like any other.

use axum::body::{Body, Bytes};
use axum::response::Response;
use futures_util::{StreamExt as _, stream};

use super::fields;
use super::response::{StreamBuffer, with_format};
use crate::csv::{self, CsvColumn};
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
}

/// A list as lines.
pub async fn lines(store: Store, request: ExportRequest) -> Result<Response, StoreError> {
    let ExportRequest {
        collection,
        filters,
        page,
        fields,
        format,
    } = request;
    let columns = columns(collection, &fields);
    let header = if format == Format::Csv {
        csv::header(&columns)
    } else {
        Vec::new()
    };
    let results = store.find(collection, &filters).await?;
    let keys = store
        .sorted_keys(collection, &filters, &results, &page)
        .await?
        .map(Vec::into_iter);
    let export = Export {
        store,
        collection,
        filters,
        results,
        page,
        keys,
        fields,
        format,
        columns,
        done: false,
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
    let rest = Export {
        store: rest.store.with_long_wait(),
        ..rest
    };
    let rest = stream::try_unfold(rest, Export::step).map(|page| page.map(Bytes::from));
    let body = stream::iter([Ok(first)]).chain(rest);
    let mut response = with_format(format, Body::from_stream(body));
    response.extensions_mut().insert(buffer);
    Ok(response)
}

/// The progress of an export.
struct Export {
    store: Store,
    collection: Collection,
    filters: Filters,
    results: ResultSet,
    /// The part that is still to be sent.
    page: PageRequest,
    /// The keys that are still to be sent, where they are not found page by page.
    keys: Option<std::vec::IntoIter<u32>>,
    fields: Vec<String>,
    format: Format,
    columns: Vec<CsvColumn>,
    done: bool,
}

impl Export {
    /// The lines of the next page; `None` after the last.
    async fn step(mut self) -> Result<Option<(Vec<u8>, Self)>, StoreError> {
        if self.done {
            return Ok(None);
        }
        let stored = self.uses_stored_lines();
        let items = self
            .next_items(if stored {
                RowFormat::Csv
            } else {
                RowFormat::Json
            })
            .await?;
        let lines = if stored {
            items.0
        } else {
            items.iter().flat_map(|item| self.line(item)).collect()
        };
        Ok(Some((lines, self)))
    }

    async fn next_items(&mut self, format: RowFormat) -> Result<Items, StoreError> {
        if let Some(keys) = &mut self.keys {
            let page: Vec<u32> = keys.take(MAX_LIMIT as usize).collect();
            self.done = keys.len() == 0;
            return self
                .store
                .render(self.collection, &self.filters, &page, format)
                .await;
        }
        let left = self.page.limit.unwrap_or(u32::MAX).min(MAX_LIMIT);
        let page = PageRequest {
            limit: Some(left),
            ..self.page.clone()
        };
        let (items, next) = self
            .store
            .fetch_items(self.collection, &self.filters, &self.results, &page, format)
            .await?;
        self.page.limit = self.page.limit.map(|limit| limit - left);
        self.done = next.is_none() || self.page.limit == Some(0);
        self.page.after = next;
        Ok(items)
    }

    /// True if the lines that were stored at load time fit: all columns, and no state as of a day.
    fn uses_stored_lines(&self) -> bool {
        let as_loaded = self.fields.is_empty() && self.filters.as_of.is_none();
        self.format == Format::Csv && as_loaded && matches!(self.collection, Collection::Kind(_))
    }

    fn line(&self, item: &str) -> Vec<u8> {
        if self.format == Format::Csv {
            return csv_row(&self.columns, item);
        }
        let mut line = if self.fields.is_empty() {
            item.as_bytes().to_vec()
        } else {
            serde_json::to_vec(&fields::select(item, &self.fields)).expect("members are plain data")
        };
        line.push(b'\n');
        line
    }
}
