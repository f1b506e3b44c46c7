//! Annotations: the facts that are about other facts, as discrepancies are.

use std::collections::HashMap;

use crate::seed::read::{FactRef, ParsedFact};

/// The ids of the annotations of each fact, sorted.
pub struct Annotations<'p>(HashMap<FactRef, Vec<&'p str>>);

impl<'p> Annotations<'p> {
    pub fn new(facts: &'p [ParsedFact]) -> Self {
        let mut annotations: HashMap<FactRef, Vec<&str>> = HashMap::new();
        for fact in facts {
            let list = fact.kind.annotates.and_then(|field| fact.list(field));
            for entry in list.into_iter().flatten() {
                if let Some(annotated) = FactRef::from_json(&entry["fact"]) {
                    let ids = annotations.entry(annotated).or_default();
                    ids.push(fact.id.get_ref());
                }
            }
        }
        for ids in annotations.values_mut() {
            ids.sort_unstable();
            ids.dedup();
        }
        Self(annotations)
    }

    /// The ids of the annotations of a fact.
    pub fn of(&self, fact: &ParsedFact) -> &[&'p str] {
        self.0.get(&fact.fact_ref()).map_or(&[], Vec::as_slice)
    }

    /// True if one annotation is about both facts.
    pub fn share_one(&self, one: &ParsedFact, other: &ParsedFact) -> bool {
        let others = self.of(other);
        self.of(one).iter().any(|id| others.contains(id))
    }
}
