//! The places of a sentence: names with a capital letter behind a preposition.

use std::ops::Range;

use super::persons::{PersonMention, Words};
use super::tokens::Token;
use super::vocabulary::TITLES;

/// The words before a place.
const BEFORE: &[&str] = &["in", "to", "at", "from", "visited", "near", "via", "toured"];

/// The nouns of places, behind which `of` and a name follow.
const NOUNS: &[&str] = &[
    "city", "capital", "town", "port", "province", "island", "village", "camp", "region",
];

/// A place that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceMention<'v> {
    pub tokens: Range<usize>,
    pub name: String,
    /// The country that the sentence itself gives it.
    pub country: Option<&'v str>,
}

/// The places of a sentence, from left to right.
pub fn places<'v>(
    words: Words<'_, 'v>,
    persons: &[PersonMention<'v>],
    dates: &[Range<usize>],
) -> Vec<PlaceMention<'v>> {
    let mut found: Vec<PlaceMention<'v>> = Vec::new();
    let mut start = 0;
    while start < words.tokens.len() {
        let inside = |range: &&Range<usize>| range.contains(&start);
        let taken = persons.iter().map(|person| &person.tokens).chain(dates);
        if let Some(range) = taken.clone().find(inside) {
            start = range.end;
            continue;
        }
        let end = words.tokens[start]
            .is_capital
            .then(|| words.name_end(start))
            .flatten();
        let Some(end) = end.filter(|end| {
            !taken
                .clone()
                .any(|range| (start..*end).contains(&range.start))
        }) else {
            start += 1;
            continue;
        };
        let end = with_district(words.tokens, end);
        let run = start..end;
        if is_place(words, &found, &run) {
            found.push(PlaceMention {
                name: words.written(run.clone()).to_owned(),
                country: country(words, &run),
                tokens: run,
            });
        }
        start = end;
    }
    found
}

/// `Washington, D.C.` is one place.
fn with_district(tokens: &[Token], end: usize) -> usize {
    let next = tokens.get(end..end + 2);
    let is_district =
        next.is_some_and(|next| next[0].is(",") && next[1].is_one_of(&["d.c.", "dc", "d.c"]));
    if is_district { end + 2 } else { end }
}

fn is_place(words: Words<'_, '_>, found: &[PlaceMention<'_>], run: &Range<usize>) -> bool {
    let Some(before) = run.start.checked_sub(1) else {
        return false;
    };
    !is_other_name(words, run)
        && (is_introduced(words, run, before) || {
            let last = found.last().map(|place| place.tokens.end);
            let between = last.and_then(|end| words.tokens.get(end..run.start));
            between.is_some_and(|between| {
                let is_joint = |token: &Token| token.is_one_of(&["and", ","]);
                (1..=2).contains(&between.len()) && between.iter().all(is_joint)
            })
        })
}

/// True for short forms, and for the beginning of a longer name.
fn is_other_name(words: Words<'_, '_>, run: &Range<usize>) -> bool {
    let written = words.written(run.clone());
    let is_short_form = written.len() > 1 && written.chars().all(|c| c.is_uppercase() || c == '-');
    let goes_on = words
        .tokens
        .get(run.end)
        .is_some_and(|next| next.is_one_of(&["'s", "&"]) || TITLES.bodies.contains(&next.folded));
    is_short_form || goes_on || written.chars().any(|c| c.is_ascii_digit())
}

/// True behind a preposition, a noun such as `city of`, or a country with a comma.
fn is_introduced(words: Words<'_, '_>, run: &Range<usize>, before: usize) -> bool {
    let tokens = words.tokens;
    let previous = &tokens[before];
    let noun = before.checked_sub(1).map(|noun| &tokens[noun]);
    let follows_noun = previous.is("of") && noun.is_some_and(|noun| noun.is_one_of(NOUNS));
    let next = tokens.get(run.end);
    let is_subject = next.is_some_and(|next| next.is_word && !next.is_capital);
    let mut countries = words.countries.iter();
    let follows_country = previous.is(",") && countries.any(|country| country.tokens.end == before);
    let is_behind = previous.is_one_of(BEFORE) || previous.is_one_of(&["capital", "city"]);
    is_behind || follows_noun || follows_country && is_subject
}

/// The country that stands behind a place, or before its noun.
fn country<'v>(words: Words<'_, 'v>, run: &Range<usize>) -> Option<&'v str> {
    let is_comma = words.tokens.get(run.end).is_some_and(|token| token.is(","));
    let behind = is_comma.then(|| words.country_from(run.end + 1)).flatten();
    let behind = behind.filter(|country| !country.is_adjective);
    let before = words.countries.iter().rev().find(|country| {
        country.is_adjective
            && country.tokens.end <= run.start
            && run.start - country.tokens.end <= 3
    });
    let has_noun = |country: &&super::lexicon::CountryMention<'v>| {
        let between = &words.tokens[country.tokens.end..run.start];
        let is_noun = |token: &Token| token.is("of") || token.is_one_of(NOUNS);
        between.iter().all(is_noun) && !between.is_empty()
    };
    let found = behind.or(before.filter(has_noun));
    found.map(|country| country.code)
}
