//! The data set as a whole: its metadata, its sentences, and the database file.

use std::ops::Range;

use axum::BoxError;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use futures_util::stream;
use indexmap::IndexMap;
use serde::Serialize;
use tokio::task::spawn_blocking;

use super::item::find;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::http::render::response::{StreamBuffer, json, with_media_type};
use crate::http::wire::{ranges, redirect};
use crate::kind::DOCUMENT;
use crate::kinds;
use crate::store::{Collection, DatabaseFile, Filters, Store, StoreError};

/// The bytes of the database file that one read takes.
const CHUNK: usize = 8 * 1024;

#[derive(Serialize)]
struct Metadata<'a> {
    title: Option<&'a str>,
    licence: Option<&'a str>,
    citation: Option<&'a str>,
    revised: Option<&'a str>,
    /// The number of facts of each kind.
    counts: IndexMap<String, i64>,
    sources: Origins,
    dataset: &'a str,
}

/// The documents that the facts were read from.
#[derive(Serialize)]
struct Origins {
    /// The numbers of documents by their publishers and by their licences. Documents that state none are not counted.
    publishers: IndexMap<String, u64>,
    licences: IndexMap<String, u64>,
    /// The list of all documents, each with its title, address, day and licence.
    url: String,
}

async fn origins(store: &Store) -> Result<Origins, StoreError> {
    let documents = Collection::Kind(kinds::document());
    let filters = Filters::default();
    let results = store.find(documents, &filters).await?;
    let by = async |name| {
        let facet = store.facet(documents, &filters, &results, name).await?;
        Ok::<_, StoreError>(facet.values.into_iter().collect())
    };
    Ok(Origins {
        publishers: by("publisher").await?,
        licences: by("licence").await?,
        url: kinds::document().path(),
    })
}

/// `/v1/dataset`.
pub async fn metadata(request: ParsedRequest) -> Result<Response, Problem> {
    let counts = request
        .store
        .counts_by_kind()
        .await
        .map_err(request.store_problem())?;
    let sources = origins(&request.store).await;
    let dataset = &request.store.dataset;
    Ok(json(&Metadata {
        title: dataset.title.as_deref(),
        licence: dataset.licence.as_deref(),
        citation: dataset.citation.as_deref(),
        revised: dataset.revised.as_deref(),
        counts: counts.into_iter().collect(),
        sources: sources.map_err(request.store_problem())?,
        dataset: &dataset.version,
    }))
}

/// `/v1/documents/{id}/sentences`, which is a list like all others now.
pub async fn sentences(request: ParsedRequest) -> Result<Response, Problem> {
    find(kinds::document(), &request.id, &request).await?;
    let list = kinds::sentence().path();
    let query = request.uri.query().map(|query| ["&", query].concat());
    let query = query.unwrap_or_default();
    let target = format!("{list}?{DOCUMENT}={}{query}", request.id);
    Ok(redirect::to_target(&target))
}

/// `/v1/dataset.sqlite`: the database file, or the requested part of it, streamed.
pub async fn sqlite(request: ParsedRequest) -> Result<Response, Problem> {
    let unchanged = request.store.check_unchanged().await;
    unchanged.map_err(request.store_problem())?;
    let file = request.store.file().clone();
    let length = file.size();
    let part = match request.range {
        None => 0..length,
        Some(range) => match range.within(length) {
            Some(part) => part,
            None => return Ok(ranges::not_satisfiable(&request.uri, length)),
        },
    };
    let mut response = with_media_type("application/vnd.sqlite3", stream_part(file, part.clone()));
    response.extensions_mut().insert(StreamBuffer(CHUNK));
    let version = &request.store.dataset.version;
    let name = format!("attachment; filename=\"bilateral-{version}.sqlite\"");
    let name = HeaderValue::try_from(name).expect("a version is hexadecimal digits");
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(header::CONTENT_DISPOSITION, name);
    headers.insert(header::ACCEPT_RANGES, ranges::BYTES);
    Ok(match request.range {
        None => response,
        Some(_) => ranges::partial(response, &part, length),
    })
}

fn stream_part(file: DatabaseFile, part: Range<u64>) -> Body {
    let chunks = stream::try_unfold((file, part), |(file, mut left)| async move {
        if left.is_empty() {
            return Ok::<_, BoxError>(None);
        }
        let size = usize::try_from(left.end - left.start).map_or(CHUNK, |size| size.min(CHUNK));
        let start = left.start;
        let (chunk, file) = spawn_blocking(move || (file.read_at(start, size), file)).await?;
        let chunk = Bytes::from(chunk?);
        left.start += chunk.len() as u64;
        Ok(Some((chunk, (file, left))))
    });
    Body::from_stream(chunks)
}
