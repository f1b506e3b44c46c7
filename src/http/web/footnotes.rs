//! Discrepancies on the page of a pair: contradictions at one of their facts, the others as footnotes.

use super::item::Item;
use super::pair_facts::CONTRADICTION;
use crate::kinds;

/// A contradiction, and the fact at which it is shown.
pub struct Contradiction {
    pub discrepancy: Item,
    kind: String,
    id: String,
    /// True if it concerns only what a document says beside its facts, such as its infobox.
    pub is_about_documents: bool,
}

impl Contradiction {
    /// The preferred fact has the contradiction, or the first one if none is preferred.
    fn new(discrepancy: &Item) -> Self {
        let facts = discrepancy.list("facts").into_iter();
        let facts: Vec<Item> = facts.filter(|fact| !is_part_of_document(fact)).collect();
        let preferred = facts.iter().find(|fact| fact.text("role") == "preferred");
        let fact = preferred.or(facts.first());
        let text = |key: &str| fact.map_or_else(String::new, |fact| fact.text(key));
        Self {
            kind: text("fact.kind"),
            id: text("fact.id"),
            is_about_documents: fact.is_none(),
            discrepancy: discrepancy.clone(),
        }
    }

    /// True at the fact that has it.
    pub fn is_at(&self, fact: &Item) -> bool {
        self.kind == fact.text("kind") && self.id == fact.text("id")
    }
}

/// True for a part of a document, which is not on the page of the pair.
fn is_part_of_document(fact: &Item) -> bool {
    let kind = fact.text("fact.kind");
    kind == kinds::document().name || kinds::document().parts().any(|(_, part)| part.name == kind)
}

/// The contradictions among discrepancies.
pub fn contradictions(discrepancies: &[Item]) -> Vec<Contradiction> {
    let discrepancies = discrepancies.iter();
    discrepancies
        .filter(|item| item.text("type") == CONTRADICTION)
        .map(Contradiction::new)
        .collect()
}

/// The other discrepancies, by their numbers.
pub fn footnotes(discrepancies: &[Item], number: impl Fn(&Item) -> Option<usize>) -> Vec<Item> {
    let discrepancies = discrepancies.iter();
    let mut numbered: Vec<(usize, Item)> = discrepancies
        .filter_map(|item| Some((number(item)?, item.clone())))
        .collect();
    numbered.sort_by_key(|(number, _)| *number);
    numbered.into_iter().map(|(_, item)| item).collect()
}
