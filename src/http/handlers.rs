//! Handlers: one for the list of any kind, one for its items, and the few addresses that are neither.

use axum::extract::{Extension, OriginalUri, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::answer::{self, Coverage, Frame};
use super::asked::Asked;
use super::export;
use super::format::Format;
use super::in_path::InPath;
use super::lists::ListRoute;
use super::problem::Problem;
use super::reload::Reload;
use crate::kind::{DEFAULT_LIMIT, Kind};
use crate::kinds;
use crate::store::{
    Collection, Facet, Filters, Items, Page, PageRequest, ResultSet, Store, StoreError,
};

/// `/v1/{plural}`, `/v1/timeline` and `/v1/search`, in any format.
pub async fn list(
    served: &'static ListRoute,
    suffix: Option<Format>,
    State(store): State<Store>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let format = Format::asked(suffix, &headers, &uri, served.formats)?;
    let what = served.what;
    let asked = Asked::list(what, &uri, served.takes(format))?;
    asked.goes_on_in(&store.dataset, &uri)?;
    let mut response = match format {
        Format::Json => page(what, &store, &asked, &uri).await?,
        Format::TimelineJs => {
            let found = store
                .list(what, &asked.filters, &asked.page)
                .await
                .map_err(Problem::database(&uri))?;
            answer::feed(&found)
        }
        format => export::lines(store, what, asked, format)
            .await
            .map_err(Problem::database(&uri))?,
    };
    name_file(&mut response, uri.path());
    Ok(response)
}

async fn page(
    what: Collection,
    store: &Store,
    asked: &Asked,
    uri: &Uri,
) -> Result<Response, Problem> {
    let page = PageRequest {
        limit: asked.page.limit.or(Some(DEFAULT_LIMIT)),
        ..asked.page.clone()
    };
    let found = store
        .find(what, &asked.filters)
        .await
        .map_err(Problem::database(uri))?;
    let facets = facets(what, store, asked, &found)
        .await
        .map_err(Problem::database(uri))?;
    let found = store
        .fetch_page(what, &asked.filters, &found, &page)
        .await
        .map_err(Problem::database(uri))?;
    let coverage = coverage(what, store, &asked.filters)
        .await
        .map_err(Problem::database(uri))?;
    let next = found
        .next
        .as_ref()
        .map(|place| asked.next(&store.dataset, what, uri, place));
    let frame = Frame {
        next,
        facets,
        coverage,
        dataset: &store.dataset,
    };
    Ok(answer::list(found, &asked.fields, &frame))
}

/// `/v1/{plural}/{id}`.
pub async fn item(
    kind: &'static Kind,
    State(store): State<Store>,
    InPath(id): InPath,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let asked = Asked::other(&uri, kind.item_parameters())?;
    let suffix = Format::of_suffix(&id, Format::COMMON);
    let id = suffix
        .and_then(|format| id.strip_suffix(format.suffix()))
        .unwrap_or(&id);
    let format = Format::asked(suffix, &headers, &uri, Format::COMMON)?;
    let found = store
        .item(kind, id, asked.filters.as_of)
        .await
        .map_err(Problem::database(&uri))?;
    match found {
        Some(item) => Ok(answer::item(
            Collection::Kind(kind),
            format,
            &item,
            &store.dataset,
        )),
        None => Err(no_such_item(kind, &store, id, &uri).await),
    }
}

/// `/v1/documents/{id}/sentences`.
pub async fn sentences(
    State(store): State<Store>,
    InPath(id): InPath,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    Asked::other(&uri, &[])?;
    let kind = kinds::document();
    let found = store
        .sentences(kind, &id)
        .await
        .map_err(Problem::database(&uri))?;
    let Some(items) = found else {
        return Err(no_such_item(kind, &store, &id, &uri).await);
    };
    let found = Page {
        total: items.len() as u64,
        items: Items(items.join("\n").into_bytes()),
        next: None,
        undated: 0,
    };
    let frame = Frame {
        next: None,
        facets: Vec::new(),
        coverage: None,
        dataset: &store.dataset,
    };
    Ok(answer::list(found, &[], &frame))
}

/// `/v1/dataset`.
pub async fn dataset(
    State(store): State<Store>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    Asked::other(&uri, &[])?;
    let counts = store
        .counts_by_kind()
        .await
        .map_err(Problem::database(&uri))?;
    let counts: Map<String, Value> = counts
        .into_iter()
        .map(|(kind, count)| (kind, json!(count)))
        .collect();
    let about = &store.dataset;
    Ok(answer::object(&json!({
        "title": about.title,
        "licence": about.licence,
        "citation": about.citation,
        "revised": about.revised,
        "counts": counts,
        "dataset": about.version,
    })))
}

/// `/healthz`: the process runs.
pub async fn health(OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    Asked::other(&uri, &[])?;
    Ok(answer::object(&json!({ "status": "ok" })))
}

/// `/readyz`: the database answers. `reload` says how the last attempt to load another data set has ended, if there was one.
pub async fn ready(
    State(store): State<Store>,
    Extension(reload): Extension<Reload>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    Asked::other(&uri, &[])?;
    store.ping().await.map_err(Problem::database(&uri))?;
    Ok(answer::object(
        &json!({ "status": "ready", "dataset": store.dataset.version, "reload": reload.name() }),
    ))
}

/// `/v1`.
pub async fn service(
    State(store): State<Store>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    Asked::other(&uri, &[])?;
    Ok(answer::object(&super::service::document(&store.dataset)))
}

/// What was to be counted over all that passes the filters.
async fn facets(
    what: Collection,
    store: &Store,
    asked: &Asked,
    found: &ResultSet,
) -> Result<Vec<Facet>, StoreError> {
    let mut counted = Vec::with_capacity(asked.facets.len());
    for name in &asked.facets {
        counted.push(store.facet(what, &asked.filters, found, name).await?);
    }
    Ok(counted)
}

/// What the document says of how many there are, for the same relations and countries as the list.
async fn coverage(
    what: Collection,
    store: &Store,
    filters: &Filters,
) -> Result<Option<Coverage>, StoreError> {
    let Collection::Kind(
        kind @ Kind {
            coverage: Some(counter),
            ..
        },
    ) = what
    else {
        return Ok(None);
    };
    let country: Vec<_> = filters
        .terms
        .iter()
        .filter(|(name, _)| *name == "country")
        .cloned()
        .collect();
    let same = Filters {
        relations: filters.relations.clone(),
        terms: country,
        ..Filters::default()
    };
    let listed = store.find(Collection::Kind(kind), &same).await?.total();
    let claims = store
        .list(Collection::Kind(counter), &same, &PageRequest::default())
        .await?
        .items;
    Ok(Some(Coverage {
        listed,
        claims: claims.into_comma_separated(),
    }))
}

/// An item that is not there.
pub async fn no_such_item(kind: &'static Kind, store: &Store, id: &str, uri: &Uri) -> Problem {
    match store.nearest_ids(kind, id).await {
        Ok(near) => Problem::no_such_item(uri, kind.plural, id, &near),
        Err(error) => Problem::database(uri)(error),
    }
}

/// The name under which a browser saves lines.
fn name_file(response: &mut Response, path: &str) {
    let lines = [Format::Csv, Format::Ndjson];
    let is = |format: &&Format| response.headers()[header::CONTENT_TYPE] == format.media_type();
    let Some(format) = lines.iter().find(is) else {
        return;
    };
    let name = path.rsplit('/').next().unwrap_or_default();
    let name = name.strip_suffix(format.suffix()).unwrap_or(name);
    let value = format!("inline; filename=\"{name}{}\"", format.suffix());
    let value = HeaderValue::try_from(value).ok();
    value.map(|value| {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, value)
    });
}
