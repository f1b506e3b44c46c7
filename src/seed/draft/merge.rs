//! Proposals of several sentences that are about one fact.

use std::collections::{HashMap, HashSet};

use super::persons;
use super::proposal::{Proposal, ProposedDate, Value};
use super::rules::{is_same_mission, retain_stated};
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
    // Another document may tell since when there are relations.
    retain_stated(&mut merged);
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
            proposal.field("subject")?;
            [text("instrument"), year.to_owned(), String::new()]
        }
        "cooperation" if text("type") == "\"membership\"" => {
            proposal.field("actors")?;
            [text("type"), fold(&text("actors")), date()]
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
        "treaty" => is_same_treaty(known, other),
        _ => true,
    }
}

/// True for two treaties of one instrument and year that different sentences tell of, and that are about the same.
fn is_same_treaty(known: &Proposal, other: &Proposal) -> bool {
    let stems = |one: &Proposal| {
        let subject = one.field("subject").map(Value::to_toml).unwrap_or_default();
        let words = fold(&subject.replace('-', ""));
        let words = words.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| word.len() > 3);
        words
            .map(|word| word.chars().take(5).collect())
            .collect::<HashSet<String>>()
    };
    let (one, two) = (stems(known), stems(other));
    let shared = one.intersection(&two).count();
    let fewer = one.len().min(two.len());
    let is_elsewhere = !other.at.iter().any(|at| known.at.contains(at));
    is_elsewhere && fewer > 0 && shared == fewer && (shared > 1 || one.len() == two.len())
}

/// The last word of the name of the first guest.
fn surname(visit: &Proposal) -> Option<&str> {
    guest_name(visit).map(persons::surname)
}

/// The name of the first guest.
fn guest_name(visit: &Proposal) -> Option<&str> {
    let Some(Value::List(guests)) = visit.field("guests") else {
        return None;
    };
    let Some(Value::Table(members)) = guests.first() else {
        return None;
    };
    let name = members.iter().find(|(key, _)| *key == "name");
    name.and_then(|(_, value)| match value {
        Value::Text(name) => Some(name.as_str()),
        _ => None,
    })
}

/// Lets a proposal cite the sentences of another, and takes over its parts.
fn join(known: &mut Proposal, other: Proposal) {
    take_name(known, &other);
    for at in &other.at {
        known.cite(at);
    }
    if known.kind.name == "visit" {
        take_fuller_name(known, &other);
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
    if known.field("level") == Some(&Value::text("unspecified"))
        && let Some(level) = other.field("level").cloned()
        && let Some((_, own)) = known.fields.iter_mut().find(|(field, _)| *field == "level")
    {
        *own = level;
    }
    // The name of a treaty says best what it is about.
    if known.field("name").is_none() && other.field("name").is_some() {
        known.fields.retain(|(field, _)| *field != "subject");
    }
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

/// Takes the name of the first guest from the other proposal if it begins with this one: `Felix II` for `Felix`.
fn take_fuller_name(known: &mut Proposal, other: &Proposal) {
    let Some(longer) = guest_name(other).map(str::to_owned) else {
        return;
    };
    let is_fuller = guest_name(known).is_some_and(|name| longer.starts_with(&format!("{name} ")));
    let guests = known
        .fields
        .iter_mut()
        .find(|(field, _)| *field == "guests");
    let Some((_, Value::List(guests))) = guests.filter(|_| is_fuller) else {
        return;
    };
    if let Some(Value::Table(members)) = guests.first_mut() {
        let name = members.iter_mut().find(|(key, _)| *key == "name");
        if let Some((_, name)) = name {
            *name = Value::Text(longer);
        }
    }
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
    let is_longer = |own: &Value| match (own, &name) {
        (Value::Text(own), Value::Text(name)) => name.ends_with(&format!(" {own}")),
        _ => false,
    };
    if let Some((_, own)) = own.filter(|(_, own)| is_noun(own) || is_longer(own)) {
        *own = name;
    }
}

/// True for an event of a type.
fn is_of(part: &Proposal, event: &str) -> bool {
    part.field("type") == Some(&Value::text(event))
}

/// True for an event by which a mission, or a seat of it, is there.
fn begins(part: &Proposal) -> bool {
    ["opened", "reopened", "seat_added"]
        .iter()
        .any(|event| is_of(part, event))
}

/// True for an event that only says that the mission is there.
fn is_plain(part: &Proposal) -> bool {
    is_of(part, "stated") && part.date.is_none() && part.field("head").is_none()
}

fn seat(part: &Proposal) -> Option<String> {
    part.field("place").map(|place| fold(&place.to_toml()))
}

/// Puts the events of a mission in their order, without those that say less than another.
fn settle_parts(mission: &mut Proposal) {
    settle_seat(mission);
    let parts = std::mem::take(&mut mission.parts);
    let (plain, mut kept): (Vec<Proposal>, Vec<Proposal>) = parts.into_iter().partition(is_plain);
    let mut last: Vec<Proposal> = Vec::new();
    for part in plain {
        // A mission that is there since a day says more than one that is there.
        let is_dated = |other: &&mut Proposal| {
            is_of(other, "stated") && other.date.is_some() && seat(other) == seat(&part)
        };
        if says_less(&part, &kept) {
            continue;
        }
        match kept.iter_mut().find(is_dated) {
            Some(dated) => part.at.iter().for_each(|at| dated.cite(at)),
            None => last.push(part),
        }
    }
    kept.extend(last);
    kept.sort_by_key(|part| first_day(part.date.as_ref()));
    mission.parts = kept;
}

/// True for an event that says only that a mission is there, of which another one says since when.
fn says_less(part: &Proposal, others: &[Proposal]) -> bool {
    let is_start = |other: &&Proposal| is_of(other, "opened") || is_of(other, "reopened");
    let mut begun = others.iter().filter(|other| begins(other));
    let mut seats = begun.clone().filter_map(seat);
    let same_seat = seat(part).is_none_or(|own| {
        let is_unknown = seats.clone().next().is_none();
        is_unknown || seats.any(|seat| seat == own)
    });
    // A consulate that is a consulate general now has become one on a day that nobody tells.
    let own_type = part.field("type_after");
    let is_consular = own_type.is_some_and(|own| own.to_toml().contains("consulate"));
    let same_type = !is_consular || begun.any(|other| other.field("type_after") == own_type);
    others.iter().any(|other| is_start(&other)) && same_seat && same_type
}

/// Gives the opening of a mission, and the news of it, the only seat that another sentence tells.
fn settle_seat(mission: &mut Proposal) {
    let seated = || mission.parts.iter().filter(|part| seat(part).is_some());
    let (Some(one), 1) = (seated().next().cloned(), seated().count()) else {
        return;
    };
    let is_open = |part: &&mut Proposal| {
        let is_opening = begins(part) && !is_of(part, "seat_added") || is_of(part, "announced");
        is_opening && seat(part).is_none()
    };
    for opening in mission.parts.iter_mut().filter(is_open) {
        let place = one.field("place").cloned();
        opening.fields.extend(place.map(|place| ("place", place)));
        opening.places.extend(one.places.iter().cloned());
        one.at.iter().for_each(|at| opening.cite(at));
    }
}

/// The first day of a date; what has none comes last.
pub fn first_day(date: Option<&ProposedDate>) -> Day {
    let parsed = date.and_then(|date| Date::parse(&date.edtf).ok());
    parsed.map_or(Day::LAST, |date| date.first_day())
}
