//! Visits: a guest, a verb or noun of visiting, and the country visited.

use std::ops::Range;

use super::people::person_value;
use super::visit::{MAX_GAP, Visit, destinations};
use super::visit_lists::listed;
use crate::seed::draft::article::{Article, MAX_PROPOSALS_BACK};
use crate::seed::draft::persons::PersonMention;
use crate::seed::draft::places::PlaceMention;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule, Value};
use crate::seed::draft::sentence::{CueMention, Sentence, longest};

/// Proposes the visits of a sentence. `before` are the proposals of the sentences before it.
pub fn propose(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    before: &mut [Proposal],
) -> Vec<Proposal> {
    let triggers = triggers(sentence);
    if triggers.is_empty() {
        extend(article, sentence, before);
        let is_listed = sentence.direction.is_some() || sentence.is_under("visits");
        let listed = is_listed.then(|| listed(article, sentence));
        return listed.unwrap_or_default();
    }
    let proposals = of_triggers(article, sentence, &triggers);
    let is_undated = proposals.iter().all(|one| one.date.is_none());
    if is_undated && refers_back(sentence) && extend(article, sentence, before) {
        return Vec::new();
    }
    proposals
}

/// The visits of the words of visiting, each once.
fn of_triggers(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    triggers: &[&CueMention],
) -> Vec<Proposal> {
    let rivals: Vec<Range<usize>> = triggers.iter().map(|one| one.tokens.clone()).collect();
    let mut proposals: Vec<Proposal> = Vec::new();
    for (number, trigger) in triggers.iter().enumerate() {
        let next = triggers.get(number + 1);
        let end = next.map_or(sentence.tokens.len(), |next| next.tokens.start);
        let Some(visit) = visit(article, sentence, trigger, &rivals, end) else {
            continue;
        };
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

/// The words of visiting, of which none is a part of another.
fn triggers<'s>(sentence: &'s Sentence<'_, '_>) -> Vec<&'s CueMention> {
    let cues = sentence
        .cues_of("visit")
        .filter(|mention| mention.cue.field("type").is_none());
    let longest = longest(cues).into_iter();
    // `Hosted by` tells whom the guest met.
    longest
        .filter(|mention| mention.cue.fields.is_empty())
        .collect()
}

/// True if the sentence speaks of a visit that was told before: `During his visit …`.
fn refers_back(sentence: &Sentence<'_, '_>) -> bool {
    let opens = sentence.token_is(0, &["during", "while", "on"])
        || sentence.token_is(0, &["it", "this"]) && sentence.token_is(1, &["was"]);
    let opening = sentence.tokens.iter().take(7);
    let is_superlative = || {
        let has = |word: &str| sentence.tokens.iter().any(|token| token.is(word));
        sentence.token_is(0, &["he", "she", "it", "this"])
            && sentence.dates.is_empty()
            && has("first")
    };
    opens && opening.into_iter().any(|token| token.is("visit")) || is_superlative()
}

fn visit<'s, 'v>(
    article: &Article<'_, 'v>,
    sentence: &'s Sentence<'_, 'v>,
    trigger: &CueMention,
    rivals: &[Range<usize>],
    end: usize,
) -> Option<Visit<'s, 'v>> {
    let is_received =
        trigger.cue.pattern.starts_with("host") || trigger.cue.pattern.starts_with("receive");
    let behind = trigger.tokens.start + 1..end;
    let received = trigger.tokens.start..end.min(trigger.tokens.end + 2);
    let guests = if is_received {
        people_in(sentence, &received)
    } else {
        guests(sentence, trigger, &behind)
    };
    let lead = *guests.first()?;
    let places = destinations(sentence, &behind);
    let named_host = host(sentence, &behind, places.first().copied()).filter(|_| !is_received);
    let of_list = || sentence.direction.map(|direction| direction.from);
    let guest_country = lead.country.or_else(of_list);
    let guest_country = guest_country.or_else(|| article.parties.other(named_host?))?;
    let host = article.parties.other(guest_country)?;
    if named_host.is_some_and(|named| named != host) {
        return None;
    }
    let is_there = |place: &&PlaceMention<'_>| place.country.is_none_or(|country| country == host);
    let places = places.into_iter().take_while(is_there).collect();
    let date = sentence.date_for(&trigger.tokens, rivals);
    Some(Visit {
        met: met(sentence, &guests, trigger.tokens.end, end, host),
        guests,
        guest_country,
        host,
        places,
        rank: visit_type(sentence, trigger),
        date: date.map(ProposedDate::from),
        rule: Rule::of_cue("visits", trigger.cue),
    })
}

