//! Checks that every pointer names a sentence of a document of the pair.

use std::collections::HashSet;

use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::{Citation, Pair, PairIndex, ParsedFact};
use crate::values::nearest::nearest;

/// The reason why a pointer names no sentence, with a remedy.
pub struct UnknownSentence {
    pub message: String,
    pub remedy: String,
}

/// Checks that a fact cites known sentences, each once.
pub fn check_pointers(fact: &ParsedFact, pair: &Pair, diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for citation in &fact.citations {
        let is_shown = diagnostics.shows(&fact.file, citation.span().start);
        if let Some(unknown) = find_unknown(citation, pair, is_shown) {
            let UnknownSentence { message, remedy } = unknown;
            diagnostics.push(fact.diagnostic(citation.span(), message, remedy));
        } else if !seen.insert(citation.key()) {
            let message = format!("`{}` is cited twice", citation.as_written());
            let remedy = "cite each sentence once";
            diagnostics.push(fact.diagnostic(citation.span(), message, remedy));
        }
    }
}

/// The reason why a pointer names no sentence; `None` if it names one, or if the index of its document could not be read. The
/// remedy is left empty for a diagnostic that is not shown.
pub fn find_unknown(citation: &Citation, pair: &Pair, is_shown: bool) -> Option<UnknownSentence> {
    let (id, pointer) = citation.key();
    let Some(document) = pair.documents.get(id) else {
        let ids = pair.documents.keys().map(|id| &**id);
        let known: Vec<&str> = ids.collect();
        // Without any document, the relation or its folder is reported.
        let message = format!("no document `{id}` in this pair");
        let remedy = match nearest(id, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("name one of its documents: {}", known.join(", ")),
        };
        return (!known.is_empty()).then_some(UnknownSentence { message, remedy });
    };
    let index = document.index.as_ref()?;
    if index.position(pointer).is_some() {
        return None;
    }
    let message = match pair.documents.len() {
        1 => format!("no sentence `{pointer}` in the index"),
        _ => format!("no sentence `{pointer}` in the index of `{id}`"),
    };
    let remedy = is_shown.then(|| pointer_remedy(pointer, index));
    let remedy = remedy.unwrap_or_default();
    Some(UnknownSentence { message, remedy })
}

/// The remedy for an unknown pointer: the sentences of its section, or the nearest section.
fn pointer_remedy(pointer: &str, pinned: &PairIndex) -> String {
    let parts = pointer.rsplit_once(' ');
    let section = parts.map_or(pointer, |(section, _)| section);
    let sentences = pinned.index.sentences.iter();
    let numbers = sentences.filter_map(|sentence| {
        let (name, numbers) = sentence.at.rsplit_once(' ')?;
        (name == section).then_some(numbers)
    });
    let numbers: Vec<&str> = numbers.collect();
    if !numbers.is_empty() {
        return format!("\"{section}\" has the sentences {}", numbers.join(", "));
    }
    let sections = pinned.index.sections.iter();
    let names: Vec<&str> = sections.map(|section| section.name.as_str()).collect();
    if let Some(name) = nearest(section, names.iter().copied()) {
        return format!("did you mean the section \"{name}\"?");
    }
    let names = names.join(", ");
    format!("write Section P.S with one of these sections: {names}")
}
