//! Checks that every sentence of the document is either cited by a fact or excused.

use std::collections::HashSet;

use super::pointers::pointer_remedy;
use crate::kind::Scope;
use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::read::{Excuse, Pair, PairIndex, ParsedFact};
use crate::values::nearest::nearest;

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
            (message, pointer_remedy(at, pinned))
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
    for (sentence, span) in pinned.index.sentences.iter().zip(&pinned.spans) {
        let at = sentence.at.as_str();
        if !cited.contains(at) && !excused.contains(at) && !take_misspelt(at, &mut unknown) {
            let message = format!("no fact cites `{at}`, and it is not excused");
            let remedy =
                "cite it in a fact, or add an [[excused]] with at and reason to relation.toml";
            diagnostics.push(Diagnostic::new(&pinned.file, span.clone(), message, remedy));
        }
    }
}

/// Removes a pointer that was probably meant for this sentence from the unknown ones, which are reported already. Each counts
/// for one sentence of its section, or of the section whose name it misspells.
fn take_misspelt(pointer: &str, unknown: &mut Vec<&str>) -> bool {
    let section = |pointer: &str| Some(pointer.rsplit_once(' ')?.0.to_owned());
    let Some(own) = section(pointer) else {
        return false;
    };
    let is_meant = |section: String| nearest(&section, [own.as_str()]).is_some();
    let position = unknown
        .iter()
        .position(|one| section(one).is_some_and(is_meant));
    if let Some(position) = position {
        unknown.swap_remove(position);
    }
    position.is_some()
}
