//! Sentences that go on to tell of the visit before them: the people met, further places, and the date of what was done there.

use super::occasions::occasion;
use super::people::person_value;
use super::visit::{MAX_GAP, add_places, destinations, hosts, met};
use crate::kind::OFFICE;
use crate::seed::draft::article::{Article, MAX_PROPOSALS_BACK};
use crate::seed::draft::persons::{PersonMention, is_one_name};
use crate::seed::draft::places::PlaceMention;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Value};
use crate::seed::draft::sentence::{CueMention, Sentence, longest};

/// The most sentences between one that tells of a visit and one that names it again.
const MAX_BETWEEN: usize = 3;

const PRONOUNS: &[&str] = &["he", "she", "they"];

/// Words by which a sentence tells of another visit than the one before it.
const OTHER_VISIT: &[&str] = &[
    "again",
    "later",
    "second",
    "third",
    "subsequently",
    "returned",
];

/// The words of visiting, of which none is a part of another.
pub fn triggers<'s>(sentence: &'s Sentence<'_, '_>) -> Vec<&'s CueMention> {
    let cues = sentence
        .cues_of("visit")
        .filter(|mention| mention.cue.field("type").is_none());
    let longest = longest(cues).into_iter();
    // `Hosted by` tells whom the guest met.
    longest
        .filter(|mention| mention.cue.fields.is_empty())
        .collect()
}

/// The visit that was proposed last.
pub fn last_visit(before: &[Proposal]) -> Option<&Proposal> {
    before.iter().rev().find(|one| one.kind.name == "visit")
}

/// The text of a field.
pub fn text<'p>(proposal: &'p Proposal, field: &str) -> Option<&'p str> {
    match proposal.field(field)? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// True if a sentence goes on to tell of the last visit.
pub fn tells_on(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    before: &[Proposal],
) -> bool {
    last_visit(before).is_some_and(|last| follows(article, sentence, last))
}

/// The people in a field of a visit.
fn people_of(visit: &Proposal, field: &str) -> Vec<PersonMention<'static>> {
    let Some(Value::List(people)) = visit.field(field) else {
        return Vec::new();
    };
    let people = people.iter().filter_map(|person| match person {
        Value::Table(members) => Some(members),
        _ => None,
    });
    let people = people.map(|members| {
        let member = |key: &str| {
            let found = members.iter().find(|(name, _)| *name == key);
            found.and_then(|(_, value)| match value {
                Value::Text(text) => Some(text.as_str()),
                _ => None,
            })
        };
        let office = member("office");
        PersonMention {
            tokens: 0..0,
            name: member("name").map(str::to_owned),
            title: member("title").map(str::to_owned),
            office: OFFICE
                .values
                .iter()
                .copied()
                .find(|one| Some(*one) == office),
            country: None,
            read_in: None,
        }
    });
    people.collect()
}

/// True for the first guest of a visit.
pub fn is_guest(visit: &Proposal, person: &PersonMention<'_>) -> bool {
    let guests = people_of(visit, "guests");
    guests.first().is_some_and(|guest| person.is_same_as(guest))
}

/// True if a sentence with words of visiting tells of a stop on the visit before it. `proposals` are those of its words.
pub fn goes_on(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    proposals: &[Proposal],
    before: &[Proposal],
) -> bool {
    let Some(last) = last_visit(before).filter(|last| follows(article, sentence, last)) else {
        return false;
    };
    let has = |words: &[&str]| sentence.tokens.iter().any(|token| token.is_one_of(words));
    if refers_back(sentence) {
        return true;
    }
    let is_same = |one: &Proposal| {
        one.field("host") == last.field("host")
            && people_of(one, "guests")
                .first()
                .is_some_and(|guest| is_guest(last, guest))
    };
    sentence.dates.is_empty() && !has(OTHER_VISIT) && proposals.iter().all(is_same)
}

