//! The results on a page: the rows of a table, the facets, and the ways to take the list along.

use super::address::Address;
use super::cell::{Cell, cell};
use super::column::{Column, columns};
use super::facet_panel::{FacetContext, FacetLink, FacetPanel};
use super::names::parameter_label;
use crate::http::format::Format;
use crate::http::handlers::warnings;
use crate::http::render::list::Warning;
use crate::http::render::workbook::MAX_ROWS;
use crate::http::route::Route;
use crate::http::web::item::Item;
use crate::kind::{MAX_LIMIT, Parameter};
use crate::store::{Filters, PageRequest, StoreError};

/// The name of the parameter of page sizes.
const LIMIT: &str = "limit";

/// The results of a request.
#[derive(Debug)]
pub struct Results {
    pub total: u64,
    /// The number of facts in the list without filters.
    pub all: u64,
    /// The number of facts that are left out only because they have no date.
    pub undated: u64,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    pub panels: Vec<FacetPanel>,
    pub more_facets: Vec<FacetLink>,
    pub unmatched: Vec<Unmatched>,
    /// The next page, and the first one if this is another.
    pub next: Option<String>,
    pub first: Option<String>,
    pub downloads: Vec<Download>,
}

/// A value of a filter that matches nothing, with links to values that do.
#[derive(Debug)]
pub struct Unmatched {
    pub label: String,
    pub value: String,
    pub instead: Vec<FacetLink>,
}

/// A file with the whole list.
#[derive(Debug)]
pub struct Download {
    pub format: &'static str,
    pub url: String,
    /// The part of the list that the file has, if not all of it.
    pub part: Option<String>,
}

/// The results of a request for a page.
pub async fn results(
    context: &FacetContext<'_>,
    list: &'static Route,
    wanted: &PageRequest,
) -> Result<Results, StoreError> {
    let FacetContext {
        collection,
        parameters,
        request,
        address,
    } = *context;
    let (store, query) = (&request.store, &request.query);
    let found = store.find(collection, &query.filters).await?;
    let page = store.fetch_page(collection, &query.filters, &found, wanted);
    let page = page.await?;
    let warnings = warnings::of_list(collection, request, &found).await?;
    let everything = store.find(collection, &Filters::default()).await?;
    let columns = columns(collection, parameters, query, address);
    let items = page.items.iter().map(Item::parse);
    let row = |item: Item| columns.iter().map(|column| cell(&item, column)).collect();
    Ok(Results {
        total: page.total,
        all: everything.total(),
        undated: page.undated,
        rows: items.map(row).collect(),
        panels: context.panels(&found).await?,
        more_facets: context.links(),
        unmatched: unmatched(parameters, address, warnings),
        next: request.next_url(collection, &page),
        first: wanted.after.is_some().then(|| address.url()),
        downloads: downloads(list, address, page.total),
        columns,
    })
}

fn unmatched(
    parameters: &'static [Parameter],
    address: &Address,
    warnings: Vec<Warning>,
) -> Vec<Unmatched> {
    let label = |name: &str| {
        let parameter = parameters.iter().find(|one| one.name == name);
        parameter.map_or_else(|| name.to_owned(), parameter_label)
    };
    let unmatched = warnings.into_iter().map(|warning| Unmatched {
        label: label(warning.parameter),
        instead: warning
            .did_you_mean
            .iter()
            .map(|value| FacetLink {
                label: value.clone(),
                url: address.with(warning.parameter, value).url(),
            })
            .collect(),
        value: warning.value,
    });
    unmatched.collect()
}

/// The formats of a list, with the same filters, order and columns.
fn downloads(list: &'static Route, address: &Address, total: u64) -> Vec<Download> {
    let fits = |format: &Format| *format != Format::Xlsx || total <= MAX_ROWS as u64;
    let formats = list.formats().iter().filter(|format| fits(format));
    let download = |format: &Format| {
        let accepted = list.accepted(*format);
        let path = [&list.pattern, format.suffix()].concat();
        let refused = list
            .parameters
            .iter()
            .filter(|one| !accepted.iter().any(|other| other.name == one.name));
        let address = refused.fold(address.at(&path).without(LIMIT), |address, one| {
            address.without(one.name)
        });
        let is_page = *format == Format::Json;
        let address = if is_page {
            address.with(LIMIT, &MAX_LIMIT.to_string())
        } else {
            address
        };
        let is_part = is_page && total > u64::from(MAX_LIMIT);
        Download {
            format: format.name(),
            url: address.url(),
            part: is_part.then(|| format!("the first {MAX_LIMIT}")),
        }
    };
    formats.map(download).collect()
}
