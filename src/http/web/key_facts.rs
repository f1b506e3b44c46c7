//! The four facts that the page of a pair shows first.

use super::facts::Facts;
use super::footnotes::Contradiction;
use super::item::Item;
use super::pair_sections::PairSections;

/// A short answer to a question that readers bring along.
pub struct KeyFact {
    pub label: String,
    pub value: String,
    /// The fact or section that it comes from.
    pub href: String,
    pub is_warning: bool,
}

impl KeyFact {
    fn new(label: &str, value: String, href: String) -> Self {
        Self {
            label: label.to_owned(),
            value,
            href,
            is_warning: false,
        }
    }
}

/// Since when there are relations, the missions that are open, the last visit, and contradictions, trade or treaties.
pub fn key_facts(relation: &Item, facts: &PairSections) -> Vec<KeyFact> {
    let of_facts = contradicted(&facts.contradictions)
        .or_else(|| last_trade(&facts.trade))
        .or_else(|| treaties(&facts.treaties));
    let key_facts = [
        since(relation),
        missions(&facts.missions),
        last_visit(&facts.visits),
        of_facts,
    ];
    key_facts.into_iter().flatten().collect()
}

fn since(relation: &Item) -> Option<KeyFact> {
    let date = relation.text("established.edtf");
    let events = relation.list("events").into_iter();
    let mut events = events.filter(|event| event.text("date.edtf") == date && !date.is_empty());
    let href = ["#", &events.next()?.text("id")].concat();
    let label = if relation.text("state.status") == "established" {
        "Relations since"
    } else {
        "Relations established"
    };
    Some(KeyFact::new(
        label,
        relation.date_words("established"),
        href,
    ))
}

fn missions(missions: &Facts) -> Option<KeyFact> {
    let open = missions.items.iter();
    let open = open
        .filter(|mission| mission.text("state.status") == "open")
        .count();
    let value = format!("{open} of {}", missions.items.len());
    let fact = KeyFact::new("Missions open", value, "#missions".to_owned());
    (!missions.items.is_empty()).then_some(fact)
}

/// The last visit that took place, as far as the documents say.
fn last_visit(visits: &Facts) -> Option<KeyFact> {
    let visits = visits.items.iter();
    let dated = visits.filter(|visit| visit.has("date.latest") && !visit.has("status"));
    let last = dated.max_by_key(|visit| visit.text("date.latest"))?;
    let href = ["#", &last.text("id")].concat();
    Some(KeyFact::new("Last known visit", last.when(), href))
}

fn contradicted(contradictions: &[Contradiction]) -> Option<KeyFact> {
    let first = contradictions.first()?;
    let label = if contradictions.len() == 1 {
        "Contradiction"
    } else {
        "Contradictions"
    };
    let href = ["#", &first.discrepancy.text("id")].concat();
    let mut fact = KeyFact::new(label, contradictions.len().to_string(), href);
    fact.is_warning = true;
    Some(fact)
}

fn last_trade(trade: &Facts) -> Option<KeyFact> {
    let figures = trade.items.iter().filter(|figure| figure.has("amount"));
    let last = figures.max_by_key(|figure| figure.text("date.latest"))?;
    let label = format!("Trade, {}", last.when());
    let href = ["#", &last.text("id")].concat();
    Some(KeyFact::new(&label, last.text("amount.text"), href))
}

fn treaties(treaties: &Facts) -> Option<KeyFact> {
    let fact = KeyFact::new(
        "Treaties listed",
        treaties.total.to_string(),
        "#treaties".to_owned(),
    );
    (treaties.total > 0).then_some(fact)
}
