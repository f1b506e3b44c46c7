//! The numbers of treaties that sentences state.

use std::ops::Range;

use super::people::capitalized;
use crate::seed::draft::article::Article;
use crate::seed::draft::proposal::{Proposal, Rule, Value};
use crate::seed::draft::sentence::{CueMention, Sentence};
use crate::seed::draft::vocabulary::Cue;
use crate::wording::counts::{Count, read_count};

/// The most words before a number of treaties that belong to it.
const MAX_COUNT_WORDS: usize = 5;

/// The words for a number that nobody gives.
const VAGUE: &[&str] = &["several", "numerous", "many", "various"];

/// The number of treaties that a sentence states, with the words that compare it.
pub fn count(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Option<Proposal> {
    let cues = sentence.cues_of("treaty_count");
    let mut nouns = cues.filter(|one| one.cue.fields.is_empty());
    nouns.find_map(|noun| {
        let end = noun.tokens.start;
        let first = end.saturating_sub(MAX_COUNT_WORDS)..end;
        let mut words = first.flat_map(|start| (start + 1..=end).map(move |stop| start..stop));
        let told = words.find_map(|words| number(sentence, words, end));
        let (text, count) = told.or_else(|| vague(sentence, end))?;
        Some(proposal(article, sentence, noun.cue, &text, &count))
    })
}

/// The number that some words before a noun give.
fn number(
    sentence: &Sentence<'_, '_>,
    words: Range<usize>,
    noun: usize,
) -> Option<(String, Count)> {
    let words_end = words.end;
    let is_near = noun - words_end <= 2;
    let overlaps = |other: &Range<usize>| other.start < words.end && words.start < other.end;
    let is_date = sentence.dates.iter().any(|date| overlaps(&date.tokens));
    let mut tokens = sentence.tokens[words.clone()].iter();
    let has_article = tokens.any(|token| token.is_one_of(&["the", "a", "an", "of"]));
    let ends_with_number = read_count(sentence.written(words.end - 1..words.end)).is_some();
    let text = sentence.written(words);
    // The two of `the two states signed agreements` are states.
    let mut between = (words_end..noun).map(|at| &sentence.tokens[at]);
    let is_of_states = between.any(|token| {
        token.is_one_of(&[
            "states",
            "countries",
            "nations",
            "sides",
            "governments",
            "parties",
        ])
    });
    let is_number = is_near && !is_date && !has_article && !is_of_states && ends_with_number;
    let count = read_count(text).filter(|count| is_number && count.value > 1)?;
    Some((text.to_owned(), count))
}

/// The number that words such as `several` give, if treaties are signed: more than two.
fn vague(sentence: &Sentence<'_, '_>, noun: usize) -> Option<(String, Count)> {
    let signs = |one: &&CueMention| one.cue.field("role") == Some("signed");
    let is_signed = sentence.cues_of("treaty").find(signs).is_some();
    let start = (noun.saturating_sub(3)..noun).find(|at| {
        let is_few = sentence.token_is(*at, &["few"])
            && at
                .checked_sub(1)
                .is_some_and(|before| sentence.token_is(before, &["a"]));
        is_few || sentence.token_is(*at, VAGUE)
    })?;
    let is_group = (start..noun).all(|at| sentence.tokens[at].is_word);
    let text = sentence.written(start - usize::from(sentence.token_is(start, &["few"]))..start + 1);
    let count = Count {
        comparators: vec![">"],
        value: 2,
    };
    (is_signed && is_group).then(|| (text.to_owned(), count))
}

fn proposal(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    cue: &'static Cue,
    text: &str,
    count: &Count,
) -> Proposal {
    let comparator = count.comparators.first().copied().unwrap_or("=");
    let rule = Rule::of_cue("counts of treaties", cue);
    let mut proposal = Proposal::new("treaty_count", &sentence.at, rule);
    let [one, other] = &article.parties.names;
    proposal.title = format!("{} treaties between {one} and {other}", capitalized(text));
    proposal.name_by([text, "treaties", one, other]);
    proposal.set_text("scope", "all");
    proposal.set_text("scope_status", "stated");
    proposal.set_text("comparator", comparator);
    proposal.set("value", Value::Number(count.value));
    let limit = match comparator {
        ">" => count.value.checked_add(1).map(|value| ("min", value)),
        ">=" => Some(("min", count.value)),
        "<" => count.value.checked_sub(1).map(|value| ("max", value)),
        "<=" => Some(("max", count.value)),
        _ => None,
    };
    if let Some((field, value)) = limit {
        proposal.set(field, Value::Number(value));
    }
    proposal.set_text("text", text);
    proposal
}
