//! The missions that a sentence names, each with its sending country and its seats, and the verbs about them.

use std::ops::Range;

use super::mission_names::{mission_type, name, owner_in_name};
use crate::seed::draft::article::{Article, MAX_PROPOSALS_BACK};
use crate::seed::draft::lexicon::CountryMention;
use crate::seed::draft::places::PlaceMention;
use crate::seed::draft::proposal::{Proposal, Value};
use crate::seed::draft::sentence::{CueMention, Sentence, longest};

/// The most tokens between the noun of a mission and the verb about it.
const MAX_VERB_GAP: usize = 12;

/// The most sentences between two that tell of one mission.
const MAX_DISTANCE: usize = 2;

/// The words behind a second subject: `and Peru from its embassy in Quito`.
const SUBJECT_GOES_ON: &[&str] = &[
    "from",
    "through",
    "via",
    "in",
    "is",
    "was",
    "has",
    "had",
    "maintains",
];

/// A mission that a sentence names.
pub struct Noun<'s, 'v> {
    pub tokens: Range<usize>,
    pub mission_type: &'static str,
    pub sending: &'v str,
    pub places: Vec<&'s PlaceMention<'v>>,
    /// The tokens of its name, with `of` and `in` behind it.
    pub name: Range<usize>,
    pub is_resident: bool,
}

/// The sending country of the mission that a sentence just before tells of.
pub fn told_before<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, '_>,
    before: &[Proposal],
) -> Option<&'v str> {
    let last = before
        .iter()
        .rev()
        .take(MAX_PROPOSALS_BACK)
        .find(|one| one.field("sending").is_some())?;
    let told = last.at.iter().filter_map(|at| article.number(at)).max()?;
    let is_near = sentence.number - told.min(sentence.number) <= MAX_DISTANCE;
    let Some(Value::Text(sending)) = last.field("sending").filter(|_| is_near) else {
        return None;
    };
    article
        .parties
        .codes
        .into_iter()
        .find(|code| code == sending)
}

/// The verbs of what happened, without those that belong to a longer cue or to relations.
pub fn verbs<'s>(sentence: &'s Sentence<'_, '_>) -> Vec<&'s CueMention> {
    let verbs = sentence.cues_of("mission_event");
    let verbs = verbs.filter(|one| {
        let is_event = one.cue.field("type").is_some_and(|event| event != "stated");
        let before = one.tokens.start.saturating_sub(3)..one.tokens.start;
        let is_part = before
            .into_iter()
            .any(|at| sentence.token_is(at, &["part"]) && sentence.token_is(at + 1, &["of"]));
        is_event && !is_part && one.cue.field("role").is_none()
    });
    let is_of_relations = |verb: &CueMention| {
        sentence.cues_of("relation_event").any(|other| {
            let has_noun = |at: usize| sentence.token_is(at, &["relations", "ties", "links"]);
            other.tokens.start <= verb.tokens.start
                && verb.tokens.end <= other.tokens.end
                && other.tokens.clone().any(has_noun)
        })
    };
    longest(verbs.filter(|verb| !is_of_relations(verb)))
}

/// The number of the noun that a verb is about: one near it in its clause, else the last before it.
pub fn owner(
    sentence: &Sentence<'_, '_>,
    nouns: &[Noun<'_, '_>],
    verb: &CueMention,
) -> Option<usize> {
    let clause = sentence.clause_at(verb.tokens.start);
    let gap = |noun: &Noun<'_, '_>| {
        if noun.tokens.start >= verb.tokens.end {
            noun.tokens.start - verb.tokens.end
        } else {
            verb.tokens
                .start
                .saturating_sub(noun.name.end.max(noun.tokens.end))
                + 1
        }
    };
    let near = nouns
        .iter()
        .enumerate()
        .filter(|(_, noun)| clause.contains(&noun.tokens.start) && gap(noun) <= MAX_VERB_GAP);
    let near = near.min_by_key(|(_, noun)| gap(noun));
    let last = nouns
        .iter()
        .enumerate()
        .rfind(|(_, noun)| noun.tokens.end <= verb.tokens.start);
    near.or(last).map(|(number, _)| number)
}

/// The words for missions, of which none is a part of another. `Office in` tells an office from the one that somebody takes.
fn mentions(sentence: &Sentence<'_, '_>) -> Vec<CueMention> {
    let cues = sentence
        .cues_of("mission_event")
        .filter(|one| one.cue.field("type_after").is_some());
    let trimmed = |one: &CueMention| {
        let last = one.tokens.end - 1;
        let is_in = one.tokens.len() > 1 && sentence.token_is(last, &["in"]);
        let tokens = one.tokens.start..if is_in { last } else { one.tokens.end };
        CueMention {
            tokens,
            cue: one.cue,
        }
    };
    longest(cues).into_iter().map(trimmed).collect()
}

