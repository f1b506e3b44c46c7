//! Checks that every pointer of a fact names a sentence of the index.

use std::collections::HashSet;

use crate::document::Index;
use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::ParsedFact;
use crate::values::nearest::nearest;

/// The sentences of an index.
pub struct IndexedSentences<'i> {
    index: &'i Index,
    pointers: HashSet<&'i str>,
}

impl<'i> IndexedSentences<'i> {
    pub fn new(index: &'i Index) -> Self {
        Self {
            index,
            pointers: index.sentences.iter().map(|s| s.at.as_str()).collect(),
        }
    }

    pub fn contains(&self, pointer: &str) -> bool {
        self.pointers.contains(pointer)
    }

    /// Checks that a fact cites known sentences, each once.
    pub fn check_pointers(&self, fact: &ParsedFact, diagnostics: &mut Diagnostics) {
        let mut seen = HashSet::new();
        for at in &fact.pointers {
            let pointer = at.get_ref();
            if !self.contains(pointer) {
                let message = format!("no sentence `{pointer}` in the index");
                diagnostics.push(fact.diagnostic(at.span(), message, self.remedy(pointer)));
            } else if !seen.insert(pointer) {
                let message = format!("`{pointer}` is cited twice");
                diagnostics.push(fact.diagnostic(at.span(), message, "cite each sentence once"));
            }
        }
    }

    /// The remedy for an unknown pointer: the sentences of its section, or the nearest section.
    pub fn remedy(&self, pointer: &str) -> String {
        let section = section_of(pointer);
        let numbers: Vec<&str> = self
            .index
            .sentences
            .iter()
            .filter(|sentence| section_of(&sentence.at) == section)
            .filter_map(|sentence| Some(sentence.at.rsplit_once(' ')?.1))
            .collect();
        if !numbers.is_empty() {
            return format!("\"{section}\" has the sentences {}", numbers.join(", "));
        }
        let names: Vec<&str> = self
            .index
            .sections
            .iter()
            .map(|s| s.name.as_str())
            .collect();
        match nearest(section, names.iter().copied()) {
            Some(name) => format!("did you mean the section \"{name}\"?"),
            None => format!(
                "write Section P.S with one of these sections: {}",
                names.join(", ")
            ),
        }
    }
}

/// The section of a pointer, even if its numbers are invalid.
pub fn section_of(pointer: &str) -> &str {
    pointer
        .rsplit_once(' ')
        .map_or(pointer, |(section, _)| section)
}