/// Adds the people met and further places to the last visit, if the sentence goes on to tell of it. A sentence that adds
/// nothing is not cited, except one that says what was notable about the visit.
pub fn extend(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    before: &mut [Proposal],
) -> bool {
    let last = before.iter_mut().rev().find(|one| one.kind.name == "visit");
    let Some(last) = last.filter(|last| follows(article, sentence, last)) else {
        return false;
    };
    let Some(host) =
        text(last, "host").and_then(|host| article.parties.other(article.parties.other(host)?))
    else {
        return false;
    };
    let guests = people_of(last, "guests");
    let guests: Vec<&PersonMention<'_>> = guests.iter().collect();
    let people = if sentence.token_is(0, &["it", "this"]) {
        Vec::new()
    } else {
        met_here(sentence, &guests, host)
    };
    let has_met = add_met(last, &people, host);
    people
        .iter()
        .filter_map(|person| person.read_in.as_deref())
        .for_each(|at| last.cite(at));
    let has_places = add_places(last, &stops(article, sentence, host), Some(host));
    let has_type = add_type(last, sentence);
    if has_met || has_places || has_type || is_superlative(sentence) {
        last.cite(&sentence.at);
    }
    true
}

/// The people whom the guests met, as objects or as those who received them.
fn met_here<'v>(
    sentence: &Sentence<'_, 'v>,
    guests: &[&PersonMention<'_>],
    host: &str,
) -> Vec<PersonMention<'v>> {
    let found = met(sentence, guests, 0..sentence.tokens.len(), host);
    if !found.is_empty() {
        return found;
    }
    let verb = (0..sentence.tokens.len()).find(|at| {
        sentence.token_is(*at, &["received", "welcomed", "hosted", "greeted", "met"])
            && sentence.token_is(at + 1, &["her", "him", "them"])
    });
    let people = sentence.persons.iter();
    let people = people.filter(|person| verb.is_some_and(|verb| person.tokens.end <= verb));
    hosts(people, guests, host)
}

/// Adds people to those met on a visit; true if there was a new one or a fuller name.
fn add_met(visit: &mut Proposal, people: &[PersonMention<'_>], host: &str) -> bool {
    let known = people_of(visit, "met");
    let is_new = |person: &&PersonMention<'_>| {
        !known.iter().any(|known| match (&known.name, &person.name) {
            (Some(one), Some(other)) => is_one_name(one, other),
            _ => known.name.is_none() && known.title == person.title,
        })
    };
    let added = people.iter().filter(is_new);
    let added: Vec<Value> = added.map(|person| person_value(person, host)).collect();
    if added.is_empty() {
        return false;
    }
    match visit.fields.iter_mut().find(|(field, _)| *field == "met") {
        Some((_, Value::List(known))) => known.extend(added),
        _ => visit.set("met", Value::List(added)),
    }
    true
}

/// Makes a visit one to the meeting of several states that its guest attended; true if that is new.
fn add_type(visit: &mut Proposal, sentence: &Sentence<'_, '_>) -> bool {
    let mut cues = sentence.cues_of("visit");
    let attends = cues.any(|one| one.cue.field("role") == Some("attended"));
    let mut events = sentence.cues_of("visit");
    let is_multilateral =
        attends && events.any(|one| one.cue.field("type") == Some("multilateral"));
    let known = visit
        .fields
        .iter_mut()
        .find(|(field, value)| *field == "type" && *value == Value::text("unspecified"));
    match known.filter(|_| is_multilateral) {
        Some((_, value)) => {
            *value = Value::text("multilateral");
            let whole = 0..sentence.tokens.len();
            visit.set_optional("occasion", occasion(sentence, &whole));
            true
        }
        None => false,
    }
}

/// The places that a sentence adds: behind its words of visiting, or in the opening `In Lima, …`.
fn stops<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    host: &str,
) -> Vec<PlaceMention<'v>> {
    let mut found: Vec<&PlaceMention<'v>> = Vec::new();
    if sentence.token_is(0, &["in", "at"]) {
        found.extend(
            sentence
                .places
                .iter()
                .filter(|place| place.tokens.start == 1),
        );
    }
    for trigger in triggers(sentence) {
        let end = (trigger.tokens.end + MAX_GAP).min(sentence.tokens.len());
        found.extend(destinations(sentence, &(trigger.tokens.start + 1..end)));
    }
    let is_there = |place: &&PlaceMention<'v>| {
        article
            .parties
            .country_of(place)
            .is_none_or(|country| country == host)
    };
    found.into_iter().filter(is_there).cloned().collect()
}