/// The nouns of missions between the two countries.
pub fn nouns<'s, 'v>(
    article: &Article<'_, 'v>,
    sentence: &'s Sentence<'_, 'v>,
    told_before: Option<&'v str>,
) -> Vec<Noun<'s, 'v>> {
    let longest = mentions(sentence);
    let mut found: Vec<Noun<'s, 'v>> = Vec::new();
    for (number, mention) in longest.iter().enumerate() {
        let end = longest
            .get(number + 1)
            .map_or(sentence.tokens.len(), |next| next.tokens.start);
        let start = mention.tokens.start;
        let is_known = sentence.token_is(start, &["the"])
            || start > 0 && sentence.token_is(start - 1, &["the", "this", "an", "its"]);
        if is_generic(sentence, mention) {
            continue;
        }
        if let Some(joined) = joined_subjects(article, sentence, mention) {
            let nouns = joined.map(|sending| noun(article, sentence, mention, sending, end));
            found.extend(nouns.map(|noun| of_joined(article, sentence, noun)));
            continue;
        }
        let own = sending(article, sentence, mention);
        let Some(sending) =
            own.or(told_before.filter(|_| is_known && !names_country(sentence, start)))
        else {
            continue;
        };
        found.push(noun(article, sentence, mention, sending, end));
    }
    if let Some(one) = pronoun(article, sentence, &found) {
        found.push(one);
    }
    found
}

/// True if a country stands before a noun, or not as an adjective in a name behind it.
fn names_country(sentence: &Sentence<'_, '_>, noun: usize) -> bool {
    let mut countries = sentence.countries.iter();
    countries.any(|one| one.tokens.start < noun || !one.is_adjective)
}

/// True for missions of any country: `as part of the closure of 20 embassies`.
fn is_generic(sentence: &Sentence<'_, '_>, mention: &CueMention) -> bool {
    let is_plural = sentence.written(mention.tokens.clone()).ends_with('s');
    let start = mention.tokens.start;
    let near = start.saturating_sub(8)..start;
    let is_part = near
        .clone()
        .any(|at| sentence.token_is(at, &["part"]) && sentence.token_is(at + 1, &["of"]));
    let is_any = start.checked_sub(1).is_some_and(|at| {
        sentence.token_is(
            at,
            &["other", "foreign", "all", "many", "several", "overseas"],
        )
    });
    is_plural && (is_part || is_any)
}

/// The two countries, if both are the subject of missions in the plural: `Peru and Chad opened embassies`, `both countries have
/// embassies`.
fn joined_subjects<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    mention: &CueMention,
) -> Option<[&'v str; 2]> {
    let start = mention.tokens.start;
    let clause = sentence.clause_at(start);
    let is_plural = sentence.written(mention.tokens.clone()).ends_with('s')
        || sentence.token_is(start, &["embassies", "consulates", "missions"]);
    let is_shared = (clause.start..start).any(|at| {
        sentence.token_is(at, &["both", "two"])
            && sentence.token_is(at + 1, &["countries", "nations", "states", "governments"])
    });
    let mut countries = sentence.countries.iter().filter(|one| {
        !one.is_adjective && one.tokens.end <= start && one.tokens.start >= clause.start
    });
    let is_joined = countries.any(|one| {
        let the = usize::from(sentence.token_is(one.tokens.end + 1, &["the"]));
        let next = sentence.words().country_from(one.tokens.end + 1 + the);
        let next = next.filter(|next| {
            let before = one.tokens.start.checked_sub(1);
            let is_object = before
                .is_some_and(|at| sentence.token_is(at, &["between", "of", "in", "to", "with"]));
            article.parties.contain(next.code)
                && next.code != one.code
                && article.parties.contain(one.code)
                && !is_object
                && next.tokens.end <= start
        });
        sentence.token_is(one.tokens.end, &["and"]) && next.is_some()
    });
    (is_plural && (is_shared || is_joined)).then_some(article.parties.codes)
}

/// A mission of one of two countries that are told of together. Nobody knows which of several seats is its own.
fn of_joined<'s, 'v>(
    article: &Article<'_, 'v>,
    sentence: &'s Sentence<'_, 'v>,
    mut noun: Noun<'s, 'v>,
) -> Noun<'s, 'v> {
    let is_first = article.parties.codes[0] == noun.sending;
    let is_ordered = sentence.tokens.iter().any(|token| token.is("respectively"));
    let parties = sentence.countries.iter().filter(|one| !one.is_adjective);
    let first_named = parties.map(|one| one.code).next();
    let comes_first = (first_named == Some(noun.sending)) || first_named.is_none() && is_first;
    noun.places = match &noun.places[..] {
        [one, other] if is_ordered => vec![if comes_first { *one } else { *other }],
        _ => Vec::new(),
    };
    noun.name = noun.tokens.clone();
    noun.is_resident = true;
    noun
}

