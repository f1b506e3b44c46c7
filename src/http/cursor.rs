//! Cursors: a place in a list, opaque to clients and good for one set of filters, one sort and one data set. In other data the
//! place would be another one, and items would be skipped or come twice.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::store::{Collection, Dataset, Filters, SortKey, SortPosition, is_position_of};

/// The cursor of a place in the list that these filters and keys give.
pub fn encode(
    dataset: &Dataset,
    what: Collection,
    filters: &Filters,
    sort: &[SortKey],
    place: &SortPosition,
) -> String {
    let bound = [
        Value::from(bound_to(what, filters, sort)),
        Value::from(dataset.version.as_str()),
    ];
    let values: Vec<&Value> = bound.iter().chain(&place.0).collect();
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(&values).unwrap_or_default())
}

/// The version of the data set that gave a cursor, and the place in it; `None` for anything that no such list has given.
pub fn decode(
    what: Collection,
    filters: &Filters,
    sort: &[SortKey],
    cursor: &str,
) -> Option<(String, SortPosition)> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let mut values: Vec<Value> = serde_json::from_slice(&bytes).ok()?;
    let place = SortPosition(values.split_off(values.len().min(2)));
    let [bound, Value::String(dataset)] = &values[..] else {
        return None;
    };
    let given = *bound == bound_to(what, filters, sort) && is_position_of(what, sort, &place);
    given.then(|| (dataset.clone(), place))
}

/// What a cursor is bound to, in few letters.
fn bound_to(what: Collection, filters: &Filters, sort: &[SortKey]) -> String {
    let digest = Sha256::digest(format!("{what:?} {filters:?} {sort:?}"));
    URL_SAFE_NO_PAD.encode(&digest[..6])
}
