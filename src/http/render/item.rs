//! The response of a single item, in any format.

use axum::response::Response;
use serde::Serialize;

use super::export;
use super::fields::{self, Members};
use super::response::{json, with_format};
use super::workbook::{self, Sheet};
use crate::csv::{self, FileStart};
use crate::http::format::Format;
use crate::kind::Kind;

/// The one shape of items.
#[derive(Serialize)]
struct ItemEnvelope<'a> {
    item: Members<'a>,
    /// The version of the data set.
    dataset: &'a str,
}

/// The parts of a response besides the item itself.
#[derive(Debug)]
pub struct ItemContext<'a> {
    pub kind: &'static Kind,
    /// The keys to show; empty for all.
    pub fields: &'a [String],
    pub csv_start: FileStart,
    /// The version of the data set.
    pub version: &'a str,
}

/// `{"item": {…}, "dataset": "…"}`; in the other formats, the item alone.
pub fn item(item: &str, format: Format, context: &ItemContext<'_>) -> Response {
    match format {
        Format::Csv => {
            let columns = csv::kind_columns(context.kind, context.fields);
            let row = export::csv_row(&columns, item);
            with_format(
                format,
                [csv::header(&columns, context.csv_start), row].concat(),
            )
        }
        Format::Xlsx => {
            let sheet = Sheet {
                name: context.kind.plural.replace('_', "-"),
                columns: csv::kind_columns(context.kind, context.fields),
                items: vec![item.to_owned()],
            };
            let bytes = workbook::workbook(&[sheet]).expect("one item fits into a sheet");
            with_format(format, bytes)
        }
        Format::Ndjson => with_format(format, export::ndjson_line(item, context.fields)),
        Format::Json | Format::TimelineJs => json(&ItemEnvelope {
            item: fields::select(item, context.fields),
            dataset: context.version,
        }),
    }
}
