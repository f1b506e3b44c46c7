//! The audit of a document: every sentence, and what was read from it.

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;

use super::item::Item;
use super::{ALONE, html};
use crate::http::asked::Asked;
use crate::http::handlers::no_such_item;
use crate::http::in_path::InPath;
use crate::http::problem::Problem;
use crate::kinds;
use crate::store::{Dataset, Store};

/// A part of a document with its sentences.
struct Section {
    name: String,
    sentences: Vec<Item>,
}

#[derive(Template)]
#[template(path = "document.html", config = "src/http/page/askama.toml")]
struct DocumentPage<'a> {
    dataset: &'a Dataset,
    document: Item,
    sections: Vec<Section>,
    sentences: Vec<Item>,
    cited: usize,
    call: String,
}

/// `/documents/{id}`: the audit.
pub async fn document(
    State(store): State<Store>,
    InPath(id): InPath,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    Asked::other(&uri, &[])?;
    let kind = kinds::document();
    let found = store
        .item(kind, &id, None)
        .await
        .map_err(Problem::database(&uri))?;
    let sentences = store
        .sentences(kind, &id)
        .await
        .map_err(Problem::database(&uri))?;
    let Some((document, sentences)) = found.zip(sentences) else {
        return Err(no_such_item(kind, &store, &id, &uri).await);
    };
    let read = |json: &String| Item(serde_json::from_str(json).unwrap_or_default());
    let sentences: Vec<Item> = sentences.iter().map(read).collect();
    let sections = sentences.chunk_by(|one, next| one.text("section") == next.text("section"));
    let sections = sections
        .map(|part| Section {
            name: part[0].text("section"),
            sentences: part.to_vec(),
        })
        .collect();
    let page = DocumentPage {
        dataset: &store.dataset,
        call: format!("/v1/{}/{id}/sentences", kind.plural),
        document: read(&document),
        cited: sentences
            .iter()
            .filter(|sentence| sentence.has("facts"))
            .count(),
        sections,
        sentences,
    };
    Ok(html(&page, ALONE))
}
