//! The sources of facts as pages show them: the data that all facts of a page share.

use std::collections::HashMap;

use super::item::Item;
use crate::http::parsed_request::ParsedRequest;
use crate::http::report_url::ReportUrl;

/// The data that the sources of all facts of a page share.
pub struct SourceContext {
    /// The document of sources that need not name theirs.
    pub first_document: String,
    /// The sentences that facts cite, in the order of the page: the footnotes of a printed page.
    pub sentences: Vec<Item>,
    /// The numbers of those footnotes, by document and first character.
    numbers: HashMap<(String, String), usize>,
    /// The language of each document by its id.
    languages: HashMap<String, String>,
    title: String,
    version: String,
    report_url: Option<ReportUrl>,
}

/// The document and the first character of a source.
fn place(source: &Item) -> (String, String) {
    (source.text("document"), source.text("start"))
}

impl SourceContext {
    /// The context of facts, in the order of the page, with the documents that they are read from.
    pub fn new<'f>(
        request: &ParsedRequest,
        documents: &[Item],
        facts: impl Iterator<Item = &'f Item>,
    ) -> Self {
        let dataset = &request.store.dataset;
        let (mut sentences, mut numbers) = (Vec::new(), HashMap::new());
        for source in facts.flat_map(|fact| fact.list("sources")) {
            numbers.entry(place(&source)).or_insert_with(|| {
                sentences.push(source);
                sentences.len()
            });
        }
        let language = |document: &Item| (document.text("id"), document.text("language"));
        let first = documents.first().map(|document| document.text("id"));
        Self {
            first_document: first.unwrap_or_default(),
            sentences,
            numbers,
            languages: documents.iter().map(language).collect(),
            title: dataset.title.clone().unwrap_or_default(),
            version: dataset.version.clone(),
            report_url: request.report_url.clone(),
        }
    }

    /// The numbers of a fact's footnotes: `3, 4`.
    pub fn footnotes(&self, fact: &Item) -> String {
        let sources = fact.list("sources").into_iter();
        let numbers = sources.filter_map(|source| self.numbers.get(&place(&source)));
        let numbers: Vec<String> = numbers.map(usize::to_string).collect();
        numbers.join(", ")
    }

    /// The language of a source, English if it is not known.
    pub fn language(&self, source: &Item) -> &str {
        let language = self.languages.get(&source.text("document"));
        let known = language.filter(|language| !language.is_empty());
        known.map_or("en", String::as_str)
    }

    /// The citation of a fact, up to its URL: `“A visit”, bilateral, data set f00d,`.
    pub fn citation(&self, fact: &Item) -> String {
        // The part of the title before its explanation.
        let dataset = self.title.split(':').next().unwrap_or_default();
        let (title, version) = (fact.text("title"), &self.version);
        format!("“{title}”, {dataset}, data set {version},")
    }

    /// The link to report a mistake in a fact, if the operator names a place for reports.
    pub fn report(&self, fact: &Item) -> Option<String> {
        let url = self.report_url.as_ref()?;
        Some(url.fill(&fact.text("url"), &self.version))
    }
}
