//! The list of all kinds, and the kinds that have a special role.

use super::cooperation::COOPERATION;
use super::discrepancy::DISCREPANCY;
use super::document::DOCUMENT;
use super::good::TRADED_GOOD;
use super::history::HISTORY;
use super::incident::INCIDENT;
use super::mission::MISSION;
use super::relation::RELATION;
use super::sentence::SENTENCE;
use super::trade::TRADE_FIGURE;
use super::treaty::TREATY;
use super::visit::VISIT;
use crate::kind::{Kind, Scope};

/// Every kind that is neither a part of another nor counts another, in the order of the service document.
static LEADING: &[&Kind] = &[
    &RELATION,
    &MISSION,
    &VISIT,
    &TREATY,
    &TRADE_FIGURE,
    &TRADED_GOOD,
    &COOPERATION,
    &INCIDENT,
    &HISTORY,
    &DISCREPANCY,
    &DOCUMENT,
    &SENTENCE,
];

/// Every kind, in the order of the service document: a kind is followed by those of its parts and of its coverage.
pub fn all() -> impl Iterator<Item = &'static Kind> {
    LEADING.iter().flat_map(|kind| {
        let parts = kind.parts().map(|(_, part)| part);
        std::iter::once(*kind).chain(parts).chain(kind.coverage)
    })
}

/// The kinds whose facts curators write: all except sentences.
pub fn written() -> impl Iterator<Item = &'static Kind> {
    all().filter(|kind| kind.scope != Scope::Sentence)
}

/// The kinds with tables of their own in the seed files: those of [`written`] facts that are not parts of others.
pub fn seeded() -> impl Iterator<Item = &'static Kind> {
    written().filter(|kind| !kind.is_part())
}

pub fn by_name(name: &str) -> Option<&'static Kind> {
    all().find(|kind| kind.name == name)
}

/// The kind whose facts annotate other facts. Each of those lists the annotations under the plural of this kind.
pub fn annotating_kind() -> &'static Kind {
    with_role(|kind| kind.annotates.is_some())
}

/// The kind that is the pair itself.
pub fn pair() -> &'static Kind {
    with_role(|kind| kind.scope == Scope::Pair)
}

/// The kind of the documents that facts are read from.
pub fn document() -> &'static Kind {
    with_role(|kind| kind.scope == Scope::Document)
}

/// The kind of the sentences that facts cite.
pub fn sentence() -> &'static Kind {
    with_role(|kind| kind.scope == Scope::Sentence)
}

fn with_role(predicate: impl Fn(&Kind) -> bool) -> &'static Kind {
    let kind = LEADING.iter().find(|kind| predicate(kind));
    kind.expect("tests/architecture checks that one kind has each role")
}
