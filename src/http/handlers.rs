//! Handlers: one for the list of any kind, one for its items, and the few addresses that are neither.

use std::sync::LazyLock;

use axum::extract::{OriginalUri, Path, State};
use axum::http::Uri;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::answer::{self, Coverage, Frame};
use super::parameters::read;
use super::problem::Problem;
use crate::resource::{Kind, Narrows, Parameter, Takes, base_parameters};
use crate::resources;
use crate::store::{Filters, Store, Unanswered, What};

/// `/v1/{plural}`.
pub async fn list(kind: &'static Kind, store: Store, uri: Uri) -> Result<Response, Problem> {
    let filters = filters(&uri, &kind.parameters())?;
    let found = store.list(What::Kind(kind), &filters).await.map_err(Problem::database(&uri))?;
    let coverage = coverage(kind, &store, &filters).await.map_err(Problem::database(&uri))?;
    Ok(answer::list(&found.items, &Frame { undated: found.undated, coverage, dataset: &store.dataset }))
}

/// `/v1/{plural}/{id}`.
pub async fn item(kind: &'static Kind, store: Store, id: String, uri: Uri) -> Result<Response, Problem> {
    let filters = filters(&uri, &kind.item_parameters())?;
    let found = store.one(kind, &id, filters.as_of).await.map_err(Problem::database(&uri))?;
    match found {
        Some(item) => Ok(answer::item(&item, &store.dataset)),
        None => Err(no_such_item(kind, &store, &id, &uri).await),
    }
}

/// `/v1/timeline`.
pub async fn timeline(State(store): State<Store>, OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    let filters = filters(&uri, &timeline_parameters())?;
    let found = store.list(What::Timeline, &filters).await.map_err(Problem::database(&uri))?;
    Ok(answer::list(&found.items, &Frame { undated: found.undated, coverage: None, dataset: &store.dataset }))
}

/// `/v1/documents/{id}/sentences`.
pub async fn sentences(
    State(store): State<Store>,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    filters(&uri, &[])?;
    let kind = resources::document();
    let found = store.sentences(kind, &id).await.map_err(Problem::database(&uri))?;
    match found {
        Some(items) => Ok(answer::list(&items, &Frame { undated: 0, coverage: None, dataset: &store.dataset })),
        None => Err(no_such_item(kind, &store, &id, &uri).await),
    }
}

/// `/v1/dataset`.
pub async fn dataset(State(store): State<Store>, OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    filters(&uri, &[])?;
    let counts = store.counts().await.map_err(Problem::database(&uri))?;
    let counts: Map<String, Value> = counts.into_iter().map(|(kind, count)| (kind, json!(count))).collect();
    let about = &store.dataset;
    let cited = about.citation.as_ref().map(|citation| format!("{citation} {}", about.version));
    Ok(answer::object(&json!({
        "title": about.title,
        "licence": about.licence,
        "citation": cited,
        "revised": about.revised,
        "counts": counts,
        "dataset": about.version,
    })))
}

/// `/healthz`: the process runs.
pub async fn health(OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    filters(&uri, &[])?;
    Ok(answer::object(&json!({ "status": "ok" })))
}

/// `/readyz`: the database answers.
pub async fn ready(State(store): State<Store>, OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    filters(&uri, &[])?;
    store.ping().await.map_err(Problem::database(&uri))?;
    Ok(answer::object(&json!({ "status": "ready", "dataset": store.dataset.version })))
}

/// `/v1`.
pub async fn service(State(store): State<Store>, OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    filters(&uri, &[])?;
    Ok(answer::object(&super::service::document(&store.dataset)))
}

/// What the timeline takes: what all lists take, and the kind.
pub fn timeline_parameters() -> Vec<Parameter> {
    static KINDS: LazyLock<Vec<&str>> = LazyLock::new(|| resources::all().map(|kind| kind.name).collect());
    let kind = Parameter {
        name: "kind",
        takes: Takes::Choice(KINDS.as_slice()),
        narrows: Narrows::Kind,
        about: "facts of these kinds",
    };
    base_parameters().iter().copied().chain([kind]).collect()
}

fn filters(uri: &Uri, known: &[Parameter]) -> Result<Filters, Problem> {
    read(uri.query().unwrap_or_default(), known).map_err(|wrong| Problem::parameters(uri, wrong))
}

/// What the document says of how many there are, for the same relations and countries as the list.
async fn coverage(kind: &'static Kind, store: &Store, filters: &Filters) -> Result<Option<Coverage>, Unanswered> {
    let Some(counter) = kind.coverage else { return Ok(None) };
    let country: Vec<_> = filters.terms.iter().filter(|(name, _)| *name == "country").cloned().collect();
    let same = Filters { relations: filters.relations.clone(), terms: country, ..Filters::default() };
    let listed = store.count(kind, &same).await?;
    let claims = store.list(What::Kind(counter), &same).await?.items;
    Ok(Some(Coverage { listed, claims }))
}

async fn no_such_item(kind: &'static Kind, store: &Store, id: &str, uri: &Uri) -> Problem {
    match store.nearest_ids(kind, id).await {
        Ok(near) => Problem::no_such_item(uri, kind.plural, id, &near),
        Err(error) => Problem::database(uri)(error),
    }
}
