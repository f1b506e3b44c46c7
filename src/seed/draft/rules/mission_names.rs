//! The names of missions, and the countries in them.

use std::ops::Range;

use super::names::run_around;
use crate::seed::draft::lexicon::CountryMention;
use crate::seed::draft::sentence::{CueMention, Sentence};

/// The type of the mission that a noun names.
pub fn mission_type(mention: &CueMention) -> &'static str {
    mention
        .cue
        .field("type_after")
        .unwrap_or("diplomatic_mission")
}

/// The country in the name of a mission: `Peruvian embassy`, `embassy of Peru`, `Peru's embassy`.
pub fn owner_in_name<'s, 'v>(
    sentence: &'s Sentence<'_, 'v>,
    mention: &CueMention,
    clause: &Range<usize>,
) -> Option<&'s CountryMention<'v>> {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let the = usize::from(sentence.token_is(end + 1, &["the"]));
    let of = sentence.words().country_from(end + 1 + the);
    let of = of.filter(|_| sentence.token_is(end, &["of"]));
    let before = sentence.countries.iter().rev().find(|country| {
        let is_owner = country.is_adjective || sentence.token_is(country.tokens.end, &["'s"]);
        let is_inside = country.tokens.start >= clause.start && country.tokens.end <= start;
        let is_near = is_inside && start - country.tokens.end <= 3;
        is_near && is_owner && !sentence.token_is(country.tokens.end, &["capital", "city"])
    });
    let is_adjective =
        |country: &&CountryMention<'v>| country.is_adjective && country.tokens.end == start;
    let has_own_name = is_office(mention) && sentence.tokens[start].is_capital;
    let named = has_own_name.then(|| run_around(sentence, start));
    let named = named.and_then(|run| {
        let mut countries = sentence.countries.iter();
        countries.find(|country| run.contains(&country.tokens.start) && country.tokens.end <= start)
    });
    if named.is_some() {
        return named;
    }
    before.filter(is_adjective).or(of).or(before)
}

fn is_office(mention: &CueMention) -> bool {
    mission_type(mention) == "representative_office"
}

/// The name of a mission as it stands: `Peruvian embassy`, `Embassy of Peru in Chad`, `embassy in Lima`.
pub fn name(sentence: &Sentence<'_, '_>, mention: &CueMention) -> Range<usize> {
    let words = sentence.words();
    let mut range = mention.tokens.clone();
    range.start += usize::from(range.len() > 1 && sentence.token_is(range.start, &["the"]));
    // An office has a name of its own, a part of which is its noun: `Fish and Trade Office`.
    if is_office(mention) && sentence.tokens[range.start].is_capital {
        range.start = run_around(sentence, range.start).start;
    }
    if let Some(before) = sentence
        .countries
        .iter()
        .find(|country| country.is_adjective && country.tokens.end == range.start)
    {
        range.start = before.tokens.start;
    }
    if range.start > 0 && sentence.token_is(range.start - 1, &["royal", "imperial"]) {
        range.start -= 1;
    }
    for prepositions in [&["of"][..], &["in", "to"]] {
        if !sentence.token_is(range.end, prepositions) {
            continue;
        }
        let the = usize::from(sentence.token_is(range.end + 1, &["the"]));
        let start = range.end + 1 + the;
        let country = words
            .country_from(start)
            .filter(|country| !country.is_adjective);
        let place = sentence
            .places
            .iter()
            .find(|place| place.tokens.start == start);
        let end = country
            .map(|country| country.tokens.end)
            .or(place.map(|place| place.tokens.end));
        range.end = end.unwrap_or(range.end);
    }
    range
}
