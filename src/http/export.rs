//! Whole lists as lines of CSV or NDJSON: read and sent page by page, so that memory stays flat however long they are. A list
//! that ends with its first page is an answer like any other.

use axum::body::{Body, Bytes};
use axum::response::Response;
use futures_util::{StreamExt as _, stream};

use super::answer::{respond, shown};
use super::asked::Asked;
use super::format::Format;
use super::limits::Piece;
use crate::csv::{self, CsvColumn};
use crate::kind::MAX_LIMIT;
use crate::kinds;
use crate::store::{
    Collection, Filters, Items, PageRequest, ResultSet, RowFormat, Store, StoreError,
};

/// The columns of a list's CSV; with `fields`, those of these keys and the id.
pub fn columns(what: Collection, fields: &[String]) -> Vec<CsvColumn> {
    match what {
        Collection::Kind(kind) => csv::kind_columns(kind, fields),
        Collection::Timeline => csv::common_columns(kinds::timeline_keys(), fields),
        Collection::Search => csv::common_columns(kinds::search_keys(), fields),
    }
}

/// A list as lines.
pub async fn lines(
    store: Store,
    what: Collection,
    asked: Asked,
    format: Format,
) -> Result<Response, StoreError> {
    let Asked {
        filters,
        page,
        fields,
        ..
    } = asked;
    let columns = columns(what, &fields);
    let head = if format == Format::Csv {
        csv::header(&columns)
    } else {
        Vec::new()
    };
    let found = store.find(what, &filters).await?;
    let ordered = store
        .sorted_keys(what, &filters, &found, &page)
        .await?
        .map(Vec::into_iter);
    let start = Export {
        store,
        what,
        filters,
        found,
        page,
        ordered,
        fields,
        format,
        columns,
        done: false,
    };
    let Some((first, rest)) = start.step().await? else {
        return Ok(respond(format, head));
    };
    let first = Bytes::from([head, first].concat());
    if rest.done {
        return Ok(respond(format, first));
    }
    let piece = Piece(2 * first.len());
    // Whoever has a part waits for the rest, rather than have it cut off.
    let rest = Export {
        store: rest.store.with_long_wait(),
        ..rest
    };
    let rest = stream::try_unfold(rest, Export::step).map(|page| page.map(Bytes::from));
    let mut response = respond(
        format,
        Body::from_stream(stream::iter([Ok(first)]).chain(rest)),
    );
    response.extensions_mut().insert(piece);
    Ok(response)
}

/// How far an export has come.
struct Export {
    store: Store,
    what: Collection,
    filters: Filters,
    found: ResultSet,
    /// What is still to be sent: from where, and how much.
    page: PageRequest,
    /// The keys of what is still to be sent, where they are not found page by page.
    ordered: Option<std::vec::IntoIter<u32>>,
    fields: Vec<String>,
    format: Format,
    columns: Vec<CsvColumn>,
    done: bool,
}

impl Export {
    async fn step(mut self) -> Result<Option<(Vec<u8>, Self)>, StoreError> {
        if self.done {
            return Ok(None);
        }
        let ready = self.is_ready();
        let items = self
            .items(if ready {
                RowFormat::Csv
            } else {
                RowFormat::Json
            })
            .await?;
        let lines = if ready {
            items.0
        } else {
            items.iter().flat_map(|item| self.line(item)).collect()
        };
        Ok(Some((lines, self)))
    }

    /// The items of the next page.
    async fn items(&mut self, form: RowFormat) -> Result<Items, StoreError> {
        if let Some(ordered) = &mut self.ordered {
            let keys: Vec<u32> = ordered.take(MAX_LIMIT as usize).collect();
            self.done = ordered.len() == 0;
            return self
                .store
                .render(self.what, &self.filters, &keys, form)
                .await;
        }
        let left = self.page.limit.unwrap_or(u32::MAX).min(MAX_LIMIT);
        let page = PageRequest {
            limit: Some(left),
            ..self.page.clone()
        };
        let (items, next) = self
            .store
            .fetch_items(self.what, &self.filters, &self.found, &page, form)
            .await?;
        self.page.limit = self.page.limit.map(|limit| limit - left);
        self.done = next.is_none() || self.page.limit == Some(0);
        self.page.after = next;
        Ok(items)
    }

    /// Whether the lines were written when the facts were loaded: all columns, as they are when everything has happened.
    fn is_ready(&self) -> bool {
        let as_loaded = self.fields.is_empty() && self.filters.as_of.is_none();
        self.format == Format::Csv && as_loaded && matches!(self.what, Collection::Kind(_))
    }

    fn line(&self, item: &str) -> Vec<u8> {
        if self.format == Format::Csv {
            csv::row(
                &self.columns,
                &serde_json::from_str(item).unwrap_or_default(),
            )
        } else {
            [shown(item, &self.fields).as_bytes(), b"\n"].concat()
        }
    }
}
