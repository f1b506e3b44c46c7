//! The audit page of a document: every sentence, and the facts that cite it.

use std::sync::Arc;

use askama::Template;
use axum::response::Response;

use super::audited_sentences::{
    AuditedSection, AuditedSentence, SentenceCounts, audited, sections,
};
use super::facts::{caveats, facts};
use super::item::{Item, ItemNames};
use super::licence::licence_url;
use super::page::{SELF_ONLY, html, redirect_to_reversed};
use crate::http::handlers::item::find;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::kind::DOCUMENT;
use crate::kinds;
use crate::store::{Collection, Dataset, Filters, PageRequest, StoreError};

#[derive(Template)]
#[template(path = "document.html", config = "src/http/web/askama.toml")]
struct DocumentPage<'a> {
    dataset: &'a Dataset,
    document: Item,
    sections: Vec<AuditedSection>,
    sentences: Vec<AuditedSentence>,
    counts: SentenceCounts,
    /// True if the words of the sentences are served.
    has_text: bool,
    api_url: String,
}

/// `/documents/{id}`.
pub async fn document(request: ParsedRequest) -> Result<Response, Problem> {
    let (kind, id) = (kinds::document(), &request.id);
    let document = match find(kind, id, &request).await {
        Ok(document) => Item::parse(&document),
        Err(problem) => return redirect_to_reversed(kind, &request).await.ok_or(problem),
    };
    let sentences = sentences(&request, &document).await;
    let sentences = sentences.map_err(request.store_problem())?;
    let page = DocumentPage {
        dataset: &request.store.dataset,
        api_url: format!("{}?{DOCUMENT}={id}", kinds::sentence().path()),
        document,
        counts: SentenceCounts::new(&sentences),
        has_text: sentences.iter().any(|sentence| sentence.item.has("text")),
        sections: sections(&sentences),
        sentences,
    };
    html(&page, SELF_ONLY)
}

/// The sentences of a document.
async fn sentences(
    request: &ParsedRequest,
    document: &Item,
) -> Result<Vec<AuditedSentence>, StoreError> {
    let (store, relation) = (&request.store, document.text("relation"));
    let filters = Filters {
        terms: vec![(DOCUMENT, vec![request.id.clone()])],
        ..Filters::default()
    };
    let evidence = Collection::Kind(kinds::sentence());
    let page = store
        .list(evidence, &filters, &PageRequest::default())
        .await?;
    let names = Arc::new(ItemNames {
        caveats: caveats(store, &relation).await?,
        ..ItemNames::default()
    });
    let plural = kinds::annotating_kind().plural;
    let discrepancies = facts(store, plural, &relation, &Filters::default(), &names).await?;
    let sentences = Item::from_items(&page.items, &names);
    Ok(audited(&sentences, &discrepancies.items))
}
