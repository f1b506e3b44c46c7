//! The kinds of facts, one file each, and the one list of them all.
//!
//! A new kind is a file here, a line in [`LISTS`], a migration, a seed file, a test file and a section of the pair's page:
//! CONTRIBUTING.md says how. Kinds know nothing of each other but for parts, which are declared beside the kind that holds them.

mod cooperation;
mod discrepancy;
mod document;
mod good;
mod history;
mod mission;
mod relation;
mod trade;
mod treaty;
mod visit;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::kind::{
    self, Kind, ListOptions, Parameter, ParameterRole, ParameterType, Placement, Scope,
};

/// What the terms of all kinds together are filed under, in the place of a kind.
pub const EVERY_KIND: &str = "";
/// The parameter that finds the facts of a pair.
pub const RELATION: &str = "relation";
/// The parameter that finds facts by any country they concern.
pub const COUNTRY: &str = "country";
/// The parameter that finds facts by their kind.
pub const KIND: &str = "kind";
/// What facts are filed under whose date is approximate, uncertain or open: no period certainly holds it.
pub const DOUBTFUL: &str = "doubtful";
/// What facts are filed under that are parts of others.
pub const PART: &str = "part";

/// Every kind that has a list of its own, in the order in which the service document shows them.
pub static LISTS: &[&Kind] = &[
    &relation::RELATION,
    &mission::MISSION,
    &visit::VISIT,
    &treaty::TREATY,
    &trade::TRADE_FIGURE,
    &good::TRADED_GOOD,
    &cooperation::COOPERATION,
    &history::HISTORY,
    &discrepancy::DISCREPANCY,
    &document::DOCUMENT,
];

/// Every kind: those of [`LISTS`], each followed by its parts and by the kind that counts it.
pub fn all() -> impl Iterator<Item = &'static Kind> {
    LISTS.iter().flat_map(|kind| {
        let parts = kind.parts().map(|(_, part)| part);
        std::iter::once(*kind).chain(parts).chain(kind.coverage)
    })
}

/// The kinds that stand in seed files by themselves: all but parts.
pub fn seeded() -> impl Iterator<Item = &'static Kind> {
    all().filter(|kind| kind.placement != Placement::Part)
}

/// The kind of that name.
pub fn by_name(name: &str) -> Option<&'static Kind> {
    all().find(|kind| kind.name == name)
}

/// The kind whose facts a [`Placement::Coverage`] kind counts.
pub fn counted_kind(counter: &'static Kind) -> &'static Kind {
    let counts = |kind: &&&Kind| {
        kind.coverage
            .is_some_and(|coverage| coverage.name == counter.name)
    };
    LISTS
        .iter()
        .find(counts)
        .expect("a kind with this home is the coverage of a list: tests/house.rs")
}

/// The kind whose facts are about other facts; each of those lists them under this kind's plural.
pub fn annotating_kind() -> &'static Kind {
    LISTS
        .iter()
        .find(|kind| kind.annotates.is_some())
        .expect("one kind remarks on others: tests/house.rs")
}

/// The keys of an item, in their order: what all facts have, with the kind's own fields in their midst.
pub fn item_keys(kind: &Kind) -> Vec<&'static str> {
    let own = kind.fields.iter().map(|field| field.name);
    HEAD.iter()
        .copied()
        .chain(own)
        .chain(tail())
        .chain(["url"])
        .collect()
}

/// The keys of an entry of the timeline: what all facts have.
pub fn timeline_keys() -> Vec<&'static str> {
    HEAD.iter()
        .copied()
        .chain(tail())
        .chain(["part_of", "url"])
        .collect()
}

/// The keys with which every item begins.
const HEAD: &[&str] = &["id", "kind", "relation", "title", "date"];

/// The keys that follow a kind's own fields.
fn tail() -> impl Iterator<Item = &'static str> {
    ["claim", "note", "rank", annotating_kind().plural, "sources"].into_iter()
}

/// What a kind's list takes. Every request asks, so the lists of parameters are made once.
pub fn list_parameters(kind: &Kind) -> &'static [Parameter] {
    static MADE: LazyLock<HashMap<&str, Vec<Parameter>>> = LazyLock::new(|| {
        all()
            .map(|kind| (kind.name, kind.parameters(item_keys(kind))))
            .collect()
    });
    MADE.get(kind.name).map_or(&[], Vec::as_slice)
}

/// What the timeline takes.
pub fn timeline_parameters() -> &'static [Parameter] {
    static MADE: LazyLock<Vec<Parameter>> = LazyLock::new(|| {
        let columns = ListOptions {
            sorts: vec!["date", "id", "title"],
            keys: timeline_keys(),
            facets: mixed_facets(),
        };
        kind::list_parameters(vec![kind_parameter()], columns)
    });
    &MADE
}

/// The keys of what a search finds: an entry of the timeline, and where the words stand in it.
pub fn search_keys() -> Vec<&'static str> {
    timeline_keys().into_iter().chain(["snippet"]).collect()
}

/// What the search takes: words it must have; its order is that of relevance.
pub fn search_parameters() -> &'static [Parameter] {
    static MADE: LazyLock<Vec<Parameter>> = LazyLock::new(|| {
        let columns = ListOptions {
            sorts: Vec::new(),
            keys: search_keys(),
            facets: mixed_facets(),
        };
        let mut parameters = kind::list_parameters(vec![kind_parameter()], columns);
        for parameter in &mut parameters {
            parameter.required = parameter.role == ParameterRole::SearchTerms;
        }
        parameters
    });
    &MADE
}

/// The parameter of lists that hold several kinds.
fn kind_parameter() -> Parameter {
    let kinds = all().map(|kind| kind.name).collect();
    Parameter::new(
        "kind",
        ParameterType::AnyOf(kinds),
        ParameterRole::Kind,
        "facts of these kinds",
    )
}

fn mixed_facets() -> Vec<&'static str> {
    vec!["relation", "country", "kind"]
}

/// The kind that is the pair itself.
pub fn pair() -> &'static Kind {
    with_scope(Scope::Pair)
}

/// The kind that is the document.
pub fn document() -> &'static Kind {
    with_scope(Scope::Document)
}

fn with_scope(scope: Scope) -> &'static Kind {
    LISTS
        .iter()
        .find(|kind| kind.scope == scope)
        .expect("one kind of each scope is listed: tests/house.rs")
}
