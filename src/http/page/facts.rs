//! Facts as the lists of the API give them.

use std::collections::HashMap;

use super::item::Item;
use super::kind;
use crate::store::{Collection, Filters, Page, PageRequest, Store, StoreError};

/// How many facts of a kind a page shows; the rest is a link away.
const SHOWN: u32 = 200;

/// Facts of a kind, and the request that gives them all.
pub struct Facts {
    pub items: Vec<Item>,
    pub total: u64,
    pub call: String,
}

/// Facts of a kind about a pair, with the titles of what makes them doubtful.
pub async fn facts(
    store: &Store,
    plural: &'static str,
    relation: &str,
    filters: Filters,
    titles: &HashMap<String, String>,
) -> Result<Facts, StoreError> {
    let found = listed(store, Collection::Kind(kind(plural)), relation, filters).await?;
    let items = Item::all(&found.items)
        .into_iter()
        .map(|item| item.with_titles(titles))
        .collect();
    Ok(Facts {
        items,
        total: found.total,
        call: format!("/v1/{plural}?relation={relation}"),
    })
}

/// A list of what concerns a pair.
pub async fn listed(
    store: &Store,
    what: Collection,
    relation: &str,
    filters: Filters,
) -> Result<Page, StoreError> {
    let filters = Filters {
        relations: vec![relation.to_owned()],
        ..filters
    };
    store
        .list(
            what,
            &filters,
            &PageRequest {
                limit: Some(SHOWN),
                ..PageRequest::default()
            },
        )
        .await
}
