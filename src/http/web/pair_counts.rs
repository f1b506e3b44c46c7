//! The numbers that pages give for pairs: how many facts of each kind there are about each.

use std::collections::{BTreeMap, HashMap};

use super::item::Item;
use super::page::kind;
use crate::kind::{Kind, RELATION, Scope};
use crate::kinds;
use crate::store::{Collection, FactsOfValue, Filters, ResultSet, Store, StoreError};

/// The numbers of facts about a pair, by the name of their kind.
#[derive(Debug, Default, Clone)]
pub struct FactCounts(BTreeMap<String, u64>);

impl FactCounts {
    /// The number of all facts.
    pub fn all(&self) -> u64 {
        let counted = counted_kinds().filter_map(|kind| self.0.get(kind.name));
        counted.sum()
    }

    /// The number of facts of the kind whose list has this name.
    pub fn of(&self, plural: &str) -> u64 {
        self.0.get(kind(plural).name).copied().unwrap_or(0)
    }
}

impl FromIterator<(String, u64)> for FactCounts {
    fn from_iter<T: IntoIterator<Item = (String, u64)>>(counts: T) -> Self {
        Self(counts.into_iter().collect())
    }
}

/// The kinds of facts that are counted: neither the documents and what they consist of, nor what annotates other facts.
fn counted_kinds() -> impl Iterator<Item = &'static Kind> {
    let is_of_document = |kind: &Kind| {
        let mut parts = kinds::document().parts();
        parts.any(|(_, part)| part.name == kind.name)
    };
    kinds::all()
        .filter(|kind| matches!(kind.scope, Scope::Pair | Scope::Fact))
        .filter(|kind| kind.name != kinds::annotating_kind().name)
        .filter(move |kind| !is_of_document(kind))
}

/// The facts about pairs, by kind and pair.
#[derive(Debug)]
pub struct FactsOfPairs(Vec<FactsOfValue>);

impl FactsOfPairs {
    pub async fn load(store: &Store, pairs: &[Item]) -> Result<Self, StoreError> {
        let kinds = counted_kinds().chain([kinds::annotating_kind()]);
        let kinds: Vec<&'static Kind> = kinds.collect();
        let ids: Vec<String> = pairs.iter().map(|pair| pair.text("id")).collect();
        let facts = store.facts_by_value(&kinds, RELATION, &ids);
        Ok(Self(facts.await?))
    }

    /// The facts of a kind about each pair, by the id of the pair.
    pub fn of_kind(&self, kind: &Kind) -> impl Iterator<Item = &FactsOfValue> {
        self.0.iter().filter(|facts| facts.kind == kind.name)
    }

    pub fn counts(&self) -> HashMap<String, FactCounts> {
        let mut counts: HashMap<String, FactCounts> = HashMap::new();
        for facts in &self.0 {
            let of_pair = counts.entry(facts.value.clone()).or_default();
            of_pair.0.insert(facts.kind.clone(), facts.total());
        }
        counts
    }
}

/// The discrepancies that are contradictions.
pub async fn contradictions(store: &Store) -> Result<ResultSet, StoreError> {
    with_term(store, "discrepancies", "type", &["contradiction"]).await
}

/// The missions that are open after all events.
pub async fn open_missions(store: &Store) -> Result<ResultSet, StoreError> {
    with_term(store, "missions", "status", &["open"]).await
}

/// The visits that did not take place, or of which the document does not say that they did.
pub async fn visits_not_held(store: &Store) -> Result<ResultSet, StoreError> {
    let parameters = kinds::list_parameters(kind("visits")).iter();
    let mut status = parameters.filter(|parameter| parameter.name == "status");
    let values = status.next().and_then(|status| status.value_type.allowed());
    with_term(store, "visits", "status", values.unwrap_or_default()).await
}

/// The facts of a kind that have any of these values for a parameter.
pub async fn with_term(
    store: &Store,
    plural: &'static str,
    parameter: &'static str,
    values: &[&str],
) -> Result<ResultSet, StoreError> {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    let filters = Filters {
        terms: vec![(parameter, values)],
        ..Filters::default()
    };
    store.find(Collection::Kind(kind(plural)), &filters).await
}
