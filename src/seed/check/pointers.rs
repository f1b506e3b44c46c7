//! Checks that every pointer of a fact names a sentence of the index.

use std::collections::HashSet;

use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::{PairIndex, ParsedFact};
use crate::values::nearest::nearest;

/// Checks that a fact cites known sentences, each once.
pub fn check_pointers(fact: &ParsedFact, pinned: &PairIndex, diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for at in &fact.pointers {
        let pointer = at.get_ref();
        if pinned.position(pointer).is_none() {
            let message = format!("no sentence `{pointer}` in the index");
            let is_shown = diagnostics.shows(&fact.file, at.span().start);
            let remedy = is_shown.then(|| pointer_remedy(pointer, pinned));
            diagnostics.push(fact.diagnostic(at.span(), message, remedy.unwrap_or_default()));
        } else if !seen.insert(pointer) {
            let message = format!("`{pointer}` is cited twice");
            diagnostics.push(fact.diagnostic(at.span(), message, "cite each sentence once"));
        }
    }
}

/// The remedy for an unknown pointer: the sentences of its section, or the nearest section.
pub fn pointer_remedy(pointer: &str, pinned: &PairIndex) -> String {
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
