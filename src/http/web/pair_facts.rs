//! All facts of a pair, read at once, with the names that they need.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::facts::Facts;
use super::item::{DiscrepancyName, Item, ItemNames};
use crate::kind::Kind;
use crate::kinds;
use crate::store::{Filters, Store, StoreError};

/// The most facts of a kind that a page shows; a link leads to the rest.
const MAX_FACTS: usize = 200;

/// The type of a discrepancy that is shown at its fact rather than in a footnote.
pub const CONTRADICTION: &str = "contradiction";

/// The facts of a pair by kind.
pub struct PairFacts {
    /// By the plural of the kind.
    by_kind: HashMap<&'static str, Facts>,
    pub names: Arc<ItemNames>,
}

impl PairFacts {
    /// Reads the first facts of every kind.
    pub async fn load(store: &Store, relation: &Item) -> Result<Self, StoreError> {
        let id = relation.text("id");
        let filters = Filters {
            relations: vec![id.clone()],
            ..Filters::default()
        };
        let kinds: Vec<&'static Kind> = kinds::written().collect();
        let pages = store.first_of_kinds(&kinds, &filters, MAX_FACTS).await?;
        let countries = relation.country_names();
        let mut by_kind = HashMap::new();
        for (kind, page) in kinds.iter().zip(pages) {
            let facts = Facts {
                items: page.items.iter().map(Item::parse).collect(),
                total: page.total,
                api_url: format!("{}?relation={id}", kind.path()),
            };
            by_kind.insert(kind.plural, facts);
        }
        let names = Arc::new(names(&kinds, &by_kind, countries));
        for facts in by_kind.values_mut() {
            let items = std::mem::take(&mut facts.items).into_iter();
            facts.items = items.map(|item| item.with_names(&names)).collect();
        }
        Ok(Self { by_kind, names })
    }

    /// Takes the facts of a kind by its plural.
    pub fn take(&mut self, plural: &'static str) -> Facts {
        let facts = self.by_kind.remove(plural);
        facts.expect("pages name existing kinds, once each: tests/api/pages.rs")
    }

    /// All facts that are left, in the order of the service document, which is that of the page.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        let facts = kinds::written().filter_map(|kind| self.by_kind.get(kind.plural));
        facts.flat_map(|facts| &facts.items)
    }

    pub fn documents(&self) -> &[Item] {
        let documents = self.by_kind.get(kinds::document().plural);
        documents.map_or(&[], |documents| &documents.items)
    }
}

/// The names of countries and discrepancies, and the caveats of all facts.
fn names(
    kinds: &[&'static Kind],
    by_kind: &HashMap<&'static str, Facts>,
    countries: BTreeMap<String, String>,
) -> ItemNames {
    let items = || kinds.iter().flat_map(|kind| &by_kind[kind.plural].items);
    let caveat = |item: &Item| {
        let caveat = item.caveat_with(&countries)?;
        Some(((item.text("kind"), item.text("id")), caveat))
    };
    ItemNames {
        discrepancies: discrepancy_names(items, &by_kind[kinds::annotating_kind().plural]),
        caveats: items().filter_map(caveat).collect(),
        countries,
    }
}

/// Footnotes are numbered in the order in which the page comes to their facts.
fn discrepancy_names<'f, I: Iterator<Item = &'f Item>>(
    items: impl Fn() -> I,
    discrepancies: &Facts,
) -> HashMap<String, DiscrepancyName> {
    let noted = items().flat_map(|item| item.list("discrepancies"));
    let noted: Vec<String> = noted.map(|discrepancy| discrepancy.text("")).collect();
    let position = |item: &&Item| {
        let id = item.text("id");
        let position = noted.iter().position(|noted| *noted == id);
        position.unwrap_or(noted.len())
    };
    let mut in_order: Vec<&Item> = discrepancies.items.iter().collect();
    in_order.sort_by_key(position);
    let mut number = 0;
    let named = in_order.into_iter().map(|item| {
        let footnote = (item.text("type") != CONTRADICTION).then(|| {
            number += 1;
            number
        });
        let title = item.text("title");
        (item.text("id"), DiscrepancyName { title, footnote })
    });
    named.collect()
}