/// The people who visit: those behind `visit of` and `visit by`, else those before the verb.
fn guests<'s, 'v>(
    sentence: &'s Sentence<'_, 'v>,
    trigger: &CueMention,
    behind: &Range<usize>,
) -> Vec<&'s PersonMention<'v>> {
    let last = trigger.tokens.end - 1;
    if sentence.token_is(last, &["by", "of"]) {
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

/// The people whose mentions begin in some tokens.
fn people_in<'s, 'v>(
    sentence: &'s Sentence<'_, 'v>,
    range: &Range<usize>,
) -> Vec<&'s PersonMention<'v>> {
    let people = sentence.persons.iter();
    people
        .filter(|person| range.contains(&person.tokens.start))
        .collect()
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
    let of_place = place.and_then(|place| place.country);
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

/// The people behind a verb of meeting.
fn met<'s, 'v>(
    sentence: &'s Sentence<'_, 'v>,
    guests: &[&PersonMention<'v>],
    start: usize,
    end: usize,
    host: &str,
) -> Vec<&'s PersonMention<'v>> {
    let cues = sentence
        .cues_of("visit")
        .filter(|one| one.cue.field("role") == Some("met"));
    let first = cues
        .map(|one| one.tokens.end)
        .filter(|at| *at >= start)
        .min();
    let Some(first) = first else {
        return Vec::new();
    };
    let people = people_in(sentence, &(first..end)).into_iter();
    let is_host = |person: &&PersonMention<'v>| {
        person.country.is_none_or(|country| country == host)
            && person.read_in.is_none()
            && !guests.iter().any(|guest| guest.tokens == person.tokens)
    };
    people.filter(is_host).collect()
}

/// Adds the people whom the guest of the last visit met, if the sentence goes on to tell of it.
fn extend(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>, before: &mut [Proposal]) -> bool {
    let last = before.iter_mut().rev().find(|one| one.kind.name == "visit");
    let Some(last) = last.filter(|last| follows(article, sentence, last)) else {
        return false;
    };
    let Some(Value::Text(host)) = last.field("host").cloned() else {
        return false;
    };
    let met: Vec<Value> = met(sentence, &[], 0, sentence.tokens.len(), &host)
        .into_iter()
        .map(|person| person_value(person, &host))
        .collect();
    let goes_on = refers_back(sentence) || sentence.dates.is_empty();
    if !met.is_empty() || goes_on {
        last.cite(&sentence.at);
    }
    if !met.is_empty() {
        match last.fields.iter_mut().find(|(field, _)| *field == "met") {
            Some((_, Value::List(known))) => known.extend(met),
            _ => last.set("met", Value::List(met)),
        }
    }
    true
}

/// The date of the visit that a sentence goes on to tell of with `During his visit`, and the sentence of the visit.
pub fn told_date(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    before: &[Proposal],
) -> Option<(ProposedDate, String)> {
    let mut last = before.iter().rev().take(MAX_PROPOSALS_BACK);
    let last = last.find(|one| one.kind.name == "visit")?;
    let words = sentence.tokens.windows(2);
    let names_visit = words
        .into_iter()
        .any(|pair| pair[0].is_one_of(&["the", "his", "her"]) && pair[1].is("visit"));
    let is_told = names_visit && is_next(article, sentence, last);
    let date = last.date.clone().filter(|_| is_told)?;
    Some((date, last.at.first()?.clone()))
}

/// True for the sentence directly behind the last one of a visit.
fn is_next(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>, visit: &Proposal) -> bool {
    let cited = visit.at.iter().filter_map(|at| article.number(at)).max();
    cited.is_some_and(|cited| cited + 1 == sentence.number)
}

/// True if a sentence begins with a pronoun or `During his visit`, directly behind the last sentence of a visit.
fn follows(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>, visit: &Proposal) -> bool {
    let opens = refers_back(sentence) || sentence.token_is(0, &["he", "she", "they"]);
    opens && is_next(article, sentence, visit)
}
