//! Checks that the relation lists the documents of its folder, each of which has the id of its files.

use std::collections::HashSet;

use serde_json::Value;

use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::{DOCUMENTS_KEY, Pair};

/// Checks the documents of a pair.
pub fn check_documents(pair: &Pair, diagnostics: &mut Diagnostics) {
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
    let Some(relation) = pair.relation() else {
        return;
    };
    let listed = relation.list(DOCUMENTS_KEY).unwrap_or(&[]);
    let listed: Vec<&str> = listed.iter().filter_map(Value::as_str).collect();
    let mut seen = HashSet::new();
    for id in &listed {
        let (message, remedy) = if !pair.documents.contains_key(*id) && !pair.is_incomplete {
            let remedy = format!("add documents/{id}.toml and its index, or remove it here");
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
