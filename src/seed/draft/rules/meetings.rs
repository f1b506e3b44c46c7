//! Meetings of people of both countries without a visit, and summits in one of them.

use super::visit::{Visit, hosts, people_in};
use crate::seed::draft::article::Article;
use crate::seed::draft::persons::PersonMention;
use crate::seed::draft::places::PlaceMention;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule};
use crate::seed::draft::sentence::{CueMention, Sentence};

/// Proposes the meeting of a sentence that tells of no visit. `before` are the proposals of the sentences before it.
pub fn propose(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    before: &[Proposal],
) -> Vec<Proposal> {
    let visit = summit(article, sentence, before);
    let visit = visit.or_else(|| meeting(article, sentence, before));
    let proposal = visit.map(|visit| visit.proposal(article, sentence));
    proposal.into_iter().collect()
}

/// The people of two countries who meet, those named first before the others.
struct Sides<'s, 'v> {
    countries: [&'v str; 2],
    people: [Vec<&'s PersonMention<'v>>; 2],
}

/// The people before and behind a verb of meeting: `A met B`, or `A and B met`.
fn sides<'s, 'v>(
    article: &Article<'_, 'v>,
    sentence: &'s Sentence<'_, 'v>,
    cue: &CueMention,
) -> Option<Sides<'s, 'v>> {
    let clause = sentence.clause_at(cue.tokens.start);
    let subjects = people_in(sentence, &(clause.start..cue.tokens.start));
    let objects = people_in(sentence, &(cue.tokens.end..clause.end));
    let mut countries = subjects.iter().filter_map(|person| person.country);
    let are_all_subjects = objects.iter().all(|person| person.country.is_none());
    let one = if are_all_subjects {
        countries.next()?
    } else {
        countries.next_back()?
    };
    let other = article.parties.other(one)?;
    let of = |country: &str| {
        let own = subjects.iter().copied();
        let own = own.filter(|person| person.country == Some(country));
        own.collect::<Vec<_>>()
    };
    let (first, mut second) = (of(one), of(other));
    if second.is_empty() {
        let is_other = |person: &&PersonMention<'v>| match person.country {
            Some(country) => country == other,
            None => person.title.is_none(),
        };
        second = objects.into_iter().filter(is_other).collect();
    }
    let people = [first, second];
    let is_told = !people[1].is_empty() && people[0].iter().all(|one| one.title.is_some());
    is_told.then_some(Sides {
        countries: [one, other],
        people,
    })
}

/// The meeting of one or more people of each country.
fn meeting<'s, 'v>(
    article: &Article<'_, 'v>,
    sentence: &'s Sentence<'_, 'v>,
    before: &[Proposal],
) -> Option<Visit<'s, 'v>> {
    let cue = meeting_cue(sentence)?;
    let date = sentence.date_for(&cue.tokens, &[])?;
    let clause = sentence.clause_at(cue.tokens.start);
    let mut sides = sides(article, sentence, cue)?;
    let (place, country) = scene(article, sentence, &(cue.tokens.start..clause.end), before);
    if country == Some(sides.countries[0]) {
        sides.countries.reverse();
        sides.people.reverse();
    }
    let [guests, met] = sides.people;
    if guests.iter().any(|guest| guest.title.is_none()) {
        return None;
    }
    let host = country.filter(|country| article.parties.contain(country));
    Some(Visit {
        met: hosts(met.into_iter(), &guests, sides.countries[1]),
        guests,
        guest_country: sides.countries[0],
        host,
        places: place.into_iter().collect(),
        rank: match (host, country) {
            (Some(_), _) => "unspecified",
            (None, Some(_)) => "third_place",
            (None, None) => "meeting",
        },
        date: Some(ProposedDate::from(date)),
        rule: Rule::of_cue("meetings", cue.cue),
    })
}

/// The verb of meeting with the most words.
fn meeting_cue<'s>(sentence: &'s Sentence<'_, '_>) -> Option<&'s CueMention> {
    let is_meeting = |one: &&CueMention| {
        let pattern = one.cue.pattern.as_str();
        let is_with = pattern.ends_with(" with") && !pattern.starts_with("audience");
        one.cue.field("role") == Some("met") && (is_with || pattern == "met")
    };
    let cues = sentence.cues_of("visit").filter(is_meeting);
    cues.fold(None, |best: Option<&CueMention>, one| match best {
        Some(best) if best.tokens.len() >= one.tokens.len() => Some(best),
        _ => Some(one),
    })
}

/// The place in some tokens, and its country or the one that is named without a place.
fn scene<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    range: &std::ops::Range<usize>,
    before: &[Proposal],
) -> (Option<PlaceMention<'v>>, Option<&'v str>) {
    let country_of = |place: &PlaceMention<'v>| {
        article.parties.country_of(place).or_else(|| {
            let mut known = before.iter().rev().flat_map(|one| &one.places);
            let known = known.find(|known| known.name == place.name)?;
            let codes = article.parties.codes.into_iter();
            codes.into_iter().find(|code| *code == known.country)
        })
    };
    let mut places = sentence.places.iter();
    let place = places.find_map(|place| {
        let country = range
            .contains(&place.tokens.start)
            .then(|| country_of(place))??;
        let country = Some(country);
        Some(PlaceMention {
            country,
            ..place.clone()
        })
    });
    let mut countries = sentence.countries.iter();
    let named = countries.find(|country| {
        let start = country.tokens.start;
        let the = usize::from(start > 0 && sentence.token_is(start - 1, &["the"]));
        !country.is_adjective
            && range.contains(&start)
            && start > the
            && sentence.token_is(start - 1 - the, &["in"])
    });
    let country = place.as_ref().and_then(|place| place.country);
    (place, country.or(named.map(|named| named.code)))
}

/// The visit of somebody who attended a meeting of several states in the other country.
fn summit<'s, 'v>(
    article: &Article<'_, 'v>,
    sentence: &'s Sentence<'_, 'v>,
    before: &[Proposal],
) -> Option<Visit<'s, 'v>> {
    let mut cues = sentence.cues_of("visit");
    let attended = cues.find(|one| one.cue.field("role") == Some("attended"))?;
    let clause = sentence.clause_at(attended.tokens.start);
    let mut events = sentence.cues_of("visit");
    events.find(|one| {
        one.cue.field("type") == Some("multilateral")
            && one.tokens.end > attended.tokens.end
            && clause.contains(&one.tokens.start)
    })?;
    let guests = people_in(sentence, &(clause.start..attended.tokens.start));
    let guest_country = guests.first()?.country?;
    let host = article.parties.other(guest_country)?;
    let guests: Vec<_> = guests
        .into_iter()
        .filter(|guest| guest.country.is_none_or(|country| country == guest_country))
        .collect();
    let date = sentence.date_for(&attended.tokens, &[])?;
    let (place, country) = scene(
        article,
        sentence,
        &(attended.tokens.end..clause.end),
        before,
    );
    (country == Some(host)).then(|| Visit {
        met: Vec::new(),
        guests,
        guest_country,
        host: Some(host),
        places: place.into_iter().collect(),
        rank: "multilateral",
        date: Some(ProposedDate::from(date)),
        rule: Rule::of_cue("summits", attended.cue),
    })
}
