//! Those between whom a treaty is: states, or bodies of them.

use std::ops::Range;

use super::names::{is_in, run_around};
use super::treaty_terms::{Item, level};
use crate::seed::draft::article::Article;
use crate::seed::draft::proposal::{Proposal, Value};
use crate::seed::draft::sentence::{CueMention, Sentence};
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

/// Sets the level, and those between whom the sentence says that the treaty is.
pub fn set_sides(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    item: &Item,
    verb: Option<&CueMention>,
    proposal: &mut Proposal,
) {
    let sides = sides(article, sentence, &(item.start..item.end));
    let has_bodies = !sides.bodies.is_empty();
    let subject = subjects(article, sentence, verb);
    let is_third = |code: &&str| !article.parties.contain(code);
    let has_third = sides.states.iter().any(is_third);
    let is_of_states = subject.len() > 1 || sides.states.len() > 1 || has_both(sentence, item);
    let parties = match (&sides.states[..], &subject[..]) {
        ([one], _) if has_bodies => vec![*one],
        ([], [one]) if has_bodies => vec![*one],
        (states, subject) if has_third => {
            let own = subject.iter().filter(|one| !states.contains(one));
            own.chain(states).copied().collect()
        }
        _ if is_of_states => article.parties.codes.to_vec(),
        _ => Vec::new(),
    };
    let level = match level(sentence, item) {
        "unspecified" if has_bodies && parties.len() != 1 => "interagency",
        "unspecified" if is_of_states && !has_bodies => "interstate",
        level => level,
    };
    proposal.set_text("level", level);
    let texts = |texts: Vec<&str>| Value::List(texts.into_iter().map(Value::text).collect());
    if !parties.is_empty() {
        proposal.set("parties", texts(parties));
    }
    if has_bodies {
        proposal.set("bodies", texts(sides.bodies));
    }
}

/// Words for the two states together.
const STATES: &str = "countries nations states sides parties governments";

/// True if words such as `both nations` stand at a token.
fn names_both(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let are_both = sentence.token_is(at, &["both", "two"]) && is_in(sentence, at + 1, STATES);
    let is_plain =
        sentence.token_is(at, &["the"]) && is_in(sentence, at + 1, "countries nations sides");
    are_both || is_plain
}

/// True for a treaty `between the two countries`.
fn has_both(sentence: &Sentence<'_, '_>, item: &Item) -> bool {
    let mut between = (item.start..item.end).filter(|at| sentence.token_is(*at, &["between"]));
    between.any(|at| {
        let the = usize::from(sentence.token_is(at + 1, &["the"]));
        names_both(sentence, at + 1 + the)
    })
}

/// The states that sign, as far as the subject of the verb in the active names them.
fn subjects<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    verb: Option<&CueMention>,
) -> Vec<&'v str> {
    let Some(verb) = verb else {
        return Vec::new();
    };
    let start = verb.tokens.start;
    let is_passive =
        (start.saturating_sub(1)..=start).any(|at| is_in(sentence, at, "was were been being"));
    if is_passive {
        return Vec::new();
    }
    let clause = sentence.clause_at(start);
    if (clause.start..start).any(|at| names_both(sentence, at)) {
        return article.parties.codes.to_vec();
    }
    let own = sentence.countries.iter().filter(|one| {
        let before = one.tokens.start.checked_sub(1);
        let is_object = before.is_some_and(|at| is_in(sentence, at, "in to from with of for by"));
        let is_subject = !one.is_adjective && !is_object && article.parties.contain(one.code);
        is_subject && clause.contains(&one.tokens.start) && one.tokens.end <= start
    });
    let mut codes: Vec<&str> = Vec::new();
    for one in own {
        let is_owner = sentence.token_is(one.tokens.end, &["'s"]);
        if !is_owner && !codes.contains(&one.code) {
            codes.push(one.code);
        }
    }
    codes
}

/// The sides that a phrase names.
#[derive(Debug, Default)]
struct Sides<'s, 'v> {
    states: Vec<&'v str>,
    bodies: Vec<&'s str>,
}

/// The sides behind `between` or `with` in some tokens.
fn sides<'s, 'v>(
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

/// The end of the words `between the Ministry of Fish and the Institute of Seas` behind a name, or that of the name.
pub fn sides_in_name(sentence: &Sentence<'_, '_>, at: usize, limit: usize) -> usize {
    let the = usize::from(sentence.token_is(at + 1, &["the"]));
    let first = sentence.tokens.get(at + 1 + the);
    let is_named = first.is_some_and(|first| first.is_capital && first.is_word);
    if !sentence.token_is(at, &["between"]) || !is_named {
        return at;
    }
    let end = side_end(sentence, at + 1, limit);
    let is_last = |at: &usize| sentence.tokens[*at].is_capital && sentence.tokens[*at].is_word;
    let last = (at + 1..end).rfind(is_last).unwrap_or(at);
    // A comma ends the name, unless it is inside the name of a side.
    let comma = (at + 1..=last).find(|at| {
        let next = sentence.tokens.get(at + 1);
        sentence.token_is(*at, &[","]) && next.is_some_and(|next| !next.is_capital)
    });
    comma.unwrap_or(last + 1)
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
