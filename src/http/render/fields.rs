//! The parameter `fields`: items with some of their keys.

use indexmap::IndexMap;
use serde_json::value::RawValue;

/// An item as its members, each in the JSON text that was stored.
pub type Members<'a> = IndexMap<&'a str, &'a RawValue>;

/// The members of a stored item that `fields` names, and its id; all of them if `fields` is empty.
pub fn select<'a>(item: &'a str, fields: &[String]) -> Members<'a> {
    let mut members: Members<'a> =
        serde_json::from_str(item).expect("stored items are JSON objects: tests/stored.rs");
    if !fields.is_empty() {
        members.retain(|key, _| *key == "id" || fields.iter().any(|field| field == key));
    }
    members
}
