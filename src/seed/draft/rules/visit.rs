//! A visit that a rule has found, and its proposal.

use std::ops::Range;

use super::people::{person_phrase, person_value, surname};
use crate::seed::draft::article::Article;
use crate::seed::draft::persons::PersonMention;
use crate::seed::draft::places::PlaceMention;
use crate::seed::draft::proposal::{Proposal, ProposedDate, ProposedPlace, Rule, Value};
use crate::seed::draft::sentence::Sentence;

/// The most tokens between a verb of visiting and its object.
pub const MAX_GAP: usize = 10;

/// The words that may stand between two places of a list.
const LISTED: &[&str] = &[
    ",", "and", "in", "to", "at", "then", "the", "new", "old", "capital", "city", "cities", "of",
    "as", "well",
];

/// A visit as far as a sentence tells it.
pub struct Visit<'s, 'v> {
    pub guests: Vec<&'s PersonMention<'v>>,
    pub guest_country: &'v str,
    /// The country visited, unless the two meet in another one or nobody says where.
    pub host: Option<&'v str>,
    pub places: Vec<PlaceMention<'v>>,
    pub rank: &'static str,
    pub met: Vec<PersonMention<'v>>,
    pub occasion: Option<String>,
    pub status: Option<&'static str>,
    pub date: Option<ProposedDate>,
    pub rule: Rule,
}

impl<'v> Visit<'_, 'v> {
    /// The proposal of the visit.
    pub fn proposal(self, article: &Article<'_, 'v>, sentence: &Sentence<'_, 'v>) -> Proposal {
        let mut proposal = Proposal::new("visit", &sentence.at, self.rule.clone());
        let place = self.places.first().map(|place| place.name.as_str());
        let other = self
            .host
            .or_else(|| article.parties.other(self.guest_country));
        let other = other.unwrap_or(self.guest_country);
        let host_name = article.parties.name(other);
        let year = self.date.as_ref().and_then(ProposedDate::year);
        let lead = self.guests[0];
        let words = [Some(surname(lead)), Some(place.unwrap_or(host_name)), year];
        proposal.name_by(words.into_iter().flatten());
        let guest = person_phrase(lead, article.parties.name(self.guest_country));
        let verb = self.verb(host_name);
        proposal.title = format!("{guest} {verb}");
        for person in self.guests.iter().copied().chain(&self.met) {
            person.read_in.iter().for_each(|at| proposal.cite(at));
        }
        let guests = self.guests.iter();
        let guests = guests.map(|person| person_value(person, self.guest_country));
        proposal.set("guests", Value::List(guests.collect()));
        proposal.set_optional("host", self.host.map(str::to_owned));
        add_places(&mut proposal, &self.places, self.host);
        proposal.set_text("type", self.rank);
        proposal.set_optional("status", self.status.map(str::to_owned));
        proposal.set_optional("occasion", self.occasion);
        if !self.met.is_empty() {
            let met = self.met.iter().map(|person| person_value(person, other));
            proposal.set("met", Value::List(met.collect()));
        }
        proposal.date = self.date;
        proposal
    }

    /// The verb of the title, with its object.
    fn verb(&self, host_name: &str) -> String {
        let place = self.places.first().map(|place| place.name.as_str());
        let target = place.unwrap_or(host_name);
        match self.rank {
            "third_place" | "meeting" => {
                let met = self.met.first().map(|met| person_phrase(met, host_name));
                let met = met.unwrap_or_else(|| format!("the leaders of {host_name}"));
                let place = place.map(|place| format!(" in {place}"));
                format!("meets {met}{}", place.unwrap_or_default())
            }
            "state_visit" => format!("pays a state visit to {target}"),
            "official_visit" => format!("pays an official visit to {target}"),
            "working_visit" => format!("pays a working visit to {target}"),
            _ => format!("visits {target}"),
        }
    }
}

