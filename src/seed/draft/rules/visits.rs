//! Visits: a guest, a verb or noun of visiting, and the country visited.

use std::ops::Range;

use super::follow_ons::{extend, goes_on, is_guest, last_visit, text, triggers};
use super::meetings;
use super::mission_nouns::told_before;
use super::occasions::occasion;
use super::visit::{MAX_GAP, Visit, destinations, met, people_in};
use super::visit_lists::listed;
use super::visit_status::status;
use crate::seed::draft::article::Article;
use crate::seed::draft::persons::PersonMention;
use crate::seed::draft::places::PlaceMention;
use crate::seed::draft::proposal::{Proposal, Rule};
use crate::seed::draft::sentence::{CueMention, Sentence};

/// Parts of the world, a visit to which says nothing of the other country.
const REGIONS: &[&str] = &[
    "africa",
    "asia",
    "europe",
    "america",
    "caribbean",
    "balkans",
    "gulf",
    "african",
    "asian",
    "european",
    "abroad",
    "overseas",
];

/// Proposes the visits of a sentence. `before` are the proposals of the sentences before it.
pub fn propose(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    before: &mut [Proposal],
) -> Vec<Proposal> {
    let triggers = triggers(sentence);
    if triggers.is_empty() {
        if extend(article, sentence, before) {
            return Vec::new();
        }
        let is_listed = sentence.direction.is_some() || sentence.is_under("visits");
        let listed = is_listed.then(|| listed(article, sentence));
        return listed
            .filter(|listed| !listed.is_empty())
            .unwrap_or_else(|| meetings::propose(article, sentence, before));
    }
    let proposals = of_triggers(article, sentence, &triggers, before);
    let is_undated = proposals.iter().all(|one| one.date.is_none());
    if is_undated && goes_on(article, sentence, &proposals, before) {
        extend(article, sentence, before);
        return Vec::new();
    }
    if proposals.is_empty() {
        return meetings::propose(article, sentence, before);
    }
    proposals
}

/// The visits of the words of visiting, each once.
fn of_triggers(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    triggers: &[&CueMention],
    before: &[Proposal],
) -> Vec<Proposal> {
    let rivals: Vec<Range<usize>> = triggers.iter().map(|one| one.tokens.clone()).collect();
    let mut proposals: Vec<Proposal> = Vec::new();
    for (number, trigger) in triggers.iter().enumerate() {
        let next = triggers.get(number + 1);
        let end = next.map_or(sentence.tokens.len(), |next| next.tokens.start);
        let told = proposals.last().or_else(|| last_visit(before));
        let Some(visit) = visit(article, sentence, trigger, &rivals, end, before, told) else {
            continue;
        };
        let is_own_visit = |told| is_guest(told, visit.guests[0]);
        let is_told_twice = !proposals.is_empty() && is_superlative(sentence, trigger);
        if is_told_twice || is_returned(trigger) && told.is_some_and(is_own_visit) {
            continue;
        }
        let proposal = visit.proposal(article, sentence);
        let is_told = |other: &&mut Proposal| {
            let is_equal = |field: &str| other.field(field) == proposal.field(field);
            let agree =
                other.date == proposal.date || proposal.date.is_none() || other.date.is_none();
            is_equal("guests") && is_equal("host") && agree
        };
        match proposals.iter_mut().find(is_told) {
            Some(other) => other.date = other.date.take().or(proposal.date),
            None => proposals.push(proposal),
        }
    }
    proposals
}

fn visit<'s, 'v>(
    article: &Article<'_, 'v>,
    sentence: &'s Sentence<'_, 'v>,
    trigger: &CueMention,
    rivals: &[Range<usize>],
    end: usize,
    before: &[Proposal],
    told: Option<&Proposal>,
) -> Option<Visit<'s, 'v>> {
    let is_received = is_received(trigger);
    let behind = trigger.tokens.start + 1..end;
    let guests = guests_of(sentence, trigger, end);
    let lead = *guests.first()?;
    let near = behind.start..(trigger.tokens.end + MAX_GAP).min(behind.end);
    let places = destinations(sentence, &near);
    let place = places.first().copied();
    let of_place = place.and_then(|place| article.parties.country_of(place));
    let named_host = host(sentence, &behind, place, of_place).filter(|_| !is_received);
    let guest_country = guest_country(article, sentence, trigger, lead, told)
        .or_else(|| article.parties.other(named_host?))
        .or_else(|| of_mission(article, sentence, trigger, before))?;
    let host = article.parties.other(guest_country)?;
    let is_in_region = || near.clone().any(|at| sentence.token_is(at, REGIONS));
    if named_host.is_some_and(|named| named != host) || named_host.is_none() && is_in_region() {
        return None;
    }
    let date = sentence.date_for(&trigger.tokens, rivals);
    Some(Visit {
        met: met(sentence, &guests, trigger.tokens.end..end, host),
        guests,
        guest_country,
        host: Some(host),
        places: places_in(article, places, host),
        rank: visit_type(sentence, trigger),
        occasion: occasion(sentence, &sentence.clause_at(trigger.tokens.start)),
        status: status(sentence, trigger),
        date: date.map(Into::into),
        rule: Rule::of_cue("visits", trigger.cue),
    })
}

