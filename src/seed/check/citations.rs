//! Checks that every sentence of the document is either cited by a fact or excused.

use std::collections::HashSet;

use super::pointers::{IndexedSentences, section_of};
use crate::kind::Scope;
use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::read::{Pair, PairIndex, ParsedFact};
use crate::values::nearest::nearest;

/// Checks the citations and excuses of a pair.
pub fn check_citations(
    pair: &Pair,
    pinned: &PairIndex,
    sentences: &IndexedSentences<'_>,
    diagnostics: &mut Diagnostics,
) {
    let pointers = pair.all_facts().flat_map(|fact| &fact.pointers);
    let cited: HashSet<&str> = pointers.map(|pointer| pointer.get_ref().as_str()).collect();
    check_uncited(pair, pinned, sentences, &cited, diagnostics);
    let mut seen = HashSet::new();
    for excuse in &pair.excuses {
        let pointer = excuse.pointer.get_ref();
        let (message, remedy) = if !sentences.contains(pointer) {
            (
                format!("no sentence `{pointer}` in the index"),
                sentences.remedy(pointer),
            )
        } else if cited.contains(pointer.as_str()) {
            (
                format!("`{pointer}` is excused, but a fact cites it"),
                "remove the excuse".to_owned(),
            )
        } else if !seen.insert(pointer) {
            (
                format!("`{pointer}` is excused twice"),
                "remove one of the two".to_owned(),
            )
        } else {
            continue;
        };
        diagnostics.push(Diagnostic::new(
            &excuse.file,
            excuse.pointer.span(),
            message,
            remedy,
        ));
    }
}

/// Reports the sentences that are neither cited nor excused.
fn check_uncited(
    pair: &Pair,
    pinned: &PairIndex,
    sentences: &IndexedSentences<'_>,
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
    let mut unknown: Vec<&str> = cited
        .union(&excused)
        .filter(|pointer| !sentences.contains(pointer))
        .copied()
        .collect();
    for (sentence, span) in pinned.index.sentences.iter().zip(&pinned.spans) {
        let at = sentence.at.as_str();
        if !cited.contains(at) && !excused.contains(at) && !take_misspelt(at, &mut unknown) {
            diagnostics.push(Diagnostic::new(
                &pinned.file,
                span.clone(),
                format!("no fact cites `{at}`, and it is not excused"),
                "cite it in a fact, or add an [[excused]] with at and reason to relation.toml",
            ));
        }
    }
}

/// Removes a pointer that was probably meant for this sentence from the unknown ones, which are reported already. Each stands
/// for one sentence of its section, or of the section whose name it misspells.
fn take_misspelt(pointer: &str, unknown: &mut Vec<&str>) -> bool {
    let section = section_of(pointer);
    let meant = unknown.iter().position(|unknown| {
        let written = unknown.rsplit_once(' ').map(|(section, _)| section);
        written.is_some_and(|written| nearest(written, [section]).is_some())
    });
    meant
        .map(|position| unknown.swap_remove(position))
        .is_some()
}
