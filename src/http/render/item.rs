//! The response of a single item, in any format.

use axum::response::Response;
use serde::Serialize;
use serde_json::value::RawValue;

use super::export;
use super::response::{json, with_format};
use crate::csv;
use crate::http::format::Format;
use crate::store::Collection;

/// The one shape of items.
#[derive(Serialize)]
struct ItemEnvelope<'a> {
    item: &'a RawValue,
    /// The version of the data set.
    dataset: &'a str,
}

/// `{"item": {…}, "dataset": "…"}`; in the other formats, the item alone.
pub fn item(collection: Collection, format: Format, item: &str, version: &str) -> Response {
    match format {
        Format::Csv => {
            let columns = export::columns(collection, &[]);
            with_format(
                format,
                [csv::header(&columns), export::csv_row(&columns, item)].concat(),
            )
        }
        Format::Ndjson => with_format(format, [item, "\n"].concat()),
        Format::Json | Format::TimelineJs => {
            let item = serde_json::from_str(item).expect("stored items are JSON: tests/stored.rs");
            json(&ItemEnvelope {
                item,
                dataset: version,
            })
        }
    }
}
