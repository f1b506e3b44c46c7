//! Cursors: a place in a list, opaque to clients and good for one set of filters, one sort and one data set. In other data the
//! place would be another one, and items would be skipped or come twice.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::store::{Dataset, Filters, Key, Place, What, has_place};

/// The cursor of a place in the list that these filters and keys give.
pub fn encode(dataset: &Dataset, what: What, filters: &Filters, sort: &[Key], place: &Place) -> String {
    let bound = [Value::from(bound_to(what, filters, sort)), Value::from(dataset.version.as_str())];
    let values: Vec<&Value> = bound.iter().chain(&place.0).collect();
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(&values).unwrap_or_default())
}

/// The version of the data set that gave a cursor, and the place in it; `None` for anything that no such list has given.
pub fn decode(what: What, filters: &Filters, sort: &[Key], cursor: &str) -> Option<(String, Place)> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let mut values: Vec<Value> = serde_json::from_slice(&bytes).ok()?;
    let place = Place(values.split_off(values.len().min(2)));
    let [bound, Value::String(dataset)] = &values[..] else { return None };
    let given = *bound == bound_to(what, filters, sort) && has_place(what, sort, &place);
    given.then(|| (dataset.clone(), place))
}

/// What a cursor is bound to, in few letters.
fn bound_to(what: What, filters: &Filters, sort: &[Key]) -> String {
    let digest = Sha256::digest(format!("{what:?} {filters:?} {sort:?}"));
    URL_SAFE_NO_PAD.encode(&digest[..6])
}
