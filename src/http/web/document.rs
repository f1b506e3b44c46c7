//! The audit page of a document: every sentence, and the facts that cite it.

use std::sync::Arc;

use askama::Template;
use axum::response::Response;

use super::facts::caveats;
use super::item::{Item, ItemNames};
use super::page::{SELF_ONLY, html, redirect_to_reversed};
use crate::http::handlers::item::find;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::kind::DOCUMENT;
use crate::kinds;
use crate::store::{Collection, Dataset, Filters, PageRequest};

/// A section of a document with its sentences.
struct Section {
    name: String,
    sentences: Vec<Item>,
}

#[derive(Template)]
#[template(path = "document.html", config = "src/http/web/askama.toml")]
struct DocumentPage<'a> {
    dataset: &'a Dataset,
    document: Item,
    sections: Vec<Section>,
    sentences: Vec<Item>,
    /// The number of sentences that a fact cites.
    cited: usize,
    /// True if the words of the sentences are served.
    has_text: bool,
    api_url: String,
}

/// `/documents/{id}`.
pub async fn document(request: ParsedRequest) -> Result<Response, Problem> {
    let (store, kind, id) = (&request.store, kinds::document(), &request.id);
    let document = match find(kind, id, &request).await {
        Ok(document) => document,
        Err(problem) => return redirect_to_reversed(kind, &request).await.ok_or(problem),
    };
    let filters = Filters {
        terms: vec![(DOCUMENT, vec![id.clone()])],
        ..Filters::default()
    };
    let evidence = Collection::Kind(kinds::sentence());
    let page = store
        .list(evidence, &filters, &PageRequest::default())
        .await;
    let page = page.map_err(request.store_problem())?;
    let document = Item::parse(&document);
    let caveats = caveats(store, &document.text("relation")).await;
    let names = Arc::new(ItemNames {
        caveats: caveats.map_err(request.store_problem())?,
        ..ItemNames::default()
    });
    let sentences = Item::from_items(&page.items, &names);
    let sections = sentences.chunk_by(|one, next| one.text("section") == next.text("section"));
    let section = |sentences: &[Item]| Section {
        name: sentences[0].text("section"),
        sentences: sentences.to_vec(),
    };
    let page = DocumentPage {
        dataset: &store.dataset,
        api_url: format!("{}?{DOCUMENT}={id}", kinds::sentence().path()),
        document,
        cited: sentences
            .iter()
            .filter(|sentence| sentence.has("facts"))
            .count(),
        has_text: sentences.iter().any(|sentence| sentence.has("text")),
        sections: sections.map(section).collect(),
        sentences,
    };
    html(&page, SELF_ONLY)
}