/// The country of a guest: as the sentence or its list gives it, or that which was visited before a visit in return.
fn guest_country<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    trigger: &CueMention,
    guest: &PersonMention<'v>,
    told: Option<&Proposal>,
) -> Option<&'v str> {
    let of_list = || sentence.direction.map(|direction| direction.from);
    let returned = told.filter(|_| is_returned(trigger));
    let of_returned = || article.parties.own(text(returned?, "host")?);
    guest.country.or_else(of_list).or_else(of_returned)
}

/// The country of a mission whose opening somebody visits: `the embassy was inaugurated during a visit by the Foreign Minister`.
fn of_mission<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    trigger: &CueMention,
    before: &[Proposal],
) -> Option<&'v str> {
    let opens = sentence
        .cues_of("mission_event")
        .any(|one| matches!(one.cue.field("type"), Some("inaugurated" | "opened")));
    let is_by = sentence.token_is(trigger.tokens.end - 1, &["by", "of"]);
    told_before(article, sentence, before).filter(|_| opens && is_by)
}

/// True for verbs whose object is the guest.
fn is_received(trigger: &CueMention) -> bool {
    trigger.cue.pattern.starts_with("host") || trigger.cue.pattern.starts_with("receive")
}

/// The people who visit, with their companions.
fn guests_of<'s, 'v>(
    sentence: &'s Sentence<'_, 'v>,
    trigger: &CueMention,
    end: usize,
) -> Vec<&'s PersonMention<'v>> {
    let received = trigger.tokens.start..end.min(trigger.tokens.end + 2);
    let guests = if is_received(trigger) {
        people_in(sentence, &received)
    } else {
        guests(sentence, trigger, &(trigger.tokens.start + 1..end))
    };
    with_companions(sentence, guests, trigger.tokens.end..end)
}

/// The first of some places, up to one in another country than the host's.
fn places_in<'v>(
    article: &Article<'_, 'v>,
    places: Vec<&PlaceMention<'v>>,
    host: &str,
) -> Vec<PlaceMention<'v>> {
    let is_there = |place: &&PlaceMention<'v>| {
        let country = article.parties.country_of(place);
        country.is_none_or(|country| country == host)
    };
    places.into_iter().take_while(is_there).cloned().collect()
}

/// True for words such as `reciprocated the visit`, by which guest and host change places.
fn is_returned(trigger: &CueMention) -> bool {
    let pattern = &trigger.cue.pattern;
    pattern.contains("reciprocated") || pattern == "return visit"
}

/// True for words such as `the first visit by a president`, which say what is notable about a visit that is told before them.
fn is_superlative(sentence: &Sentence<'_, '_>, trigger: &CueMention) -> bool {
    let start = trigger.tokens.start;
    let near = start.saturating_sub(3)..start;
    let has_first = near.into_iter().any(|at| sentence.token_is(at, &["first"]));
    has_first && sentence.token_is(start, &["visit", "trip"])
}

/// The people who visit: those behind `visit of` and `visit by`, else those before the verb.
fn guests<'s, 'v>(
    sentence: &'s Sentence<'_, 'v>,
    trigger: &CueMention,
    behind: &Range<usize>,
) -> Vec<&'s PersonMention<'v>> {
    let last = trigger.tokens.end - 1;
    let is_invitation =
        last > 0 && sentence.token_is(last - 1, &["invitation", "request", "behest"]);
    if sentence.token_is(last, &["by", "of"]) && !is_invitation {
        let next = trigger.tokens.end..(trigger.tokens.end + 6).min(behind.end);
        let next = joined_to_first(sentence, people_in(sentence, &next));
        if !next.is_empty() {
            return next;
        }
    }
    let clause = sentence.clause_at(trigger.tokens.start);
    let own = people_in(sentence, &(clause.start..trigger.tokens.start));
    let own = joined_to_last(sentence, without_superlatives(sentence, own));
    if !own.is_empty() {
        return own;
    }
    let with_by = sentence
        .cues_of("visit")
        .any(|one| one.cue.pattern == "visit by" || one.cue.pattern == "visit of");
    let after = |start: usize| {
        let by = (start..behind.end).find(|at| sentence.token_is(*at, &["by", "of"]));
        by.map(|by| people_in(sentence, &(by..(by + 4).min(behind.end))))
    };
    let by = after(trigger.tokens.end).filter(|people| !people.is_empty() && !with_by);
    by.unwrap_or_else(|| joined_to_last(sentence, people_in(sentence, &(0..trigger.tokens.start))))
}

