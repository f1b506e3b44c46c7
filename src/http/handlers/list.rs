//! Lists: `/v1/{collection}`, `/v1/timeline` and `/v1/search`, in any format.

use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::{warnings, workbook};
use crate::http::format::Format;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::http::render::export::{self, ExportRequest};
use crate::http::render::list::{self, Coverage, ListContext};
use crate::kind::{COUNTRY, DEFAULT_LIMIT};
use crate::store::{Collection, Facet, Filters, PageRequest, ResultSet, StoreError};

pub async fn list(request: ParsedRequest) -> Result<Response, Problem> {
    let collection = request.route.collection().expect("a route of a list");
    match request.format {
        Format::Json => page(collection, &request).await,
        Format::Csv | Format::Ndjson | Format::TimelineJs => whole_list(collection, request).await,
        Format::Xlsx => sheet(collection, &request).await,
    }
}

/// One page as JSON.
async fn page(collection: Collection, request: &ParsedRequest) -> Result<Response, Problem> {
    let (store, query) = (&request.store, &request.query);
    let wanted = request.page_request(collection, Some(DEFAULT_LIMIT))?;
    let found = async {
        let results = store.find(collection, &query.filters).await?;
        let facets = count_facets(collection, request, &results).await?;
        let page = store.fetch_page(collection, &query.filters, &results, &wanted);
        let warnings = warnings::of_list(collection, request, &results).await?;
        let coverage = coverage(collection, request).await?;
        Ok((page.await?, facets, coverage, warnings))
    };
    let (page, facets, coverage, warnings) = found.await.map_err(request.store_problem())?;
    let context = ListContext {
        fields: &query.fields,
        next: request.next_url(collection, &page),
        facets,
        coverage,
        warnings,
        version: &store.dataset.version,
    };
    Ok(list::list(&page, &context))
}

/// The whole list as CSV, NDJSON or a feed for TimelineJS.
async fn whole_list(collection: Collection, request: ParsedRequest) -> Result<Response, Problem> {
    let (format, path) = (request.format, request.uri.path());
    let export = ExportRequest {
        collection,
        filters: request.query.filters.clone(),
        page: request.page_request(collection, None)?,
        fields: request.query.fields.clone(),
        format,
        csv_start: request.query.csv_start,
    };
    let list = export::whole_list(request.store.clone(), export).await;
    let mut response = list.map_err(request.store_problem())?;
    // A feed is for a script, not for a file.
    if format != Format::TimelineJs {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_DISPOSITION, disposition(path, format));
    }
    Ok(response)
}

/// The whole list as a workbook of one sheet.
async fn sheet(collection: Collection, request: &ParsedRequest) -> Result<Response, Problem> {
    let all = request.page_request(collection, None)?;
    let filters = &request.query.filters;
    let _turn = workbook::turn().await;
    let sheet = workbook::sheet(request, collection, filters, &all).await?;
    let mut response = workbook::response(vec![sheet]).await?;
    let disposition = disposition(request.uri.path(), Format::Xlsx);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}

/// The file name under which a browser saves a list.
fn disposition(path: &str, format: Format) -> HeaderValue {
    let name = path.rsplit('/').next().expect("a path starts with a slash");
    let (name, _) = Format::split_suffix(name, &[format]);
    let value = format!("inline; filename=\"{name}{}\"", format.suffix());
    HeaderValue::try_from(value).expect("paths of lists are ASCII")
}

async fn count_facets(
    collection: Collection,
    request: &ParsedRequest,
    results: &ResultSet,
) -> Result<Vec<Facet>, StoreError> {
    let (store, query) = (&request.store, &request.query);
    let mut facets = Vec::with_capacity(query.facets.len());
    for name in &query.facets {
        let facet = store.facet(collection, &query.filters, results, name);
        facets.push(facet.await?);
    }
    Ok(facets)
}

/// The document's claims of how many facts there are, for the same relations and countries as the list.
async fn coverage(
    collection: Collection,
    request: &ParsedRequest,
) -> Result<Option<Coverage>, StoreError> {
    let Collection::Kind(kind) = collection else {
        return Ok(None);
    };
    let Some(counter) = kind.coverage else {
        return Ok(None);
    };
    let mut scope = Filters::default();
    let filters = &request.query.filters;
    scope.relations.clone_from(&filters.relations);
    scope.terms.clone_from(&filters.terms);
    scope.terms.retain(|(name, _)| *name == COUNTRY);
    let listed = request.store.find(collection, &scope).await?.total();
    let (counters, all) = (Collection::Kind(counter), PageRequest::default());
    let claims = request.store.list(counters, &scope, &all).await?.items;
    Ok(Some(Coverage { listed, claims }))
}
