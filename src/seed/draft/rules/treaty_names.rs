//! The nouns of instruments, and the names of treaties.

use std::ops::Range;

use super::treaty_sides::sides_in_name;
use super::treaty_subjects::BEFORE_SUBJECTS;
use crate::seed::draft::sentence::{CueMention, Sentence, longest};

/// The nouns of instruments, of which none is a part of another.
pub fn instruments<'s>(sentence: &'s Sentence<'_, '_>) -> Vec<&'s CueMention> {
    let cues = sentence
        .cues_of("treaty")
        .filter(|one| one.cue.field("instrument").is_some());
    longest(cues)
}

/// True for the name of an instrument: `Agreement on Tourism`.
pub fn is_named(sentence: &Sentence<'_, '_>, noun: &CueMention) -> bool {
    let is_capital = sentence.tokens[noun.tokens.start].is_capital && noun.tokens.start > 0;
    is_capital
        && (goes_on(sentence, noun.tokens.end) > noun.tokens.end
            || sentence.token_is(noun.tokens.end, BEFORE_SUBJECTS)
            || sentence.token_is(noun.tokens.end, &["between"]))
}

/// The end of a noun that goes on with `and` and capital letters: `Memorandum of Understanding and Partnership`.
fn goes_on(sentence: &Sentence<'_, '_>, end: usize) -> usize {
    let is_capital = |at: usize| {
        let token = sentence.tokens.get(at);
        token.is_some_and(|token| token.is_capital && token.is_word)
    };
    let and = sentence.token_is(end, &["and"]) && is_capital(end + 1);
    let next = (end + 1..sentence.tokens.len()).find(|at| !is_capital(*at));
    let next = next.unwrap_or(sentence.tokens.len());
    let is_other = instruments(sentence)
        .iter()
        .any(|one| (end..next).contains(&one.tokens.start));
    if and && !is_other { next } else { end }
}

/// The name of an instrument: with its subject, and with the sides that its words name.
pub fn own_name<'s>(
    sentence: &'s Sentence<'_, '_>,
    noun: &CueMention,
    subject: Option<&Range<usize>>,
    end: usize,
) -> Option<&'s str> {
    let start = noun.tokens.start;
    let first = subject.map_or(start, |one| start.min(one.start));
    let noun_end = goes_on(sentence, noun.tokens.end);
    let last = subject.map_or(noun_end, |one| noun_end.max(one.end));
    let sides = sides_in_name(sentence, last, end);
    let is_name = sentence.tokens[first].is_capital && first > 0;
    let is_told = subject.is_some() || sides > noun.tokens.end;
    (is_name && is_told).then(|| sentence.written(first..sides))
}

/// The noun of one instrument.
pub fn singular(noun: &str) -> String {
    let lower = noun.to_lowercase();
    match lower.as_str() {
        "memoranda" | "memorandums" => return "memorandum".to_owned(),
        "treaties" => return "treaty".to_owned(),
        "memoranda of understanding" | "memorandums of understanding" | "mou" | "mous" => {
            return "memorandum of understanding".to_owned();
        }
        _ => {}
    }
    lower.strip_suffix('s').unwrap_or(&lower).to_owned()
}
