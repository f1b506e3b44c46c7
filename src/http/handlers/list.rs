//! Lists: `/v1/{collection}`, `/v1/timeline` and `/v1/search`, in any format.

use axum::http::{HeaderValue, header};
use axum::response::Response;

use crate::http::format::Format;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::http::render::export::{self, ExportRequest};
use crate::http::render::list::{self, Coverage, ListContext};
use crate::http::render::timelinejs;
use crate::kind::COUNTRY;
use crate::kind::{DEFAULT_LIMIT, Kind};
use crate::store::{Collection, Facet, Filters, PageRequest, ResultSet, Store, StoreError};

pub async fn list(request: ParsedRequest) -> Result<Response, Problem> {
    let collection = request.route.collection().expect("a route of a list");
    match request.format {
        Format::Json => page(collection, &request).await,
        Format::TimelineJs => feed(collection, &request).await,
        Format::Csv | Format::Ndjson => lines(collection, request).await,
    }
}

/// One page as JSON.
async fn page(collection: Collection, request: &ParsedRequest) -> Result<Response, Problem> {
    let ParsedRequest {
        store, query, uri, ..
    } = request;
    let wanted = query.page_request(collection, &store.dataset, uri, Some(DEFAULT_LIMIT))?;
    let found = async {
        let results = store.find(collection, &query.filters).await?;
        let facets = count_facets(collection, request, &results).await?;
        let page = store
            .fetch_page(collection, &query.filters, &results, &wanted)
            .await?;
        Ok((
            page,
            facets,
            coverage(collection, store, &query.filters).await?,
        ))
    };
    let (page, facets, coverage) = found.await.map_err(request.store_problem())?;
    let next = |position| query.next_url(collection, &store.dataset, uri.path(), position);
    let context = ListContext {
        fields: &query.fields,
        next: page.next.as_ref().map(next),
        facets,
        coverage,
        version: &store.dataset.version,
    };
    Ok(list::list(&page, &context))
}

/// The whole list as a feed for TimelineJS.
async fn feed(collection: Collection, request: &ParsedRequest) -> Result<Response, Problem> {
    let ParsedRequest {
        store, query, uri, ..
    } = request;
    let all = query.page_request(collection, &store.dataset, uri, None)?;
    let page = store.list(collection, &query.filters, &all).await;
    Ok(timelinejs::feed(
        &page.map_err(request.store_problem())?.items,
    ))
}

/// The whole list as CSV or NDJSON.
async fn lines(collection: Collection, request: ParsedRequest) -> Result<Response, Problem> {
    let problem = request.store_problem();
    let ParsedRequest {
        ref store,
        ref query,
        ref uri,
        format,
        ..
    } = request;
    let export = ExportRequest {
        collection,
        filters: query.filters.clone(),
        page: query.page_request(collection, &store.dataset, uri, None)?,
        fields: query.fields.clone(),
        format,
    };
    let mut response = export::lines(store.clone(), export)
        .await
        .map_err(problem)?;
    response
        .headers_mut()
        .insert(header::CONTENT_DISPOSITION, disposition(uri.path(), format));
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
    let ParsedRequest { store, query, .. } = request;
    let mut facets = Vec::with_capacity(query.facets.len());
    for name in &query.facets {
        facets.push(
            store
                .facet(collection, &query.filters, results, name)
                .await?,
        );
    }
    Ok(facets)
}

/// The document's claims of how many facts there are, for the same relations and countries as the list.
async fn coverage(
    collection: Collection,
    store: &Store,
    filters: &Filters,
) -> Result<Option<Coverage>, StoreError> {
    let Collection::Kind(
        kind @ Kind {
            coverage: Some(counter),
            ..
        },
    ) = collection
    else {
        return Ok(None);
    };
    let countries = filters
        .terms
        .iter()
        .filter(|(name, _)| *name == COUNTRY)
        .cloned()
        .collect();
    let scope = Filters {
        relations: filters.relations.clone(),
        terms: countries,
        ..Filters::default()
    };
    let listed = store.find(Collection::Kind(kind), &scope).await?.total();
    let claims = store
        .list(Collection::Kind(counter), &scope, &PageRequest::default())
        .await?;
    Ok(Some(Coverage {
        listed,
        claims: claims.items,
    }))
}
