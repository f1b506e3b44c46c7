//! A pair, seen from one of its countries.

use super::item::Item;
use super::pair_card::parties;
use super::pair_counts::{FactCounts, FactsOfPairs};
use super::relation_state::{relation_state, state_on_day};
use crate::values::day::Day;

/// A pair with what a row of a country's table shows.
pub struct PairOfCountry {
    pub id: String,
    pub title: String,
    /// The code of the other country.
    pub partner: String,
    pub partner_name: String,
    /// In words.
    pub state: String,
    pub counts: FactCounts,
}

/// The pairs of a country, with the states as of a day if one is requested.
pub fn pairs(
    code: &str,
    items: Vec<Item>,
    facts: &FactsOfPairs,
    day: Option<Day>,
) -> Vec<PairOfCountry> {
    let mut counts = facts.counts();
    let pair = |pair: Item| {
        let partner = parties(&pair)
            .into_iter()
            .find(|party| party.code != code)?;
        let id = pair.text("id");
        Some(PairOfCountry {
            title: pair.text("title"),
            partner: partner.code,
            partner_name: partner.name,
            state: match day {
                Some(_) => state_on_day(&pair),
                None => relation_state(&pair),
            },
            counts: counts.remove(&id).unwrap_or_default(),
            id,
        })
    };
    items.into_iter().filter_map(pair).collect()
}