/// The date of the visit that a sentence goes on to tell of with `During his visit`, and the sentence of the visit.
pub fn told_date(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    before: &[Proposal],
) -> Option<(ProposedDate, String)> {
    let mut last = before.iter().rev().take(MAX_PROPOSALS_BACK);
    let last = last.find(|one| one.kind.name == "visit")?;
    let is_told = names_visit(sentence) && is_near(article, sentence, last, MAX_BETWEEN);
    let date = last.date.clone().filter(|_| is_told)?;
    Some((date, last.at.first()?.clone()))
}

/// The date of the visit of which a sentence goes on to tell, and the sentence of the visit.
pub fn visit_date(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    before: &[Proposal],
) -> Option<(ProposedDate, String)> {
    let going_on = || {
        let last = last_visit(before).filter(|last| follows(article, sentence, last))?;
        Some((last.date.clone()?, last.at.first()?.clone()))
    };
    told_date(article, sentence, before).or_else(going_on)
}

/// True for a sentence that names a visit told before: `during the visit`, `at their meeting`.
fn names_visit(sentence: &Sentence<'_, '_>) -> bool {
    let nouns = ["visit", "trip", "stay", "meeting", "tour"];
    let words = sentence.tokens.windows(3);
    let before = ["the", "his", "her", "their", "this", "'s"];
    let kinds = ["state", "official", "working", "same"];
    words.into_iter().any(|three| {
        three[0].is_one_of(&before)
            && (three[1].is_one_of(&nouns)
                || three[1].is_one_of(&kinds) && three[2].is_one_of(&nouns))
    })
}

/// True if a sentence stands at most so many sentences behind one of a visit, in its paragraph.
fn is_near(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    visit: &Proposal,
    most: usize,
) -> bool {
    let paragraph = |at: &str| {
        at.rsplit_once('.')
            .map(|(paragraph, _)| paragraph.to_owned())
    };
    visit.at.iter().any(|at| {
        let Some(number) = article.number(at) else {
            return false;
        };
        let is_next = number + 1 == sentence.number;
        let is_behind = number < sentence.number && sentence.number - number <= most;
        is_next || is_behind && paragraph(at) == paragraph(&sentence.at)
    })
}

/// True if a sentence begins with a pronoun, the guest or `During his visit`, close behind a sentence of a visit.
fn follows(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>, visit: &Proposal) -> bool {
    let is_next = || is_near(article, sentence, visit, 1);
    if refers_back(sentence) {
        return is_next()
            || names_visit(sentence) && is_near(article, sentence, visit, MAX_BETWEEN);
    }
    let opening = sentence.tokens.iter().take(6);
    let mut pronouns = opening.filter(|token| token.is_one_of(PRONOUNS));
    let first = sentence.persons.first();
    let opens_with_guest =
        first.is_some_and(|person| person.tokens.start <= 2 && is_guest(visit, person));
    let is_undated = sentence.dates.is_empty();
    let opens = sentence.token_is(0, PRONOUNS)
        || is_undated && (pronouns.next().is_some() || opens_with_guest);
    let has_also = sentence.tokens.iter().any(|token| token.is("also"));
    let goes_on = has_also && opens_with_guest && is_near(article, sentence, visit, MAX_BETWEEN);
    opens && (is_next() || goes_on)
}

/// True if the sentence speaks of a visit that was told before: `During his visit …`.
fn refers_back(sentence: &Sentence<'_, '_>) -> bool {
    let opens = sentence.token_is(0, &["during", "while", "on"])
        || sentence.token_is(0, &["it", "this"]) && sentence.token_is(1, &["was"]);
    let opening = sentence.tokens.iter().take(7);
    let names =
        |token: &crate::seed::draft::tokens::Token| token.is_one_of(&["visit", "trip", "stay"]);
    opens && opening.into_iter().any(names) || is_superlative(sentence)
}

/// True for a sentence such as `It was the first visit of a president`.
fn is_superlative(sentence: &Sentence<'_, '_>) -> bool {
    let has = |word: &str| sentence.tokens.iter().any(|token| token.is(word));
    sentence.token_is(0, &["he", "she", "it", "this"]) && sentence.dates.is_empty() && has("first")
}