/// Adds places to those of a visit; true if there was a new one. A place whose country nobody knows is left out.
pub fn add_places(
    proposal: &mut Proposal,
    places: &[PlaceMention<'_>],
    host: Option<&str>,
) -> bool {
    let mut added: Vec<ProposedPlace> = Vec::new();
    for one in places {
        let Some(country) = host.or(one.country) else {
            continue;
        };
        let known = proposal.places.iter().chain(&added);
        if !known.into_iter().any(|known| known.name == one.name) {
            added.push(ProposedPlace {
                name: one.name.clone(),
                country: country.to_owned(),
            });
        }
    }
    let names = added.iter().map(|place| Value::text(&place.name));
    let names: Vec<Value> = names.collect();
    if names.is_empty() {
        return false;
    }
    match proposal
        .fields
        .iter_mut()
        .find(|(field, _)| *field == "places")
    {
        Some((_, Value::List(known))) => known.extend(names),
        _ => proposal.set("places", Value::List(names)),
    }
    proposal.places.extend(added);
    true
}

/// The people whose mentions begin in some tokens.
pub fn people_in<'s, 'v>(
    sentence: &'s Sentence<'_, 'v>,
    range: &Range<usize>,
) -> Vec<&'s PersonMention<'v>> {
    let people = sentence.persons.iter();
    people
        .filter(|person| range.contains(&person.tokens.start))
        .collect()
}

/// The people behind a verb of meeting, whose country is that of the host.
pub fn met<'v>(
    sentence: &Sentence<'_, 'v>,
    guests: &[&PersonMention<'_>],
    range: Range<usize>,
    host: &str,
) -> Vec<PersonMention<'v>> {
    let cues = sentence
        .cues_of("visit")
        .filter(|one| one.cue.field("role") == Some("met"));
    let first = cues
        .map(|one| one.tokens.end)
        .filter(|at| *at >= range.start)
        .min();
    let Some(first) = first else {
        return Vec::new();
    };
    let clause = sentence.clause_at(first - 1);
    let end = range.end.min(clause.end);
    let people = people_in(sentence, &(first..end)).into_iter();
    hosts(people, guests, host)
}

/// Those of some people who are of the host's country and no guests, each once and by the fullest name. A counterpart
/// has the office of the first guest.
pub fn hosts<'p, 'v: 'p>(
    people: impl Iterator<Item = &'p PersonMention<'v>>,
    guests: &[&PersonMention<'_>],
    host: &str,
) -> Vec<PersonMention<'v>> {
    let is_host = |person: &&PersonMention<'v>| {
        person.country.is_none_or(|country| country == host)
            && !guests.iter().any(|guest| person.is_same_as(guest))
    };
    let mut found: Vec<PersonMention<'v>> = Vec::new();
    for person in people.filter(is_host) {
        let office = guests.first().and_then(|guest| guest.office);
        let is_counterpart = person.title.is_none() && person.office.is_none();
        let office = person.office.or(office.filter(|_| is_counterpart));
        let person = PersonMention {
            office,
            ..person.clone()
        };
        match found.iter_mut().find(|known| known.is_same_as(&person)) {
            Some(known) if is_fuller(known, &person) => {
                known.name = person.name;
            }
            None if person.name.is_some() || person.office.is_some() => found.push(person),
            _ => {}
        }
    }
    found
}

/// True if the second mention has the longer name.
fn is_fuller(known: &PersonMention<'_>, other: &PersonMention<'_>) -> bool {
    let length = |person: &PersonMention<'_>| person.name.as_ref().map_or(0, String::len);
    length(other) > length(known)
}

/// The places that are visited: the first behind the verb, and those that are listed with it.
pub fn destinations<'s, 'v>(
    sentence: &'s Sentence<'_, 'v>,
    behind: &Range<usize>,
) -> Vec<&'s PlaceMention<'v>> {
    let near = behind.clone();
    let mut places = sentence.places.iter();
    let first = places.find(|place| near.contains(&place.tokens.start));
    let mut found: Vec<&PlaceMention<'v>> = first.into_iter().collect();
    for place in places {
        let Some(before) = found.last() else {
            break;
        };
        let mut between = before.tokens.end..place.tokens.start;
        let is_listed = |at| sentence.token_is(at, LISTED);
        if between.len() > 6 || !between.all(is_listed) {
            break;
        }
        found.push(place);
    }
    found
}