/// Some guests with those behind `accompanied by` who are of no other country.
fn with_companions<'s, 'v>(
    sentence: &'s Sentence<'_, 'v>,
    mut guests: Vec<&'s PersonMention<'v>>,
    behind: Range<usize>,
) -> Vec<&'s PersonMention<'v>> {
    let Some(lead) = guests.first().copied() else {
        return guests;
    };
    let by = behind.clone().find(|at| {
        sentence.token_is(*at, &["accompanied"]) && sentence.token_is(at + 1, &["by"])
            || sentence.token_is(*at, &["together", "along"])
                && sentence.token_is(at + 1, &["with"])
    });
    let near = by.map_or(0..0, |by| by + 2..(by + 6).min(behind.end));
    let companions = joined_to_first(sentence, people_in(sentence, &near));
    guests.extend(companions.into_iter().filter(|person| {
        person
            .country
            .is_none_or(|country| Some(country) == lead.country)
    }));
    guests
}

/// The last person, with those who are joined by `and` or commas. People whom somebody met are left out.
fn joined_to_last<'s, 'v>(
    sentence: &Sentence<'_, 'v>,
    mut people: Vec<&'s PersonMention<'v>>,
) -> Vec<&'s PersonMention<'v>> {
    let met = sentence
        .cues_of("visit")
        .filter(|one| one.cue.field("role") == Some("met"));
    let met: Vec<usize> = met.map(|one| one.tokens.end).collect();
    people.retain(|person| {
        !met.iter()
            .any(|end| *end <= person.tokens.start && person.tokens.start <= end + 2)
    });
    let Some(mut next) = people.pop() else {
        return Vec::new();
    };
    let mut joined = vec![next];
    while let Some(before) = people.pop() {
        let between = &sentence.tokens[before.tokens.end.min(next.tokens.start)..next.tokens.start];
        let is_joint = between.iter().all(|token| {
            token.is_one_of(&[",", "and", "the", "his", "her", "with"]) || token.is_capital
        });
        if between.len() > 3 || !is_joint {
            break;
        }
        joined.insert(0, before);
        next = before;
    }
    joined
}

/// The first person, with those who are joined by `and` or commas.
fn joined_to_first<'s, 'v>(
    sentence: &Sentence<'_, 'v>,
    people: Vec<&'s PersonMention<'v>>,
) -> Vec<&'s PersonMention<'v>> {
    let mut joined: Vec<&PersonMention<'v>> = Vec::new();
    for person in people {
        let is_joined = joined.last().is_none_or(|last| {
            let between = sentence.tokens.get(last.tokens.end..person.tokens.start);
            between.is_some_and(|between| {
                between
                    .iter()
                    .all(|token| token.is_one_of(&[",", "and", "the"]))
            })
        });
        if is_joined {
            joined.push(person);
        }
    }
    joined
}

/// The people without offices such as `the first President`, if others are named.
fn without_superlatives<'s, 'v>(
    sentence: &Sentence<'_, 'v>,
    people: Vec<&'s PersonMention<'v>>,
) -> Vec<&'s PersonMention<'v>> {
    let is_superlative = |person: &PersonMention<'_>| {
        let before = person.tokens.start.saturating_sub(4)..person.tokens.start;
        person.name.is_none()
            && before
                .into_iter()
                .any(|at| sentence.token_is(at, &["first", "only", "last"]))
    };
    let named: Vec<_> = people
        .iter()
        .copied()
        .filter(|person| !is_superlative(person))
        .collect();
    if named.is_empty() { people } else { named }
}

/// The country that is visited, by its own name or as the country of the place.
fn host<'v>(
    sentence: &Sentence<'_, 'v>,
    behind: &Range<usize>,
    place: Option<&PlaceMention<'v>>,
    of_place: Option<&'v str>,
) -> Option<&'v str> {
    let near = behind.start..(behind.start + MAX_GAP).min(behind.end);
    let mut countries = sentence.countries.iter();
    let named = countries.find(|country| {
        let is_object = !country.is_adjective && near.contains(&country.tokens.start);
        let is_of_person = sentence
            .persons
            .iter()
            .any(|person| person.tokens.contains(&country.tokens.start));
        is_object && !is_of_person && !sentence.token_is(country.tokens.end, &["'s"])
    });
    let before_place = |country: &&crate::seed::draft::lexicon::CountryMention<'v>| {
        place.is_none_or(|place| country.tokens.start < place.tokens.start)
    };
    named
        .filter(before_place)
        .map(|country| country.code)
        .or(of_place)
        .or(named
            .filter(|_| place.is_none())
            .map(|country| country.code))
}

fn visit_type(sentence: &Sentence<'_, '_>, trigger: &CueMention) -> &'static str {
    let clause = sentence.clause_at(trigger.tokens.start);
    let mut types = Vec::new();
    for mention in sentence.cues_of("visit") {
        if clause.contains(&mention.tokens.start) {
            types.extend(mention.cue.field("type"));
        }
    }
    let is_multilateral = types.contains(&"multilateral");
    let explicit = types.into_iter().find(|one| *one != "multilateral");
    let attends = clause.clone().any(|at| {
        sentence.token_is(
            at,
            &["attend", "attended", "attending", "participate", "for"],
        )
    });
    match explicit {
        Some(explicit) => explicit,
        None if is_multilateral && attends => "multilateral",
        None => "unspecified",
    }
}
