//! Facts of a pair, as the lists of the API give them.

use super::item::{Item, ItemNames};
use super::page::kind;
use crate::store::{Collection, Filters, Page, PageRequest, Store, StoreError};

/// The most facts of a kind that a page shows; a link leads to the rest.
const MAX_FACTS: u32 = 200;

/// Facts of a kind, and the API request for all of them.
pub struct Facts {
    pub items: Vec<Item>,
    pub total: u64,
    pub api_url: String,
}

/// The facts of a kind about a pair.
pub async fn facts(
    store: &Store,
    plural: &'static str,
    relation: &str,
    filters: &Filters,
    names: &ItemNames,
) -> Result<Facts, StoreError> {
    let page = fetch(store, Collection::Kind(kind(plural)), relation, filters).await?;
    Ok(Facts {
        items: Item::from_items(&page.items, names),
        total: page.total,
        api_url: format!("{}?relation={relation}", kind(plural).path()),
    })
}

/// The first page of a collection, limited to a pair.
pub async fn fetch(
    store: &Store,
    collection: Collection,
    relation: &str,
    filters: &Filters,
) -> Result<Page, StoreError> {
    let mut filters = filters.clone();
    filters.relations = vec![relation.to_owned()];
    let limit = Some(MAX_FACTS);
    let page = PageRequest {
        limit,
        ..PageRequest::default()
    };
    store.list(collection, &filters, &page).await
}
