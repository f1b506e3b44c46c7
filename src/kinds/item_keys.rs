//! The keys of items, in the order in which responses contain them.

use super::registry::annotating_kind;
use crate::kind::{Kind, PART_OF};

const FIRST: [&str; 5] = ["id", "kind", "relation", "title", "date"];

/// The keys of an item of the kind.
pub fn item_keys(kind: &Kind) -> Vec<&'static str> {
    let own: Vec<&str> = kind.fields.iter().map(|field| field.name).collect();
    let part_of: &[&str] = if kind.is_part() { &[PART_OF] } else { &[] };
    [&FIRST, &own[..], &last(), part_of, &["url"]].concat()
}

/// The keys of an entry of the timeline, which all kinds share.
pub fn timeline_keys() -> Vec<&'static str> {
    [
        &FIRST[..],
        &["summary", "attribution"],
        &last(),
        &[PART_OF, "url"],
    ]
    .concat()
}

/// The keys of a search hit: those of a timeline entry and the snippet.
pub fn search_keys() -> Vec<&'static str> {
    [timeline_keys(), vec!["snippet"]].concat()
}

/// The keys that follow a kind's own fields.
fn last() -> [&'static str; 5] {
    ["claim", "note", "rank", annotating_kind().plural, "sources"]
}
