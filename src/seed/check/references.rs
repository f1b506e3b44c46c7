//! Checks of references from one fact of a pair to another.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use crate::kinds;
use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::{FactRef, Pair, ParsedFact};
use crate::values::nearest::nearest;
use crate::values::slug::is_slug;

/// The facts of a pair that references may name.
pub struct References<'p> {
    facts: HashMap<FactRef, &'p ParsedFact>,
    /// Kinds with facts whose id is invalid. A reference to one of them cannot be checked.
    unchecked_kinds: HashSet<&'static str>,
    pair_is_incomplete: bool,
}

impl<'p> References<'p> {
    pub fn new(pair: &'p Pair) -> Self {
        let facts = pair.all_facts().map(|fact| (fact.fact_ref(), fact));
        let invalid_ids = pair.all_facts().filter(|fact| !is_slug(fact.id.get_ref()));
        Self {
            facts: facts.collect(),
            unchecked_kinds: invalid_ids.map(|fact| fact.kind.name).collect(),
            pair_is_incomplete: pair.is_incomplete,
        }
    }

    /// Checks that the facts named by a fact exist.
    pub fn check_references(&self, fact: &ParsedFact, diagnostics: &mut Diagnostics) {
        for named in &fact.references {
            let reference = named.get_ref();
            let is_unchecked =
                self.pair_is_incomplete || self.unchecked_kinds.contains(reference.kind.as_str());
            if !is_unchecked && !self.facts.contains_key(reference) {
                let message = format!("unknown fact `{reference}`");
                let is_shown = diagnostics.shows(&fact.file, named.span().start);
                let remedy = is_shown.then(|| self.remedy(reference));
                let remedy = remedy.unwrap_or_default();
                diagnostics.push(fact.diagnostic(named.span(), message, remedy));
            }
        }
    }

    fn remedy(&self, unknown: &FactRef) -> String {
        let kind = &unknown.kind;
        if kinds::by_name(kind).is_none() {
            let kinds: Vec<&str> = kinds::written().map(|kind| kind.name).collect();
            let kinds = kinds.join(", ");
            return format!("write kind/id with one of these kinds: {kinds}");
        }
        let same_kind = self.facts.keys().filter(|known| known.kind == *kind);
        match nearest(&unknown.id, same_kind.map(|known| known.id.as_str())) {
            Some(id) => format!("did you mean `{kind}/{id}`?"),
            None => format!("name a {kind} of this pair"),
        }
    }

    /// Checks a fact that annotates others: it names facts besides itself, and at most one of them has the rank preferred.
    pub fn check_annotations(&self, fact: &ParsedFact, diagnostics: &mut Diagnostics) {
        let Some(list) = fact.kind.annotates else {
            return;
        };
        let named: HashSet<&FactRef> = fact.references.iter().map(Spanned::get_ref).collect();
        let mut report = |message: &str, remedy: &str| {
            diagnostics.push(fact.diagnostic_at(list, message, remedy));
        };
        if named.contains(&fact.fact_ref()) {
            report("the fact refers to itself", "name other facts");
        }
        let facts = named.iter().filter_map(|named| self.facts.get(*named));
        if facts.filter(|fact| fact.rank == "preferred").count() > 1 {
            let message = "more than one of the facts has the rank preferred";
            report(message, "keep the rank preferred for one of them at most");
        }
    }
}
