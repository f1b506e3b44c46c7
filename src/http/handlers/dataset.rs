//! The data set as a whole: its metadata, its sentences, and the database file.

use axum::BoxError;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use futures_util::stream;
use indexmap::IndexMap;
use serde::Serialize;
use tokio::task::spawn_blocking;

use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::http::render::response::{StreamBuffer, json, with_media_type};

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
    dataset: &'a str,
}

/// `/v1/dataset`.
pub async fn metadata(request: ParsedRequest) -> Result<Response, Problem> {
    let counts = request
        .store
        .counts_by_kind()
        .await
        .map_err(request.store_problem())?;
    let dataset = &request.store.dataset;
    Ok(json(&Metadata {
        title: dataset.title.as_deref(),
        licence: dataset.licence.as_deref(),
        citation: dataset.citation.as_deref(),
        revised: dataset.revised.as_deref(),
        counts: counts.into_iter().collect(),
        dataset: &dataset.version,
    }))
}

/// `/v1/dataset.sqlite`: the database file, streamed.
pub async fn sqlite(request: ParsedRequest) -> Result<Response, Problem> {
    let file = request.store.file().clone();
    file.check_unchanged().map_err(request.store_problem())?;
    let length = file.size();
    let chunks = stream::try_unfold((file, 0), |(file, offset)| async move {
        let (chunk, file) = spawn_blocking(move || (file.read_at(offset, CHUNK), file)).await?;
        let chunk = Bytes::from(chunk?);
        let next = offset + chunk.len() as u64;
        let more = offset < file.size();
        Ok::<_, BoxError>(more.then_some((chunk, (file, next))))
    });
    let mut response = with_media_type("application/vnd.sqlite3", Body::from_stream(chunks));
    response.extensions_mut().insert(StreamBuffer(CHUNK));
    let version = &request.store.dataset.version;
    let name = format!("attachment; filename=\"bilateral-{version}.sqlite\"");
    let name = HeaderValue::try_from(name).expect("a version is hexadecimal digits");
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}
