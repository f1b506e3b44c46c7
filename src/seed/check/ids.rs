//! Checks of ids: unique among all pairs, one relation for each pair, and one document for each of its files.

use std::collections::{HashMap, HashSet};

use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::{Pair, ParsedFact};

/// The ids of the pairs so far, by kind.
#[derive(Debug, Default)]
pub struct UsedIds(HashMap<&'static str, HashSet<Box<str>>>);

impl UsedIds {
    /// Adds the ids of a pair and reports those that are taken.
    pub fn add_pair(&mut self, pair: &Pair, diagnostics: &mut Diagnostics) {
        // A second relation or document is reported by `check_singletons`.
        let facts = pair.facts.iter().filter(|fact| !pair.is_duplicate(fact));
        for fact in facts.flat_map(ParsedFact::with_parts) {
            let (kind, id) = (fact.kind.name, fact.id.get_ref());
            let ids = self.0.entry(kind).or_default();
            if !id.is_empty() && !ids.insert(id.as_str().into()) {
                let message = format!("the id `{id}` is taken");
                let remedy =
                    format!("choose an id that no other {kind} has, in this pair or another");
                diagnostics.push(fact.diagnostic(fact.id.span(), message, remedy));
            }
        }
    }
}

/// Checks that a pair has no second relation and no file a second document, and that the relation has the id of the folder.
pub fn check_singletons(pair: &Pair, diagnostics: &mut Diagnostics) {
    for fact in pair.facts.iter().filter(|fact| pair.is_duplicate(fact)) {
        let key = fact.kind.seed.key;
        let message = format!("a second [{key}]");
        let remedy = format!("there is one [{key}] only: remove one");
        diagnostics.push(fact.diagnostic(fact.span.clone(), message, remedy));
    }
    let (relation, name) = (pair.relation(), &pair.name);
    if let Some(relation) = relation.filter(|relation| relation.id.get_ref() != name) {
        let message = "the id is not the name of the folder";
        let remedy = format!("write id = \"{name}\", the name of the folder, or rename the folder");
        diagnostics.push(relation.diagnostic(relation.id.span(), message, remedy));
    }
}
