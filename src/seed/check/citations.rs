//! Checks that every sentence of every document is either cited by a fact or excused.

use std::collections::HashSet;

use super::pointers::{RefusedPointer, refuse};
use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::read::{Citation, Excuse, Pair, PairDocument, PairIndex};
use crate::values::pointer::PointerMark;

/// The sentences that are cited or excused, each by its document and pointer.
type Sentences<'p> = HashSet<(&'p str, &'p str)>;

/// Checks the citations and excuses of a pair.
pub fn check_citations(pair: &Pair, diagnostics: &mut Diagnostics) {
    let citations = pair.all_facts().flat_map(|fact| &fact.citations);
    let present = citations.filter(|citation| !citation.is_gone());
    let cited: Sentences<'_> = present.map(Citation::key).collect();
    let mut excused = Sentences::new();
    for document in pair.documents.values() {
        for excuse in &document.excuses {
            let is_good = check_excuse(excuse, document, pair, &cited, diagnostics);
            // A sentence that has changed is excused until somebody reads it again.
            let is_read = is_good || excuse.citation.mark == Some(PointerMark::Changed);
            if is_read && !excused.insert(excuse.citation.key()) {
                let message = format!("`{}` is excused twice", excuse.citation.as_written());
                push(excuse, message, "remove one of the two", diagnostics);
            }
        }
    }
    if pair.is_incomplete {
        return;
    }
    for document in pair.documents.values() {
        if let Some(index) = &document.index {
            let is_read = |at: &str| {
                let key = (&*document.id, at);
                cited.contains(&key) || excused.contains(&key)
            };
            check_unread(&document.id, index, is_read, diagnostics);
        }
    }
}

/// Checks an excuse by itself, and returns true if it excuses a sentence.
fn check_excuse(
    excuse: &Excuse,
    document: &PairDocument,
    pair: &Pair,
    cited: &Sentences<'_>,
    diagnostics: &mut Diagnostics,
) -> bool {
    let citation = &excuse.citation;
    let is_shown = diagnostics.shows(&excuse.file, citation.span().start);
    let written = citation.as_written();
    if let Some(RefusedPointer { message, remedy }) = refuse(citation, pair, is_shown) {
        push(excuse, message, &remedy, diagnostics);
    } else if citation.document != document.id {
        let message = format!("`{written}` is a sentence of another document");
        let remedy = format!("move the excuse to documents/{}.toml", citation.document);
        push(excuse, message, &remedy, diagnostics);
    } else if cited.contains(&citation.key()) {
        let message = format!("`{written}` is excused, but a fact cites it");
        push(excuse, message, "remove the excuse", diagnostics);
    } else {
        return true;
    }
    false
}

fn push(excuse: &Excuse, message: String, remedy: &str, diagnostics: &mut Diagnostics) {
    let span = excuse.citation.span();
    diagnostics.push(Diagnostic::new(&excuse.file, span, message, remedy));
}

/// Reports the sentences that are neither cited nor excused.
fn check_unread(
    document: &str,
    pinned: &PairIndex,
    is_read: impl Fn(&str) -> bool,
    diagnostics: &mut Diagnostics,
) {
    let sentences = pinned.index.sentences.iter().zip(&pinned.spans);
    for (sentence, span) in sentences.filter(|(sentence, _)| !is_read(&sentence.at)) {
        let message = format!("no fact cites `{}`, and it is not excused", sentence.at);
        let remedy = format!(
            "cite it in a fact, or add an [[excused]] with at and reason to documents/{document}.toml"
        );
        diagnostics.push(Diagnostic::new(&pinned.file, span.clone(), message, remedy));
    }
}
