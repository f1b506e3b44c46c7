//! All checks of one pair.

use super::amounts::check_amounts;
use super::citations::check_citations;
use super::dates::{check_event_order, check_years};
use super::document_pin::check_pin;
use super::ids::check_singletons;
use super::literals::check_literals;
use super::pointers::check_pointers;
use super::references::References;
use super::rules::{StateOf, check_rules};
use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::{LoadedDocument, Pair};

/// Checks a pair against itself and, if it was loaded, against its document.
pub fn check_pair(
    pair: &Pair,
    document: Option<&LoadedDocument>,
    state_of: &StateOf<'_>,
    diagnostics: &mut Diagnostics,
) {
    let references = References::new(pair);
    let pinned = pair.index.as_ref();
    let document = pinned.and_then(|pinned| check_pin(pair, pinned, document, diagnostics));
    for fact in pair.all_facts() {
        references.check_references(fact, diagnostics);
        references.check_annotations(fact, diagnostics);
        if let Some(pinned) = pinned {
            check_pointers(fact, pinned, diagnostics);
        }
        if let Some(document) = document {
            check_literals(fact, document, diagnostics);
        }
        if fact.kind.states.is_some() {
            for parts in &fact.parts {
                check_event_order(&parts.facts, diagnostics);
            }
        }
        if !fact.has_errors {
            check_rules(fact, state_of, diagnostics);
            check_years(fact, diagnostics);
            check_amounts(fact, diagnostics);
        }
    }
    check_singletons(pair, diagnostics);
    if let Some(pinned) = pinned.filter(|_| !pair.is_incomplete) {
        check_citations(pair, pinned, diagnostics);
    }
}
