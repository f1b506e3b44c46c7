//! The list of all kinds, and the kinds that have a special role.

use super::cooperation::COOPERATION;
use super::discrepancy::DISCREPANCY;
use super::document::DOCUMENT;
use super::good::TRADED_GOOD;
use super::history::HISTORY;
use super::mission::MISSION;
use super::relation::RELATION;
use super::trade::TRADE_FIGURE;
use super::treaty::TREATY;
use super::visit::VISIT;
use crate::kind::{Kind, Placement, Scope};

/// Every kind that has a list of its own, in the order of the service document.
pub static LISTS: &[&Kind] = &[
    &RELATION,
    &MISSION,
    &VISIT,
    &TREATY,
    &TRADE_FIGURE,
    &TRADED_GOOD,
    &COOPERATION,
    &HISTORY,
    &DISCREPANCY,
    &DOCUMENT,
];

/// Every kind: those of [`LISTS`], each followed by the kinds of its parts and of its coverage.
pub fn all() -> impl Iterator<Item = &'static Kind> {
    LISTS.iter().flat_map(|kind| {
        let parts = kind.parts().map(|(_, part)| part);
        std::iter::once(*kind).chain(parts).chain(kind.coverage)
    })
}

/// The kinds with tables of their own in the seed files: all except parts.
pub fn seeded() -> impl Iterator<Item = &'static Kind> {
    all().filter(|kind| kind.placement != Placement::Part)
}

pub fn by_name(name: &str) -> Option<&'static Kind> {
    all().find(|kind| kind.name == name)
}

/// The kind whose number of facts is stated by the facts of `counter`, a kind with [`Placement::Coverage`].
pub fn counted_kind(counter: &'static Kind) -> &'static Kind {
    let is_counter = |coverage: &Kind| coverage.name == counter.name;
    listed(|kind| kind.coverage.is_some_and(is_counter))
}

/// The kind whose facts annotate other facts. Each of those lists the annotations under the plural of this kind.
pub fn annotating_kind() -> &'static Kind {
    listed(|kind| kind.annotates.is_some())
}

/// The kind that is the pair itself.
pub fn pair() -> &'static Kind {
    listed(|kind| kind.scope == Scope::Pair)
}

/// The kind of the documents that facts are read from.
pub fn document() -> &'static Kind {
    listed(|kind| kind.scope == Scope::Document)
}

fn listed(predicate: impl Fn(&Kind) -> bool) -> &'static Kind {
    let kind = LISTS.iter().find(|kind| predicate(kind));
    kind.expect("tests/architecture checks that one listed kind has each role")
}
