//! The people of a sentence, and what those who are named together tell of each other.

use std::collections::HashSet;

use super::persons::{BEFORE_TITLES, PersonMention, Words};
use super::tokens::{Token, fold};

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
    add_delegations(words, &mut found);
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

/// Words in the names of bodies that make laws.
const PARLIAMENTS: &[&str] = &[
    "parliament",
    "parliamentary",
    "senate",
    "assembly",
    "congress",
    "council",
    "committee",
    "diet",
    "house",
    "majlis",
];

/// The end of the name of a body: words with capital letters, joined by `of` and `for`.
fn body_end(words: Words<'_, '_>, start: usize) -> usize {
    let is_capital = |at: usize| {
        let token = words.tokens.get(at);
        token.is_some_and(|token| token.is_capital && token.is_word)
    };
    let mut end = start;
    while is_capital(end) {
        end += 1;
        let joint = usize::from(words.is(end, &["of", "for"]));
        let the = usize::from(joint == 1 && words.is(end + 1, &["the"]));
        if joint == 1 && is_capital(end + 1 + the) {
            end += 1 + the;
        }
    }
    end
}

/// Adds delegations of bodies that nobody is said to lead: `a delegation of the Peruvian Senate`.
fn add_delegations<'v>(words: Words<'_, 'v>, found: &mut Vec<PersonMention<'v>>) {
    for at in 0..words.tokens.len() {
        if !words.is(at, &["delegation"]) || !words.is(at + 1, &["of", "from"]) {
            continue;
        }
        let start = at + 2 + usize::from(words.is(at + 2, &["the"]));
        let end = body_end(words, start);
        let is_taken = found.iter().any(|one| one.tokens.contains(&start));
        if end < start + 2 || is_taken || words.is(end, &["led", "headed", ","]) {
            continue;
        }
        let inside = start..end;
        let mut countries = words.countries.iter();
        let country = countries.find(|one| inside.contains(&one.tokens.start));
        let is_of_parliament = inside.clone().any(|at| words.is(at, PARLIAMENTS));
        let office = if is_of_parliament {
            "legislator"
        } else {
            "other"
        };
        found.push(PersonMention {
            tokens: at..end,
            name: Some(words.written(inside).to_owned()),
            title: Some(words.written(at..at + 1).to_owned()),
            office: Some(office),
            country: country
                .map(|one| one.code)
                .or_else(|| words.country_before(at)),
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

/// Makes queens members of the royal family where the article names a king of their country.
pub fn settle_queens_of_article<'p, 'v: 'p>(
    sentences: impl Iterator<Item = &'p mut [PersonMention<'v>]>,
) {
    let is_titled = |person: &PersonMention<'_>, titles: &[&str]| {
        let title = person.title.as_deref().map(fold);
        title.is_some_and(|title| titles.contains(&title.as_str()))
    };
    let mut people: Vec<&mut PersonMention<'v>> = sentences.flatten().collect();
    let kings = people
        .iter()
        .filter(|one| is_titled(one, &["king", "emperor", "sultan", "emir"]));
    let kings: HashSet<&str> = kings.filter_map(|king| king.country).collect();
    for person in &mut people {
        let is_of_king = person.country.is_some_and(|code| kings.contains(code));
        if is_titled(person, &["queen", "empress"]) && is_of_king {
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
