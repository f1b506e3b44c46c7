//! Meetings of people of both countries without a visit, and summits in one of them.

use super::occasions::occasion;
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
    let visit = visit.or_else(|| invitation(article, sentence));
    let proposal = visit.map(|visit| visit.proposal(article, sentence));
    proposal.into_iter().collect()
}

/// True if some words name a meeting of several states.
fn names_summit(sentence: &Sentence<'_, '_>, range: std::ops::Range<usize>) -> bool {
    sentence.cues_of("visit").any(|one| {
        let is_inside = one.tokens.end > range.start && range.contains(&one.tokens.start);
        one.cue.field("type") == Some("multilateral") && is_inside
    })
}

/// The visit of somebody who was invited by the other country, and of whom no visit is told.
fn invitation<'s, 'v>(
    article: &Article<'_, 'v>,
    sentence: &'s Sentence<'_, 'v>,
) -> Option<Visit<'s, 'v>> {
    let is_passive = |at: &usize| sentence.token_is(at - 1, &["was", "were", "been"]);
    let mut verbs = (1..sentence.tokens.len()).filter(|at| sentence.token_is(*at, &["invited"]));
    let verb = verbs.find(is_passive)?;
    let clause = sentence.clause_at(verb);
    let guests: Vec<_> = people_in(sentence, &(clause.start..verb))
        .into_iter()
        .collect();
    let guest = *guests.last()?;
    let guest_country = guest.country?;
    let host = article.parties.other(guest_country)?;
    let mut countries = sentence.countries.iter();
    countries.find(|one| one.code == host && one.tokens.start > verb)?;
    let date = sentence.date_for(&(verb..verb + 1), &[]);
    let is_summit = names_summit(sentence, verb..clause.end);
    let mut cues = sentence.cues_of("visit");
    let cue = cues.find(|one| one.tokens.contains(&verb));
    Some(Visit {
        met: Vec::new(),
        guests: vec![guest],
        guest_country,
        host: Some(host),
        places: Vec::new(),
        rank: if is_summit {
            "multilateral"
        } else {
            "unspecified"
        },
        occasion: None,
        status: Some("invited"),
        date: date.map(ProposedDate::from),
        rule: cue.map_or(Rule::plain("invitations"), |one| {
            Rule::of_cue("invitations", one.cue)
        }),
    })
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
        occasion: occasion(sentence, &clause),
        status: None,
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

/// The first place in some tokens, if nobody knows its country.
fn unknown_place<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    range: std::ops::Range<usize>,
) -> Option<PlaceMention<'v>> {
    let mut places = sentence.places.iter();
    let place = places.find(|place| range.contains(&place.tokens.start))?;
    let is_unknown = article.parties.country_of(place).is_none();
    is_unknown.then(|| place.clone())
}

/// A building in a country of the pair: `at Government House, Peru`.
fn building<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    range: &std::ops::Range<usize>,
) -> Option<PlaceMention<'v>> {
    let at = range
        .clone()
        .find(|at| sentence.token_is(*at, &["at", "in"]))?;
    let start = at + 1 + usize::from(sentence.token_is(at + 1, &["the"]));
    let is_name = |at: &usize| {
        let token = sentence.tokens.get(*at);
        token.is_some_and(|token| token.is_capital && token.is_word)
    };
    let end = start + (start..range.end).take_while(is_name).count();
    let country = sentence.words().country_from(end + 1)?;
    let is_country = !country.is_adjective && article.parties.contain(country.code);
    let is_place = end > start && sentence.token_is(end, &[","]) && is_country;
    is_place.then(|| PlaceMention {
        name: sentence.written(start..end).to_owned(),
        country: Some(country.code),
        tokens: start..end,
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
    let place = place.or_else(|| building(article, sentence, range));
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
    if !names_summit(sentence, attended.tokens.end..clause.end) {
        return None;
    }
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
    // A place that nobody knows is in the country whose article tells of it.
    let place = place.or_else(|| unknown_place(article, sentence, attended.tokens.end..clause.end));
    let is_there = country == Some(host) || country.is_none() && place.is_some();
    is_there.then(|| Visit {
        met: Vec::new(),
        guests,
        guest_country,
        host: Some(host),
        places: place.into_iter().collect(),
        rank: "multilateral",
        occasion: occasion(sentence, &clause),
        status: None,
        date: Some(ProposedDate::from(date)),
        rule: Rule::of_cue("summits", attended.cue),
    })
}
