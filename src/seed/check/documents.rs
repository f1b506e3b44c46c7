//! Checks that the relation lists the documents of its folder, each of which has the id of its files, and that each of their
//! references has a mark of its own.

use std::collections::HashSet;

use serde_json::Value;

use crate::document::Reference;
use crate::kind::Scope;
use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::{DOCUMENTS_KEY, Pair, ParsedFact};
use crate::values::pointer::GONE;

/// The field of a reference with the mark of its footnote.
const MARK: &str = "mark";

/// Checks the documents of a pair.
///
/// `other_texts` are the ids of the documents whose texts are missing or are not the indexed ones.
pub fn check_documents(pair: &Pair, other_texts: &HashSet<&str>, diagnostics: &mut Diagnostics) {
    for fact in pair
        .document_facts()
        .filter(|fact| !pair.is_duplicate(fact))
    {
        let id = fact.file.name().trim_end_matches(".toml");
        if fact.id.get_ref() != id {
            let message = "the id is not the name of the file";
            let remedy = format!("write id = \"{id}\", or rename the files of the document");
            diagnostics.push(fact.diagnostic(fact.id.span(), message, remedy));
        }
    }
    for document in pair.document_facts() {
        check_marks(document, diagnostics);
        let id = document.id.get_ref().as_str();
        let text = pair.documents.get(id).filter(|_| !other_texts.contains(id));
        if let Some(text) = text.and_then(|document| document.text.as_ref()) {
            check_footnotes(document, &text.document.references, diagnostics);
        }
    }
    if let Some(relation) = pair.relation() {
        check_list(relation, pair, diagnostics);
    }
}

/// Checks that the relation lists each document once.
fn check_list(relation: &ParsedFact, pair: &Pair, diagnostics: &mut Diagnostics) {
    let listed = relation.list(DOCUMENTS_KEY).unwrap_or(&[]);
    let listed: Vec<&str> = listed.iter().filter_map(Value::as_str).collect();
    let mut seen = HashSet::new();
    for (position, id) in listed.iter().enumerate() {
        let (message, remedy) = if !pair.documents.contains_key(*id) && !pair.is_incomplete {
            // Without the first one, pointers would lead into another document.
            let remedy = match position {
                0 => "add its files, or restore them from version control: pointers lead into it by default".to_owned(),
                _ => format!("add documents/{id}.toml and its index, or remove it here"),
            };
            (format!("the pair has no document `{id}`"), remedy)
        } else if !seen.insert(*id) {
            (format!("`{id}` is listed twice"), "list it once".to_owned())
        } else {
            continue;
        };
        diagnostics.push(relation.diagnostic_at(DOCUMENTS_KEY, message, remedy));
    }
    let is_unlisted = |id: &&str| !listed.is_empty() && !seen.contains(id);
    let ids = pair.documents.keys().map(|id| &**id);
    for id in ids.filter(is_unlisted) {
        let message = format!("`{DOCUMENTS_KEY}` does not list `{id}`");
        let remedy = format!("add \"{id}\" to it; pointers lead into the first by default");
        diagnostics.push(relation.diagnostic_at(DOCUMENTS_KEY, message, remedy));
    }
}

/// Checks that the footnotes of a document name the works of its references.
fn check_footnotes(document: &ParsedFact, footnotes: &[Reference], diagnostics: &mut Diagnostics) {
    let parts = document.all_parts();
    let references = parts.filter(|part| part.kind.scope == Scope::Reference);
    for reference in references.filter(|_| !footnotes.is_empty()) {
        let mark = reference.text(MARK).unwrap_or_default();
        let (text, address) = (reference.text("text"), reference.text("address"));
        let own = footnotes.iter().find(|footnote| footnote.mark == mark);
        if mark.starts_with(GONE) || own.is_some_and(|own| own.names(text, address)) {
            continue;
        }
        let is_known = text.is_some() || address.is_some();
        let mut others = footnotes.iter().filter(|one| one.names(text, address));
        let remedy = match (others.next().filter(|_| is_known), own) {
            (Some(other), _) => format!("write mark = \"{}\", which names it", other.mark),
            (None, Some(own)) => {
                let address = own.address.as_deref().unwrap_or("none");
                let text = &own.text;
                format!("spell them as the footnote does: text `{text}`, address `{address}`")
            }
            (None, None) => "write the mark of the footnote that names it".to_owned(),
        };
        let message = match own {
            Some(_) => format!("footnote `{mark}` names another work"),
            None => format!("the document has no footnote `{mark}`"),
        };
        diagnostics.push(reference.diagnostic_at(MARK, message, remedy));
    }
}

/// Checks the marks of a document's references.
fn check_marks(document: &ParsedFact, diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    let parts = document.all_parts();
    for reference in parts.filter(|part| part.kind.scope == Scope::Reference) {
        let mark = reference.text(MARK).unwrap_or_default();
        let (message, remedy) = if mark.starts_with(GONE) {
            let message = format!("`{mark}`: no footnote names this work any more for certain");
            (
                message,
                "write the mark of the footnote that names it, or remove the reference",
            )
        } else if !mark.is_empty() && !seen.insert(mark) {
            let message = format!("`{mark}` is the mark of another reference as well");
            (message, "write the mark of its own footnote")
        } else {
            continue;
        };
        diagnostics.push(reference.diagnostic_at(MARK, message, remedy));
    }
}
