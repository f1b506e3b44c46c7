//! Proposals of several sentences that are about one fact.

use std::collections::HashMap;

use super::persons;
use super::proposal::{Proposal, ProposedDate, Value};
use super::rules::is_same_mission;
use super::tokens::fold;
use crate::values::date::Date;
use crate::values::day::Day;

/// The most proposals among which one about the same fact is looked for.
const MAX_CANDIDATES: usize = 100;

/// Joins the proposals that are about one fact, in the order of their first sentences.
pub fn merge(proposals: Vec<Proposal>) -> Vec<Proposal> {
    let mut merged: Vec<Proposal> = Vec::new();
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for proposal in proposals {
        let Some(key) = key(&proposal) else {
            merged.push(proposal);
            continue;
        };
        let numbers = by_key.entry(key).or_default();
        let mut known = numbers.iter().take(MAX_CANDIDATES).copied();
        if let Some(number) = known.find(|number| is_same(&merged[*number], &proposal)) {
            join(&mut merged[number], proposal);
        } else {
            numbers.push(merged.len());
            merged.push(proposal);
        }
    }
    merged.iter_mut().for_each(settle_parts);
    merged
}

/// The values that two proposals about one fact have in common; `None` for kinds that are never joined.
fn key(proposal: &Proposal) -> Option<String> {
    let text = |field: &str| {
        proposal
            .field(field)
            .map_or_else(String::new, Value::to_toml)
    };
    let date = || {
        proposal
            .date
            .as_ref()
            .map_or_else(String::new, |date| date.edtf.clone())
    };
    let values = match proposal.kind.name {
        "mission" => [text("sending"), text("receiving"), text("resident")],
        "relation_event" => [text("type"), date(), String::new()],
        "visit" => {
            let year = proposal.date.as_ref().and_then(ProposedDate::year)?;
            [text("host"), year.to_owned(), surname(proposal)?.to_owned()]
        }
        "treaty" => {
            let year = proposal.date.as_ref().and_then(ProposedDate::year)?;
            let subject = proposal.field("subject")?.to_toml();
            [text("instrument"), year.to_owned(), fold(&subject)]
        }
        _ => return None,
    };
    Some([proposal.kind.name, &values.concat()].concat())
}

/// True for two proposals with one [`key`] that are about one fact: a list names again by guest and year what a sentence tells.
fn is_same(known: &Proposal, other: &Proposal) -> bool {
    let is_listed = |visit: &Proposal| visit.rule.cue.is_none();
    match known.kind.name {
        "mission" => is_same_mission(known, other),
        "visit" => is_listed(known) || is_listed(other),
        _ => true,
    }
}

/// The last word of the name of the first guest.
fn surname(visit: &Proposal) -> Option<&str> {
    let Some(Value::List(guests)) = visit.field("guests") else {
        return None;
    };
    let Some(Value::Table(members)) = guests.first() else {
        return None;
    };
    let name = members.iter().find(|(key, _)| *key == "name");
    name.and_then(|(_, value)| match value {
        Value::Text(name) => Some(persons::surname(name)),
        _ => None,
    })
}

/// Lets a proposal cite the sentences of another, and takes over its parts.
fn join(known: &mut Proposal, other: Proposal) {
    take_name(known, &other);
    for at in &other.at {
        known.cite(at);
    }
    if known.kind.name == "treaty" {
        take_details(known, &other);
    }
    for part in other.parts {
        let is_told = |one: &&mut Proposal| {
            let is_equal = |field: &str| one.field(field) == part.field(field);
            is_equal("type")
                && is_equal("head")
                && one.date == part.date
                && (is_equal("place") || part.field("place").is_none())
        };
        match known.parts.iter_mut().find(is_told) {
            Some(same) => part.at.iter().for_each(|at| same.cite(at)),
            None => known.parts.push(part),
        }
    }
}

/// Takes what the other proposal for a treaty says more exactly, or says alone.
fn take_details(known: &mut Proposal, other: &Proposal) {
    let length = |one: &Proposal| one.date.as_ref().map_or(0, |date| date.edtf.len());
    if length(other) > length(known) {
        known.date.clone_from(&other.date);
    }
    let is_missing = |field: &str| known.field(field).is_none();
    let missing = other.fields.iter().filter(|(field, _)| is_missing(field));
    let missing: Vec<_> = missing.cloned().collect();
    known.fields.extend(missing);
    known.places.extend(other.places.iter().cloned());
}

/// Takes the name of the other proposal if this one has only a noun, such as `embassy`.
fn take_name(known: &mut Proposal, other: &Proposal) {
    let is_noun = |value: &Value| match value {
        Value::Text(text) => !text.contains(' '),
        _ => false,
    };
    let Some(name) = other.field("name").filter(|name| !is_noun(name)).cloned() else {
        return;
    };
    let own = known.fields.iter_mut().find(|(field, _)| *field == "name");
    if let Some((_, own)) = own.filter(|(_, own)| is_noun(own)) {
        *own = name;
    }
}

/// Puts the events of a mission in their order, without those that say less than another.
fn settle_parts(mission: &mut Proposal) {
    let is_of = |part: &Proposal, event: &str| part.field("type") == Some(&Value::text(event));
    let has_begun = mission
        .parts
        .iter()
        .any(|part| is_of(part, "opened") || is_of(part, "reopened"));
    let begins = |part: &&Proposal| {
        ["opened", "reopened", "seat_added"]
            .iter()
            .any(|event| is_of(part, event))
    };
    let seat = |part: &Proposal| part.field("place").map(|place| fold(&place.to_toml()));
    let seats: Vec<String> = mission
        .parts
        .iter()
        .filter(begins)
        .filter_map(seat)
        .collect();
    mission.parts.retain(|part| {
        let says_no_more = seat(part).is_none_or(|seat| seats.is_empty() || seats.contains(&seat));
        let is_plain = is_of(part, "stated") && part.date.is_none() && part.field("head").is_none();
        !(has_begun && is_plain && says_no_more)
    });
    mission
        .parts
        .sort_by_key(|part| first_day(part.date.as_ref()));
}

/// The first day of a date; what has none comes last.
pub fn first_day(date: Option<&ProposedDate>) -> Day {
    let parsed = date.and_then(|date| Date::parse(&date.edtf).ok());
    parsed.map_or(Day::LAST, |date| date.first_day())
}
