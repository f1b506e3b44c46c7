//! A visit that a rule has found, and its proposal.

use std::ops::Range;

use super::people::{person_phrase, person_value, surname};
use crate::seed::draft::article::Article;
use crate::seed::draft::persons::PersonMention;
use crate::seed::draft::places::PlaceMention;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule, Value};
use crate::seed::draft::sentence::Sentence;

/// The most tokens between a verb of visiting and its object.
pub const MAX_GAP: usize = 10;

/// A visit as far as a sentence tells it.
pub struct Visit<'s, 'v> {
    pub guests: Vec<&'s PersonMention<'v>>,
    pub guest_country: &'v str,
    pub host: &'v str,
    pub places: Vec<&'s PlaceMention<'v>>,
    pub rank: &'static str,
    pub met: Vec<&'s PersonMention<'v>>,
    pub date: Option<ProposedDate>,
    pub rule: Rule,
}

impl<'v> Visit<'_, 'v> {
    /// The proposal of the visit.
    pub fn proposal(self, article: &Article<'_, 'v>, sentence: &Sentence<'_, 'v>) -> Proposal {
        let mut proposal = Proposal::new("visit", &sentence.at, self.rule.clone());
        let place = self.places.first().map(|place| place.name.as_str());
        let host_name = article.parties.name(self.host);
        let year = self.date.as_ref().and_then(ProposedDate::year);
        let lead = self.guests[0];
        let words = [Some(surname(lead)), Some(place.unwrap_or(host_name)), year];
        proposal.name_by(words.into_iter().flatten());
        let guest = person_phrase(lead, article.parties.name(self.guest_country));
        let target = place.unwrap_or(host_name);
        let verb = match self.rank {
            "state_visit" => format!("pays a state visit to {target}"),
            "official_visit" => format!("pays an official visit to {target}"),
            "working_visit" => format!("pays a working visit to {target}"),
            _ => format!("visits {target}"),
        };
        proposal.title = format!("{guest} {verb}");
        for guest in &self.guests {
            guest.read_in.iter().for_each(|at| proposal.cite(at));
        }
        let people = |people: &[&PersonMention<'_>], country: &str| {
            let people = people.iter().map(|person| person_value(person, country));
            Value::List(people.collect())
        };
        proposal.set("guests", people(&self.guests, self.guest_country));
        proposal.set_text("host", self.host);
        let places = self.places.iter().map(|place| place.name.as_str());
        proposal.set_places("places", &places.collect::<Vec<_>>(), self.host);
        proposal.set_text("type", self.rank);
        if !self.met.is_empty() {
            proposal.set("met", people(&self.met, self.host));
        }
        proposal.date = self.date;
        proposal
    }
}

/// The places that are visited: the first behind the verb, and those that are listed with it.
pub fn destinations<'s, 'v>(
    sentence: &'s Sentence<'_, 'v>,
    behind: &Range<usize>,
) -> Vec<&'s PlaceMention<'v>> {
    let near = behind.start..(behind.start + MAX_GAP).min(behind.end);
    let mut places = sentence.places.iter();
    let first = places.find(|place| near.contains(&place.tokens.start));
    let mut found: Vec<&PlaceMention<'v>> = first.into_iter().collect();
    for place in places {
        let Some(before) = found.last() else {
            break;
        };
        let mut between = before.tokens.end..place.tokens.start;
        if between.len() > 2 || !between.all(|at| sentence.token_is(at, &[",", "and"])) {
            break;
        }
        found.push(place);
    }
    found
}
