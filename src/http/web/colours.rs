//! The colours of facts in pictures: each of the two countries has one, and what both have in common has a third.

use std::collections::HashMap;

use super::item::Item;

/// The class of what no country has to itself.
const BOTH: &str = "both";
/// The classes of the two countries of a pair.
pub const OF_PARTIES: [&str; 2] = ["one", "other"];

/// The classes of facts by their kind and id.
#[derive(Default)]
pub struct Colours(HashMap<(String, String), &'static str>);

impl Colours {
    /// The colours of facts of a pair by the codes of its parties.
    pub fn of_pair<'f>(parties: &[String], facts: impl Iterator<Item = &'f Item>) -> Self {
        let mut colours = Self::default();
        colours.add(parties, facts);
        colours
    }

    /// Adds facts, and the events of missions among them.
    pub fn add<'f>(&mut self, parties: &[String], facts: impl Iterator<Item = &'f Item>) {
        for fact in facts {
            let party = parties.iter().position(|party| *party == country(fact));
            let Some(class) = party.and_then(|party| OF_PARTIES.get(party)) else {
                continue;
            };
            let of_mission = fact.list("events").into_iter();
            let of_mission = of_mission.filter(|_| fact.has("sending"));
            for fact in of_mission.chain([fact.clone()]) {
                self.0.insert((fact.text("kind"), fact.text("id")), class);
            }
        }
    }

    pub fn class(&self, fact: &Item) -> &'static str {
        let key = (fact.text("kind"), fact.text("id"));
        self.0.get(&key).copied().unwrap_or(BOTH)
    }
}

/// The code of the country that acts: the guests', the sending, exporting or acting one. Empty if there is none.
fn country(fact: &Item) -> String {
    let guest = fact
        .list("guests")
        .first()
        .map(|guest| guest.text("country"));
    let keys = ["sending", "exporter", "actor_country"];
    let named = keys.into_iter().map(|key| fact.text(key));
    let mut named = guest.into_iter().chain(named);
    named.find(|code| !code.is_empty()).unwrap_or_default()
}
