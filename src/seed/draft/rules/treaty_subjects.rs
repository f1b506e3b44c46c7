//! The subjects of treaties: the words behind their nouns, or before them.

use std::ops::Range;

use crate::seed::draft::sentence::{CueMention, Sentence};
use crate::seed::draft::tokens::Token;

/// The prepositions between an instrument and its subject.
pub const BEFORE_SUBJECTS: &[&str] = &["on", "of", "for", "concerning", "regarding", "about", "in"];

/// Words before an instrument that do not say what it is about.
const NO_SUBJECT: &str = "a an the and signed sign several bilateral various many other new first of its their some two three four five \
    six more than also both number such as joint reached concluded preliminary additional important these";

/// The most words of a subject.
const MAX_SUBJECT: usize = 18;

/// The tokens of the subject: behind a preposition, or the adjectives before the noun.
pub fn subject(sentence: &Sentence<'_, '_>, noun: &CueMention, end: usize) -> Option<Range<usize>> {
    let start = noun.tokens.end + 1;
    let is_capital = |at: usize| {
        sentence
            .tokens
            .get(at)
            .is_some_and(|token| token.is_capital)
    };
    let names_aim = sentence.token_is(noun.tokens.end, &["to"])
        && is_capital(noun.tokens.start)
        && is_capital(start);
    // `An agreement in Lima` has a place behind it, and no subject.
    let mut places = sentence.places.iter().map(|one| &one.tokens);
    let mut dates = sentence.dates.iter().map(|one| &one.tokens);
    let mut countries = sentence.countries.iter().map(|one| &one.tokens);
    let begins = |tokens: &Range<usize>| tokens.start == start;
    let is_scene = sentence.token_is(noun.tokens.end, &["in"])
        && (places.any(begins) || dates.any(begins) || countries.any(begins));
    if is_scene || !names_aim && !sentence.token_is(noun.tokens.end, BEFORE_SUBJECTS) {
        return adjective(sentence, noun);
    }
    let start = start + usize::from(sentence.token_is(start, &["the", "a", "an"]));
    let limit = end.min(start + MAX_SUBJECT);
    let mut stop = (start..limit)
        .find(|at| ends_subject(sentence, noun, end, *at))
        .unwrap_or(limit);
    let trailing = &["and", "a", "an", "the", ",", "in", "on", "also"];
    while stop > start && sentence.token_is(stop - 1, trailing) {
        stop -= 1;
    }
    let behind = (stop > start).then_some(start..stop);
    behind.or_else(|| adjective(sentence, noun))
}

/// The subjects of instruments in the plural: of `agreements on salt, wool and tea`, each of the three.
pub fn each(
    sentence: &Sentence<'_, '_>,
    subject: Range<usize>,
    is_plural: bool,
) -> Vec<Range<usize>> {
    let is_joint = |at: &usize| sentence.token_is(*at, &[",", "and", ";"]);
    let has_comma = subject.clone().any(|at| sentence.token_is(at, &[",", ";"]));
    if !is_plural || !has_comma {
        return vec![subject];
    }
    let mut parts = Vec::new();
    let mut start = subject.start;
    for at in subject.clone().filter(is_joint).chain([subject.end]) {
        if at > start {
            parts.push(start..at);
        }
        start = at + 1;
    }
    parts
}

/// A subject as running text writes it: `Fair Trade` in a name is fair trade.
pub fn plain(sentence: &Sentence<'_, '_>, subject: Range<usize>) -> String {
    let mut text = String::new();
    let mut end = sentence.tokens[subject.start].bytes.start;
    for at in subject {
        let token = &sentence.tokens[at];
        let written = &sentence.text[token.bytes.clone()];
        let is_country = sentence
            .countries
            .iter()
            .any(|one| one.tokens.contains(&at));
        let is_short_form = written.chars().skip(1).any(char::is_uppercase);
        text.push_str(&sentence.text[end..token.bytes.start]);
        if is_country || is_short_form {
            text.push_str(written);
        } else {
            text.push_str(&written.to_lowercase());
        }
        end = token.bytes.end;
    }
    text
}

/// True for a word behind the subject of an instrument. `end` is the next instrument, or the end of the sentence.
fn ends_subject(sentence: &Sentence<'_, '_>, noun: &CueMention, end: usize, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let is_verb = token.is_one_of(&[
        "was", "were", "between", "signed", "has", "have", "which", "with", "during", "by",
        "entered",
    ]);
    let is_date = sentence.dates.iter().any(|date| {
        date.tokens.start == at || date.tokens.start == at + 1 && token.is_one_of(&["in", "on"])
    });
    let joins_next = end < sentence.tokens.len() && (at + 1..=at + 3).contains(&end);
    let joins_noun = token.is_one_of(&["and", "a", "an"]) && joins_next;
    let is_plain = !sentence.tokens[noun.tokens.start].is_capital;
    let mut places = sentence.places.iter();
    let is_place = token.is_one_of(&["in", "at"]) && places.any(|one| one.tokens.start == at + 1);
    let is_break = token.is_break() && !(token.is(",") && is_listed(sentence, at));
    is_verb || is_date || joins_noun || is_plain && is_place || is_break
}

/// True if a comma stands in a list of subjects that begins with a capital letter or ends with `and`.
fn is_listed(sentence: &Sentence<'_, '_>, comma: usize) -> bool {
    let next = sentence.tokens.get(comma + 1..);
    let next = next.map(|next| {
        next.iter()
            .take(4)
            .take_while(|token| !token.is_break() || token.is(","))
    });
    next.is_some_and(|mut next| next.any(|token| token.is("and")))
}

/// The words before the noun that say what it is about: `visa abolition agreement`.
fn adjective(sentence: &Sentence<'_, '_>, noun: &CueMention) -> Option<Range<usize>> {
    let is_part = |token: &&Token| {
        token.is_word
            && !NO_SUBJECT.split_whitespace().any(|word| token.is(word))
            && !token.folded.starts_with(|c: char| c.is_ascii_digit())
    };
    let before = sentence.tokens[..noun.tokens.start].iter().rev();
    let count = before.take(4).take_while(is_part).count();
    let is_country = |at: usize| {
        sentence
            .countries
            .iter()
            .any(|country| country.tokens.contains(&at))
    };
    let start = noun.tokens.start - count;
    let start = (start..noun.tokens.start).find(|at| !is_country(*at))?;
    let has_verb = (start..noun.tokens.start)
        .any(|at| sentence.token_is(at, &["was", "were", "have", "has", "an", "in"]));
    (!has_verb && (1..=3).contains(&count)).then_some(start..noun.tokens.start)
}
