//! A pair in a list of pairs: the state of its relations, and how much is known.

use super::item::Item;
use super::page::kind;
use super::pair_counts::{
    FactCounts, FactsOfPairs, contradictions, open_missions, visits_not_held,
};
use super::relation_state::relation_state;
use crate::kinds;
use crate::store::{Store, StoreError};

/// A country of a pair.
pub struct Party {
    pub code: String,
    pub name: String,
}

/// A pair with what its card shows.
pub struct PairCard {
    pub pair: Item,
    pub parties: Vec<Party>,
    /// In words.
    pub state: String,
    pub counts: FactCounts,
    pub contradictions: u64,
    pub open_missions: u64,
    pub last_visit: Option<Item>,
}

impl PairCard {
    fn new(pair: Item) -> Self {
        Self {
            parties: parties(&pair),
            state: relation_state(&pair),
            pair,
            counts: FactCounts::default(),
            contradictions: 0,
            open_missions: 0,
            last_visit: None,
        }
    }
}

/// The countries of a pair with the names that its documents use.
pub fn parties(pair: &Item) -> Vec<Party> {
    let parties = pair.list("parties").into_iter();
    let party = |party: Item| Party {
        code: party.text(""),
        name: party.country(""),
    };
    parties.map(party).collect()
}

/// The cards of these pairs, in four statements.
pub async fn pair_cards(store: &Store, pairs: Vec<Item>) -> Result<Vec<PairCard>, StoreError> {
    let facts = FactsOfPairs::load(store, &pairs).await?;
    let mut counts = facts.counts();
    let contradictions = contradictions(store).await?;
    let open_missions = open_missions(store).await?;
    let not_held = visits_not_held(store).await?;
    let latest = facts.of_kind(kind("visits"));
    let latest: Vec<u32> = latest
        .filter_map(|visits| visits.latest_except(&not_held))
        .collect();
    let visits = store.entries_at(&latest).await?;
    let visits: Vec<Item> = visits.iter().map(Item::parse).collect();
    let mut cards: Vec<PairCard> = pairs.into_iter().map(PairCard::new).collect();
    for card in &mut cards {
        let id = card.pair.text("id");
        let total_in = |kind, results| {
            let mut facts = facts.of_kind(kind);
            let facts = facts.find(|facts| facts.value == id);
            facts.map_or(0, |facts| facts.total_in(results))
        };
        card.contradictions = total_in(kinds::annotating_kind(), &contradictions);
        card.open_missions = total_in(kind("missions"), &open_missions);
        let is_own = |visit: &&Item| visit.text("relation") == id;
        card.last_visit = visits.iter().find(is_own).cloned();
        card.counts = counts.remove(&id).unwrap_or_default();
    }
    Ok(cards)
}
