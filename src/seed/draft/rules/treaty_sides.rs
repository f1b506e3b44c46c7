//! Those between whom a treaty is: states, or bodies of them.

use std::ops::Range;

use super::names::{is_in, run_around};
use crate::seed::draft::article::Article;
use crate::seed::draft::sentence::Sentence;
use crate::seed::draft::vocabulary::TITLES;

/// The most words of one side.
const MAX_SIDE: usize = 16;

/// The words behind the second side.
const ENDS: &[&str] = &[
    "on",
    "in",
    "was",
    "were",
    "for",
    "to",
    "signed",
    "which",
    "concerning",
    "regarding",
    "about",
    "at",
    "during",
    "has",
    "had",
    "that",
];

/// The sides that a phrase names.
#[derive(Debug, Default)]
pub struct Sides<'s, 'v> {
    pub states: Vec<&'v str>,
    pub bodies: Vec<&'s str>,
}

/// The sides behind `between` or `with` in some tokens.
pub fn sides<'s, 'v>(
    article: &Article<'_, 'v>,
    sentence: &'s Sentence<'_, 'v>,
    range: &Range<usize>,
) -> Sides<'s, 'v> {
    let mut sides = Sides::default();
    let opens = |at: &usize| sentence.token_is(*at, &["between", "with"]);
    let Some(at) = range.clone().find(opens) else {
        return sides;
    };
    let end = side_end(sentence, at + 1, range.end);
    let is_pair = sentence.token_is(at, &["between"]);
    let middle = is_pair.then(|| middle(sentence, at + 1..end)).flatten();
    add(sentence, at + 1..middle.unwrap_or(end), &mut sides);
    if let Some(and) = middle {
        add(sentence, and + 1..end, &mut sides);
    }
    if !is_pair && sides.bodies.is_empty() {
        // `with Peru` names one of two states.
        let is_of_pair = sides
            .states
            .iter()
            .all(|code| article.parties.contain(code));
        if is_of_pair {
            sides.states.clear();
        }
    }
    sides
}

/// The end of the words of the sides.
fn side_end(sentence: &Sentence<'_, '_>, start: usize, limit: usize) -> usize {
    let limit = limit.min(start + 2 * MAX_SIDE).min(sentence.tokens.len());
    let is_end = |at: &usize| {
        let token = &sentence.tokens[*at];
        let is_break = token.is_break() && !token.is(",");
        is_break || token.is_one_of(ENDS) && !sentence.tokens[*at].is_capital
    };
    (start..limit).find(is_end).unwrap_or(limit)
}

/// The `and` between two sides: before `the` or behind a country, else the first.
fn middle(sentence: &Sentence<'_, '_>, range: Range<usize>) -> Option<usize> {
    let ands: Vec<usize> = range
        .filter(|at| sentence.token_is(*at, &["and"]))
        .collect();
    let follows_country =
        |and: &&usize| sentence.countries.iter().any(|one| one.tokens.end == **and);
    let has_article = |and: &&usize| sentence.token_is(**and + 1, &["the"]);
    let found = ands.iter().find(follows_country);
    let found = found.or_else(|| ands.iter().find(has_article));
    found.or(ands.first()).copied()
}

/// Adds the state or body of one side.
fn add<'s, 'v>(sentence: &'s Sentence<'_, 'v>, part: Range<usize>, sides: &mut Sides<'s, 'v>) {
    let start = part.start + usize::from(sentence.token_is(part.start, &["the"]));
    let start = start + usize::from(sentence.token_is(start, &["both"]));
    let Some(first) = (start..part.end).next() else {
        return;
    };
    let country = sentence.words().country_from(first);
    let owner = country.filter(|one| {
        one.is_adjective && one.tokens.end < part.end || sentence.token_is(one.tokens.end, &["'s"])
    });
    if let Some(country) = country.filter(|one| owner.is_none() && !one.is_adjective) {
        sides.states.push(country.code);
        return;
    }
    let first = match owner {
        Some(owner) => owner.tokens.end + usize::from(sentence.token_is(owner.tokens.end, &["'s"])),
        None => first,
    };
    let is_capital = |at: usize| sentence.tokens[at].is_capital && sentence.tokens[at].is_word;
    if first >= part.end || !is_capital(first) {
        return;
    }
    let run = first..run_around(sentence, first).end.min(part.end);
    if is_body(sentence, &run, !sides.bodies.is_empty()) {
        sides.bodies.push(sentence.written(run));
    }
}

/// Nouns of bodies, besides those of the vocabulary of titles.
const BODIES: &str = "ministry ministries parliament senate congress assembly union agency university police service khural duma \
    knesset riksdag sejm bundestag mazhilis";

/// True for the name of a body. The second of two needs no noun that is known: `the Senate and the Althing of Iceland`.
fn is_body(sentence: &Sentence<'_, '_>, run: &Range<usize>, is_second: bool) -> bool {
    let written = sentence.written(run.clone());
    let has_noun = run.clone().any(|at| {
        TITLES.bodies.contains(&sentence.tokens[at].folded) || is_in(sentence, at, BODIES)
    });
    let is_known = has_noun || written.chars().all(char::is_uppercase);
    let mut persons = sentence.persons.iter();
    let is_person = persons.any(|one| one.tokens.start < run.end && run.start < one.tokens.end);
    !is_person && (is_known || is_second && written.contains(" of "))
}
