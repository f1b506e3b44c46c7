//! Cursors: an opaque position in a list. A cursor is bound to the filters, the sort and the version of the data set that it
//! was made with: anywhere else the same position would skip or repeat items.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::store::{Collection, Filters, SortKey, SortPosition, is_position_of};

/// The list that a cursor belongs to.
#[derive(Debug, Clone, Copy)]
pub struct CursorScope<'a> {
    pub collection: Collection,
    pub filters: &'a Filters,
    pub sort: &'a [SortKey],
}

/// The decoded form: a fingerprint of the scope, the version of the data set, and the values of the position.
#[derive(Serialize, Deserialize)]
struct Payload(String, String, Vec<serde_json::Value>);

/// A valid cursor of a list.
pub struct DecodedCursor {
    /// The version of the data set that the cursor was made with.
    pub version: String,
    pub position: SortPosition,
}

impl CursorScope<'_> {
    /// The cursor of a position.
    pub fn encode(&self, version: &str, position: &SortPosition) -> String {
        let payload = Payload(self.fingerprint(), version.to_owned(), position.0.clone());
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(&payload).expect("a cursor is plain data"))
    }

    /// Decodes a cursor; `None` for any text that is no cursor of this list.
    pub fn decode(&self, cursor: &str) -> Option<DecodedCursor> {
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let Payload(fingerprint, version, position) = serde_json::from_slice(&bytes).ok()?;
        let position = SortPosition(position);
        let valid = fingerprint == self.fingerprint()
            && is_position_of(self.collection, self.sort, &position);
        valid.then_some(DecodedCursor { version, position })
    }

    fn fingerprint(&self) -> String {
        let Self {
            collection,
            filters,
            sort,
        } = self;
        let digest = Sha256::digest(format!("{collection:?} {filters:?} {sort:?}"));
        URL_SAFE_NO_PAD.encode(&digest[..6])
    }
}
