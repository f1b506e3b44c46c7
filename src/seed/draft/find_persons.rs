//! The people of a sentence, and what those who are named together tell of each other.

use super::persons::{BEFORE_TITLES, PersonMention, Words};
use super::tokens::Token;

/// The people of a sentence who have a title, from left to right.
pub fn persons<'v>(words: Words<'_, 'v>) -> Vec<PersonMention<'v>> {
    let mut found: Vec<PersonMention<'v>> = Vec::new();
    let mut start = 0;
    while start < words.tokens.len() {
        let person = words.tokens[start]
            .is_word
            .then(|| words.person(start))
            .flatten();
        let Some(mut person) = person else {
            start += 1;
            continue;
        };
        start = person.tokens.end;
        if person.name.is_none() {
            if is_in_apposition(words, &found, &person) {
                continue;
            }
            if let Some(name) = words.name_before(person.tokens.start) {
                person.name = Some(words.written(name.clone()).to_owned());
                person.tokens.start = name.start;
            }
        }
        if person.country.is_none() {
            person.country = country_of_joined(words, &found, &person);
        }
        found.push(person);
    }
    add_counterparts(words, &mut found);
    settle_queens(words, &mut found);
    found
}

/// Adds those whom a sentence calls somebody's counterpart, without an office of their own.
fn add_counterparts<'v>(words: Words<'_, 'v>, found: &mut Vec<PersonMention<'v>>) {
    for at in 0..words.tokens.len() {
        if !words.is(at, &["counterpart"]) {
            continue;
        }
        let comma = usize::from(words.is(at + 1, &[","]));
        let start = words.after_honorifics(at + 1 + comma);
        let is_taken = found.iter().any(|person| person.tokens.contains(&start));
        let name_end = words.name_end(start).filter(|_| !is_taken);
        if is_taken {
            continue;
        }
        found.push(PersonMention {
            tokens: at..name_end.unwrap_or(at + 1),
            name: name_end.map(|end| words.written(start..end).to_owned()),
            title: None,
            office: None,
            country: words.country_before(at),
            read_in: None,
        });
    }
    found.sort_by_key(|person| person.tokens.start);
}

/// A queen beside a king of the same country is of the royal family, and not the head of the state.
fn settle_queens(words: Words<'_, '_>, found: &mut [PersonMention<'_>]) {
    let is_titled = |person: &PersonMention<'_>, titles: &[&str]| {
        person.title.is_some() && person.tokens.clone().any(|at| words.is(at, titles))
    };
    let kings: Vec<Option<&str>> = found
        .iter()
        .filter(|person| is_titled(person, &["king", "emperor", "sultan", "emir", "shah"]))
        .map(|king| king.country)
        .collect();
    for person in found {
        let is_of = |king: Option<&str>| {
            king.is_none() || person.country.is_none() || king == person.country
        };
        if is_titled(person, &["queen", "empress"]) && kings.iter().copied().any(is_of) {
            person.office = Some("royal_family");
        }
    }
}

/// True for a second title of the person before it: `Prince Ali, deputy premier and interior minister`.
fn is_in_apposition(
    words: Words<'_, '_>,
    found: &[PersonMention<'_>],
    person: &PersonMention<'_>,
) -> bool {
    let Some(before) = found.last() else {
        return false;
    };
    let between = words.tokens.get(before.tokens.end..person.tokens.start);
    let is_joint = |token: &Token| {
        token.is_one_of(&[",", "and", "the", "deputy", "also"]) || token.is_one_of(BEFORE_TITLES)
    };
    let starts_with_comma =
        between.is_some_and(|between| between.first().is_some_and(|first| first.is(",")));
    let is_lower = words
        .tokens
        .get(person.tokens.start)
        .is_some_and(|first| !first.is_capital);
    before.name.is_some()
        && is_lower
        && (starts_with_comma || between.is_some_and(|between| between.len() <= 3))
        && between.is_some_and(|between| {
            let gap = between.iter().filter(|token| !is_joint(token)).count();
            gap <= 2 && between.len() <= 6
        })
}

/// The country of the person before, if the two are joined: `Peru's President X and Prime Minister Y`.
fn country_of_joined<'v>(
    words: Words<'_, 'v>,
    found: &[PersonMention<'v>],
    person: &PersonMention<'v>,
) -> Option<&'v str> {
    let before = found.last()?;
    let between = words.tokens.get(before.tokens.end..person.tokens.start)?;
    let is_joint = |token: &Token| token.is_one_of(&[",", "and", "the", "his", "her"]);
    (!between.is_empty() && between.iter().all(is_joint)).then_some(before.country)?
}
