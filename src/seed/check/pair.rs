//! All checks of one pair.

use std::collections::HashSet;

use super::amounts::check_amounts;
use super::citations::check_citations;
use super::country_names::check_country_names;
use super::counts::check_count;
use super::dates::{check_dates, check_event_order};
use super::document_pin::check_pin;
use super::documents::check_documents;
use super::ids::check_singletons;
use super::literals::check_literals;
use super::numbers::check_numbers;
use super::parties::Parties;
use super::places::check_places;
use super::pointers::check_pointers;
use super::references::References;
use super::rules::{StateOf, check_rules};
use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::Pair;
use crate::seed::uncompared::Uncompared;

/// Checks a pair against itself and against those of its documents whose texts are at hand. Returns what could not be compared.
pub fn check_pair(
    pair: &Pair,
    state_of: &StateOf<'_>,
    diagnostics: &mut Diagnostics,
) -> Uncompared {
    let references = References::new(pair);
    let parties = Parties::new(pair);
    let mut uncompared = Uncompared::default();
    let documents = pair.documents.values();
    let other_texts = documents.filter(|document| !check_pin(document, pair, diagnostics));
    let other_texts: HashSet<&str> = other_texts.map(|document| &*document.id).collect();
    for fact in pair.all_facts() {
        references.check_references(fact, diagnostics);
        references.check_annotations(fact, diagnostics);
        check_pointers(fact, pair, diagnostics);
        let mut cited = fact.citations.iter().map(|citation| &*citation.document);
        let has_texts = !cited.any(|document| other_texts.contains(document));
        if has_texts {
            check_literals(fact, pair, diagnostics);
        }
        if fact.kind.states.is_some() {
            for parts in &fact.parts {
                check_event_order(&parts.facts, diagnostics);
            }
        }
        if !fact.has_errors {
            check_rules(fact, state_of, diagnostics);
            check_dates(fact, &mut uncompared, diagnostics);
            check_amounts(fact, &mut uncompared, diagnostics);
            check_count(fact, &mut uncompared, diagnostics);
            check_numbers(fact, pair, has_texts, &mut uncompared, diagnostics);
            parties.check(fact, &mut uncompared, diagnostics);
        }
    }
    check_singletons(pair, diagnostics);
    check_documents(pair, &other_texts, diagnostics);
    check_citations(pair, diagnostics);
    check_places(pair, diagnostics);
    check_country_names(pair, diagnostics);
    uncompared
}
