//! Handlers of what describes the service, and of the data set as one file.

use axum::BoxError;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use futures_util::stream;
use serde_json::Value;
use tokio::task::spawn_blocking;

use super::answer;
use super::asked::Asked;
use super::descriptions;
use super::format::Format;
use super::handlers;
use super::in_path::InPath;
use super::limits::Piece;
use super::lists::lists;
use super::openapi::{self, Examples};
use super::page;
use super::problem::Problem;
use crate::store::Store;

/// What one read of a file takes.
const CHUNK: usize = 8 * 1024;

/// `/openapi.json`.
pub async fn openapi(
    State(store): State<Store>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    Asked::other(&uri, &[])?;
    let examples = examples(&store).await?;
    Ok(answer::object(&openapi::document(
        &store.dataset,
        &examples,
    )))
}

/// What every list answers to `limit=1`, and what its first item answers: the handlers' own answers.
async fn examples(store: &Store) -> Result<Examples, Problem> {
    let mut examples = Examples::new();
    for (served, kind) in lists()
        .iter()
        .filter_map(|served| Some((served, served.kind()?)))
    {
        let path = &served.path;
        let first = OriginalUri(Uri::try_from(format!("{path}?limit=1")).unwrap_or_default());
        let format = Some(Format::Json);
        let list = handlers::list(
            served,
            format,
            State(store.clone()),
            HeaderMap::new(),
            first,
        )
        .await?;
        let list = read(list).await;
        let id = list["items"][0]["id"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let address = OriginalUri(Uri::try_from(format!("{path}/{id}")).unwrap_or_default());
        if let Ok(item) = handlers::item(
            kind,
            State(store.clone()),
            InPath(id),
            HeaderMap::new(),
            address,
        )
        .await
        {
            examples.insert(served.items.clone(), read(item).await);
        }
        examples.insert(path.clone(), list);
    }
    Ok(examples)
}

/// The JSON of an answer of ours.
async fn read(answer: Response) -> Value {
    let bytes = to_bytes(answer.into_body(), usize::MAX)
        .await
        .unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// `/docs/`.
pub async fn docs(
    State(store): State<Store>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    Asked::other(&uri, &[])?;
    let policy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
                  frame-ancestors 'none'";
    Ok(page::guarded(descriptions::docs(&store.dataset), policy))
}

/// `/llms.txt`.
pub async fn llms(OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    described(&uri, "text/plain; charset=utf-8", descriptions::llms())
}

/// `/.well-known/api-catalog`.
pub async fn api_catalog(OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    let profile = "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"";
    described(&uri, profile, descriptions::catalog().to_string())
}

fn described(uri: &Uri, media_type: &'static str, body: String) -> Result<Response, Problem> {
    Asked::other(uri, &[])?;
    Ok(answer::text(media_type, body))
}

/// `/v1/dataset.sqlite`: the database file, sent as it is read.
pub async fn sqlite(
    State(store): State<Store>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    Asked::other(&uri, &[])?;
    let file = store.file().clone();
    file.check_unchanged().map_err(Problem::database(&uri))?;
    let chunks = stream::try_unfold((file, 0), |(file, at)| async move {
        let (chunk, file) = spawn_blocking(move || (file.read_at(at, CHUNK), file)).await?;
        let (chunk, end) = chunk.map(|chunk| (Bytes::from(chunk), file.size()))?;
        let next = at + chunk.len() as u64;
        Ok::<_, BoxError>((at < end).then_some((chunk, (file, next))))
    });
    let mut response = answer::text("application/vnd.sqlite3", Body::from_stream(chunks));
    response.extensions_mut().insert(Piece(CHUNK));
    response.headers_mut().insert(
        header::CONTENT_LENGTH,
        HeaderValue::from(store.file().size()),
    );
    let name = format!(
        "attachment; filename=\"bilateral-{}.sqlite\"",
        store.dataset.version
    );
    let named = HeaderValue::try_from(name).ok();
    named.map(|name| {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, name)
    });
    Ok(response)
}
