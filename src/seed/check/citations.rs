//! Checks that every sentence of the document is either cited by a fact or excused.

use std::collections::{HashMap, HashSet};

use super::pointers::pointer_remedy;
use crate::kind::Scope;
use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::read::{Excuse, Pair, PairIndex, ParsedFact};
use crate::values::nearest::nearest;

/// The number of unknown pointers up to which the sentences that they were meant for are looked for.
const MAX_UNKNOWN: usize = 100;

/// Checks the citations and excuses of a pair.
pub fn check_citations(pair: &Pair, pinned: &PairIndex, diagnostics: &mut Diagnostics) {
    let pointers = pair.all_facts().flat_map(|fact| &fact.pointers);
    let cited: HashSet<&str> = pointers.map(|pointer| pointer.get_ref().as_str()).collect();
    check_uncited(pair, pinned, &cited, diagnostics);
    let mut seen = HashSet::new();
    for Excuse { file, pointer, .. } in &pair.excuses {
        let at = pointer.get_ref().as_str();
        let (message, remedy) = if pinned.position(at).is_none() {
            let message = format!("no sentence `{at}` in the index");
            let is_shown = diagnostics.shows(file, pointer.span().start);
            let remedy = is_shown.then(|| pointer_remedy(at, pinned));
            (message, remedy.unwrap_or_default())
        } else if cited.contains(at) {
            let message = format!("`{at}` is excused, but a fact cites it");
            (message, "remove the excuse".to_owned())
        } else if !seen.insert(at) {
            let message = format!("`{at}` is excused twice");
            (message, "remove one of the two".to_owned())
        } else {
            continue;
        };
        diagnostics.push(Diagnostic::new(file, pointer.span(), message, remedy));
    }
}

/// Reports the sentences that are neither cited nor excused.
fn check_uncited(
    pair: &Pair,
    pinned: &PairIndex,
    cited: &HashSet<&str>,
    diagnostics: &mut Diagnostics,
) {
    // A fact or excuse whose pointer could not be read may be about any sentence that seems to be left out.
    let has_no_pointer =
        |fact: &ParsedFact| fact.pointers.is_empty() && fact.kind.scope != Scope::Document;
    if pair.has_unreadable_excuse || pair.all_facts().any(has_no_pointer) {
        return;
    }
    let excuses = pair.excuses.iter();
    let excused: HashSet<&str> = excuses.map(|e| e.pointer.get_ref().as_str()).collect();
    let mut unknown: Vec<&str> = cited.union(&excused).copied().collect();
    unknown.retain(|pointer| pinned.position(pointer).is_none());
    // With so many unknown pointers, nothing follows from the sentences that no fact cites.
    if unknown.len() > MAX_UNKNOWN {
        return;
    }
    let mut misspelt = MisspeltPointers::new(&unknown);
    for (sentence, span) in pinned.index.sentences.iter().zip(&pinned.spans) {
        let at = sentence.at.as_str();
        if !cited.contains(at) && !excused.contains(at) && !misspelt.take(at) {
            let message = format!("no fact cites `{at}`, and it is not excused");
            let remedy =
                "cite it in a fact, or add an [[excused]] with at and reason to relation.toml";
            diagnostics.push(Diagnostic::new(&pinned.file, span.clone(), message, remedy));
        }
    }
}

/// The unknown pointers of facts and excuses, which are reported already. Each was probably meant for one sentence of its
/// section, or of the section whose name it misspells.
struct MisspeltPointers {
    /// The section of each pointer that was not taken yet.
    sections: Vec<Option<String>>,
    /// The positions of the pointers that may be meant for a section.
    candidates: HashMap<String, Vec<usize>>,
}

impl MisspeltPointers {
    fn new(unknown: &[&str]) -> Self {
        let sections = unknown
            .iter()
            .map(|pointer| Some(section(pointer)?.to_owned()));
        Self {
            sections: sections.collect(),
            candidates: HashMap::new(),
        }
    }

    /// Takes a pointer that was probably meant for this sentence, and returns true if there is one.
    fn take(&mut self, pointer: &str) -> bool {
        let Some(own) = section(pointer) else {
            return false;
        };
        let candidates = self.candidates.entry(own.to_owned()).or_insert_with(|| {
            let is_meant = |section: &Option<String>| {
                let section = section.as_ref();
                section.is_some_and(|section| nearest(section, [own]).is_some())
            };
            let sections = self.sections.iter().enumerate();
            let meant = sections.filter(|(_, section)| is_meant(section));
            meant.map(|(position, _)| position).collect()
        });
        let is_left = |position: &usize| self.sections[*position].is_some();
        let taken = candidates.iter().copied().find(is_left);
        taken.is_some_and(|position| self.sections[position].take().is_some())
    }
}

fn section(pointer: &str) -> Option<&str> {
    Some(pointer.rsplit_once(' ')?.0)
}
