//! Facts of a pair, as the lists of the API give them.

use std::sync::Arc;

use super::item::{Caveats, Item, ItemNames};
use super::page::kind;
use crate::store::{Collection, Filters, Page, PageRequest, RowFormat, Store, StoreError};

/// The most facts of a kind that a page shows; a link leads to the rest.
const MAX_FACTS: u32 = 200;

/// Facts of a kind, and the API request for all of them.
#[derive(Clone)]
pub struct Facts {
    pub items: Vec<Item>,
    pub total: u64,
    pub api_url: String,
}

/// More facts of a kind than this are folded, except for the first ones.
const MAX_UNFOLDED: usize = 9;
const FIRST: usize = 6;

impl Facts {
    /// The facts that are always shown.
    pub fn first(&self) -> &[Item] {
        let len = self.items.len();
        &self.items[..if len > MAX_UNFOLDED { FIRST } else { len }]
    }

    /// The facts that are folded away.
    pub fn rest(&self) -> &[Item] {
        &self.items[self.first().len()..]
    }
}

/// The facts of a kind about a pair.
pub async fn facts(
    store: &Store,
    plural: &'static str,
    relation: &str,
    filters: &Filters,
    names: &Arc<ItemNames>,
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

/// The caveats of all facts of a pair, for the places that name a fact by its title.
pub async fn caveats(store: &Store, relation: &str) -> Result<Caveats, StoreError> {
    let filters = Filters {
        relations: vec![relation.to_owned()],
        ..Filters::default()
    };
    // A search finds facts of every kind. Its items would be snippets, so they are read as entries of the timeline.
    let found = store.find(Collection::Search, &filters).await?;
    let entries = Collection::Timeline;
    let (all, json) = (PageRequest::default(), RowFormat::Json);
    let page = store.fetch_items(entries, &filters, &found, &all, json);
    let (items, _) = page.await?;
    let items = items.iter().map(Item::parse);
    let caveat = |item: Item| Some(((item.text("kind"), item.text("id")), item.caveat()?));
    Ok(items.filter_map(caveat).collect())
}
