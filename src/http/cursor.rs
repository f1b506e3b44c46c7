//! Cursors: a place in a list, opaque to clients and good for one set of filters and one sort.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::store::{Filters, Key, Place, What, has_place};

/// The cursor of a place in the list that these filters and keys give.
pub fn encode(what: What, filters: &Filters, sort: &[Key], place: &Place) -> String {
    let bound = Value::from(bound_to(what, filters, sort));
    let values: Vec<&Value> = std::iter::once(&bound).chain(&place.0).collect();
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(&values).unwrap_or_default())
}

/// The place that a cursor names; `None` for anything that this list has not given.
pub fn decode(what: What, filters: &Filters, sort: &[Key], cursor: &str) -> Option<Place> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let mut values: Vec<Value> = serde_json::from_slice(&bytes).ok()?;
    if values.is_empty() || values.remove(0) != bound_to(what, filters, sort) {
        return None;
    }
    Some(Place(values)).filter(|place| has_place(what, sort, place))
}

/// What a cursor is bound to, in few letters.
fn bound_to(what: What, filters: &Filters, sort: &[Key]) -> String {
    let digest = Sha256::digest(format!("{what:?} {filters:?} {sort:?}"));
    URL_SAFE_NO_PAD.encode(&digest[..6])
}
