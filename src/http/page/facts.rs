//! Facts as the lists of the API give them.

use std::collections::HashMap;

use super::item::Item;
use super::kind;
use crate::store::{Filters, List, Page, Store, Unanswered, What};

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
) -> Result<Facts, Unanswered> {
    let found = listed(store, What::Kind(kind(plural)), relation, filters).await?;
    let items = Item::all(&found.items).into_iter().map(|item| item.with_titles(titles)).collect();
    Ok(Facts { items, total: found.total, call: format!("/v1/{plural}?relation={relation}") })
}

/// A list of what concerns a pair.
pub async fn listed(store: &Store, what: What, relation: &str, filters: Filters) -> Result<List, Unanswered> {
    let filters = Filters { relations: vec![relation.to_owned()], ..filters };
    store.list(what, &filters, &Page { limit: Some(SHOWN), ..Page::default() }).await
}
