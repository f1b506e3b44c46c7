//! The JSON response of a list.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use indexmap::IndexMap;
use serde::Serialize;
use serde_json::value::RawValue;

use super::fields;
use super::response::{HasWarnings, json};
use crate::store::{Facet, Items, Page};

/// The most values of a facet that a response holds; the number of all values stands beside them.
const MAX_FACET_VALUES: usize = 100;

/// The one shape of lists.
#[derive(Serialize)]
struct ListEnvelope<'a, T: Serialize> {
    items: Vec<T>,
    total: u64,
    next: Option<&'a str>,
    facets: IndexMap<&'static str, FacetCounts<'a>>,
    undated: u64,
    coverage: Option<CoverageEnvelope<'a>>,
    warnings: &'a [Warning],
    dataset: &'a str,
}

#[derive(Serialize)]
struct FacetCounts<'a> {
    groups: usize,
    values: Vec<ValueCount<'a>>,
}

#[derive(Serialize)]
struct ValueCount<'a> {
    value: &'a str,
    count: u64,
}

#[derive(Serialize)]
struct CoverageEnvelope<'a> {
    listed: u64,
    claims: Vec<&'a RawValue>,
}

/// A value of a filter that matches nothing in the data set.
#[derive(Debug, Serialize)]
pub struct Warning {
    pub parameter: &'static str,
    pub value: String,
    pub reason: &'static str,
    pub did_you_mean: Vec<String>,
}

/// The members of a list's response besides its page.
#[derive(Debug, Default)]
pub struct ListContext<'a> {
    /// The keys of the items to show; empty for all.
    pub fields: &'a [String],
    /// The relative URL of the next page.
    pub next: Option<String>,
    pub facets: Vec<Facet>,
    pub coverage: Option<Coverage>,
    pub warnings: Vec<Warning>,
    /// The version of the data set.
    pub version: &'a str,
}

/// The number of facts listed, beside the document's own claims of how many there are.
#[derive(Debug)]
pub struct Coverage {
    pub listed: u64,
    /// Items of the kind that counts.
    pub claims: Items,
}

/// `{"items": […], "total": …, "next": …, "facets": {…}, "undated": …, "coverage": …, "warnings": […],
/// "dataset": "…"}`.
pub fn list(page: &Page, context: &ListContext<'_>) -> Response {
    let mut response = if context.fields.is_empty() {
        json(&envelope(raw_items(&page.items), page, context))
    } else {
        let items = page
            .items
            .iter()
            .map(|item| fields::select(item, context.fields));
        json(&envelope(items.collect(), page, context))
    };
    if let Some(next) = &context.next {
        let link = HeaderValue::try_from(format!("<{next}>; rel=\"next\""));
        response
            .headers_mut()
            .append(header::LINK, link.expect("URLs are ASCII"));
    }
    if !context.warnings.is_empty() {
        response.extensions_mut().insert(HasWarnings);
    }
    response
}

fn envelope<'a, T: Serialize>(
    items: Vec<T>,
    page: &Page,
    context: &'a ListContext<'_>,
) -> ListEnvelope<'a, T> {
    ListEnvelope {
        items,
        total: page.total,
        next: context.next.as_deref(),
        facets: context
            .facets
            .iter()
            .map(|facet| (facet.name, facet_counts(facet)))
            .collect(),
        undated: page.undated,
        coverage: context.coverage.as_ref().map(|coverage| CoverageEnvelope {
            listed: coverage.listed,
            claims: raw_items(&coverage.claims),
        }),
        warnings: &context.warnings,
        dataset: context.version,
    }
}

fn facet_counts(facet: &Facet) -> FacetCounts<'_> {
    let values = facet.values.iter().take(MAX_FACET_VALUES);
    FacetCounts {
        groups: facet.values.len(),
        values: values
            .map(|(value, count)| ValueCount {
                value,
                count: *count,
            })
            .collect(),
    }
}

fn raw_items(items: &Items) -> Vec<&RawValue> {
    let raw = |item| serde_json::from_str(item).expect("stored items are JSON: tests/stored.rs");
    items.iter().map(raw).collect()
}
