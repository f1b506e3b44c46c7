//! Checks that every pointer names a sentence of a document of the pair.

use std::collections::HashSet;

use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::{Citation, Pair, PairIndex, ParsedFact};
use crate::values::nearest::nearest;
use crate::values::pointer::PointerMark;

/// The reason why a pointer is refused, with a remedy.
pub struct RefusedPointer {
    pub message: String,
    pub remedy: String,
}

/// Checks that a fact cites known sentences, each once.
pub fn check_pointers(fact: &ParsedFact, pair: &Pair, diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for citation in &fact.citations {
        let is_shown = diagnostics.shows(&fact.file, citation.span().start);
        if let Some(unknown) = refuse(citation, pair, is_shown) {
            let RefusedPointer { message, remedy } = unknown;
            diagnostics.push(fact.diagnostic(citation.span(), message, remedy));
        } else if !seen.insert(citation.key()) {
            let message = format!("`{}` is cited twice", citation.as_written());
            let remedy = "cite each sentence once";
            diagnostics.push(fact.diagnostic(citation.span(), message, remedy));
        }
    }
}

/// The reason why a pointer is refused: it carries a mark, or names no sentence. `None` if it is good, or if the index of its
/// document could not be read. The remedy is left empty for a diagnostic that is not shown.
pub fn refuse(citation: &Citation, pair: &Pair, is_shown: bool) -> Option<RefusedPointer> {
    if let Some(mark) = citation.mark {
        return Some(refuse_mark(mark, citation));
    }
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
        return (!known.is_empty()).then_some(RefusedPointer { message, remedy });
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
    Some(RefusedPointer { message, remedy })
}

/// The refusal of a pointer that was marked because the document has changed: a person must read the fact again.
fn refuse_mark(mark: PointerMark, citation: &Citation) -> RefusedPointer {
    let written = citation.as_written();
    let (message, remedy) = match mark {
        PointerMark::Changed => (
            format!("`{written}`: the sentence has changed"),
            "read it again, mend what it no longer says, then remove `(changed)`",
        ),
        PointerMark::Gone => (
            format!("`{written}`: the sentence is gone"),
            "cite the sentence that says it now without `(gone)`, or remove what only this one said",
        ),
    };
    RefusedPointer {
        message,
        remedy: remedy.to_owned(),
    }
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
