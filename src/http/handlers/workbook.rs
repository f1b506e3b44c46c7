//! Workbooks: any list, and the whole data set.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde_json::json;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::task::spawn_blocking;

use crate::csv::CsvColumn;
use crate::http::format::Format;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::http::render::export;
use crate::http::render::response::with_format;
use crate::http::render::workbook::{self, MAX_ROWS, Sheet};
use crate::kinds;
use crate::store::{Collection, Dataset, Filters, PageRequest};

/// Workbooks are made one at a time, because each takes many times the memory of its file.
static TURN: Semaphore = Semaphore::const_new(1);

/// Waits until no other workbook is being made.
pub async fn turn() -> SemaphorePermit<'static> {
    TURN.acquire().await.expect("the semaphore is never closed")
}

/// `/v1/dataset.xlsx`: every list as a sheet.
pub async fn dataset(request: ParsedRequest) -> Result<Response, Problem> {
    let _turn = turn().await;
    let lists = kinds::all().map(Collection::Kind);
    let (filters, all) = (Filters::default(), PageRequest::default());
    let mut sheets = Vec::new();
    let mut rows = 0;
    for collection in lists.chain([Collection::Timeline]) {
        let sheet = sheet(&request, collection, &filters, &all).await?;
        rows += sheet.items.len();
        check_size(&request, rows)?;
        sheets.push(sheet);
    }
    sheets.push(about(&request.store.dataset));
    let mut response = response(sheets).await?;
    let version = &request.store.dataset.version;
    let name = format!("attachment; filename=\"bilateral-{version}.xlsx\"");
    let name = HeaderValue::try_from(name).expect("a version is hexadecimal digits");
    response
        .headers_mut()
        .insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// The metadata of the data set, so that a saved workbook says what it holds.
fn about(dataset: &Dataset) -> Sheet {
    let column = |name: &'static str| CsvColumn {
        name: name.to_owned(),
        path: vec![name],
        ..CsvColumn::default()
    };
    let row = json!({
        "version": dataset.version,
        "title": dataset.title,
        "licence": dataset.licence,
        "citation": dataset.citation,
        "revised": dataset.revised,
    });
    Sheet {
        name: "dataset".to_owned(),
        columns: ["version", "title", "licence", "citation", "revised"]
            .map(column)
            .into(),
        items: vec![row.to_string()],
    }
}

/// A list as a sheet, or a problem if it has too many rows.
pub async fn sheet(
    request: &ParsedRequest,
    collection: Collection,
    filters: &Filters,
    page: &PageRequest,
) -> Result<Sheet, Problem> {
    let store = &request.store;
    let found = store.find(collection, filters).await;
    let found = found.map_err(request.store_problem())?;
    let limit = page.limit.map_or(usize::MAX, |limit| limit as usize);
    let rows = usize::try_from(found.total()).unwrap_or(usize::MAX);
    check_size(request, rows.min(limit))?;
    let page = store.fetch_page(collection, filters, &found, page).await;
    let items = page.map_err(request.store_problem())?.items;
    Ok(Sheet {
        name: name(collection),
        columns: export::columns(collection, &request.query.fields),
        items: items.iter().map(str::to_owned).collect(),
    })
}

/// The response with a workbook of these sheets.
pub async fn response(sheets: Vec<Sheet>) -> Result<Response, Problem> {
    let made = spawn_blocking(move || workbook::workbook(&sheets)).await;
    let bytes = made.map_err(|_| Problem::internal())?.map_err(|error| {
        tracing::error!(%error, "a workbook could not be made");
        Problem::internal()
    })?;
    Ok(with_format(Format::Xlsx, bytes))
}

fn check_size(request: &ParsedRequest, rows: usize) -> Result<(), Problem> {
    if rows <= MAX_ROWS {
        return Ok(());
    }
    Err(Problem::workbook_too_large(&request.uri, rows, MAX_ROWS))
}

/// The name of the sheet of a list.
fn name(collection: Collection) -> String {
    match collection {
        Collection::Kind(kind) => kind.plural.replace('_', "-"),
        Collection::Timeline => "timeline".to_owned(),
        Collection::Search => "search".to_owned(),
    }
}