/// The mission that a verb calls `one`, as in `and Peru opened one in Quito`.
fn pronoun<'s, 'v>(
    article: &Article<'_, 'v>,
    sentence: &'s Sentence<'_, 'v>,
    found: &[Noun<'s, 'v>],
) -> Option<Noun<'s, 'v>> {
    let last = found.last()?;
    let mut verbs = verbs(sentence).into_iter();
    let verb = verbs.find(|verb| {
        verb.tokens.start > last.tokens.end && sentence.token_is(verb.tokens.end, &["one"])
    })?;
    let at = verb.tokens.end;
    let mut subjects = sentence.countries.iter().filter(|one| !one.is_adjective);
    let subject = subjects.rfind(|country| country.tokens.end <= verb.tokens.start)?;
    let sending = subject.code;
    let places = sentence
        .places
        .iter()
        .filter(|place| place.tokens.start > at);
    article.parties.contain(sending).then(|| Noun {
        tokens: at..at + 1,
        mission_type: last.mission_type,
        sending,
        places: places.collect(),
        name: last.tokens.clone(),
        is_resident: true,
    })
}

fn noun<'s, 'v>(
    article: &Article<'_, 'v>,
    sentence: &'s Sentence<'_, 'v>,
    mention: &CueMention,
    sending: &'v str,
    end: usize,
) -> Noun<'s, 'v> {
    let clause = sentence.clause_at(mention.tokens.start);
    let end = end.min(clause.end);
    let behind = mention.tokens.end..end;
    let places = sentence
        .places
        .iter()
        .filter(|place| behind.contains(&place.tokens.start));
    let places: Vec<&PlaceMention<'v>> = places.collect();
    let receiving = article.parties.other(sending);
    let is_third = |country: &str| Some(country) != receiving;
    let is_abroad = places
        .first()
        .is_some_and(|place| article.parties.country_of(place).is_some_and(is_third));
    let start = mention.tokens.start;
    let is_accredited_behind = (behind.start..clause.end)
        .any(|at| sentence.token_is(at, &["accredited"]) && sentence.token_is(at + 1, &["to"]));
    let is_accredited = is_accredited_behind
        || sentence.tokens[clause.start..start]
            .iter()
            .any(|token| token.is_one_of(&["accredited", "represented", "covers", "covered"]))
            && (start.saturating_sub(3)..start)
                .any(|at| sentence.token_is(at, &["from", "through"]))
        || is_represented(sentence, clause.start..start);
    Noun {
        tokens: mention.tokens.clone(),
        mission_type: mission_type(mention),
        sending,
        name: name(sentence, mention),
        is_resident: !is_abroad && !is_accredited,
        places,
    }
}

/// True for a state that an office elsewhere stands for: `Peru was represented by its office in Oslo`.
fn is_represented(sentence: &Sentence<'_, '_>, before: Range<usize>) -> bool {
    let verb = before
        .clone()
        .rfind(|at| sentence.token_is(*at, &["represented"]));
    let by = verb.filter(|verb| sentence.token_is(verb + 1, &["by", "through"]));
    by.is_some_and(|verb| before.end - verb <= 10)
}

/// The sending country: in the name of the mission, else the subject before it.
fn sending<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    mention: &CueMention,
) -> Option<&'v str> {
    let clause = sentence.clause_at(mention.tokens.start);
    let start = mention.tokens.start;
    let is_object = |country: &CountryMention<'v>| {
        let before = country.tokens.start.checked_sub(1);
        before.is_some_and(|at| sentence.token_is(at, &["to", "in", "with", "from"]))
    };
    let subjects = sentence.countries.iter().filter(|country| {
        let is_party = article.parties.contain(country.code);
        country.tokens.end <= start && !country.is_adjective && !is_object(country) && is_party
    });
    let subjects: Vec<&CountryMention<'v>> = subjects.collect();
    let mut in_clause = subjects
        .iter()
        .filter(|one| one.tokens.start >= clause.start);
    // Behind `and`, another country may be the subject: `and Peru from its embassy in Quito`.
    let last = in_clause.clone().next_back().filter(|one| {
        let before = one.tokens.start.checked_sub(1);
        before.is_some_and(|at| sentence.token_is(at, &["and"]))
            && sentence.token_is(one.tokens.end, SUBJECT_GOES_ON)
    });
    let in_clause = last.or_else(|| in_clause.next());
    let subject = in_clause.or(subjects.last()).copied();
    let found = owner_in_name(sentence, mention, &clause).or(subject)?;
    article.parties.contain(found.code).then_some(found.code)
}
