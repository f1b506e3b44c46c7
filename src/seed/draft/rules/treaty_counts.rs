//! The numbers of treaties that sentences state.

use super::people::capitalized;
use crate::seed::draft::article::Article;
use crate::seed::draft::proposal::{Proposal, Rule, Value};
use crate::seed::draft::sentence::Sentence;
use crate::wording::counts::read_count;

/// The most words before a number of treaties that belong to it.
const MAX_COUNT_WORDS: usize = 5;

/// The number of treaties that a sentence states, with the words that compare it.
pub fn count(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Option<Proposal> {
    let nouns = sentence
        .cues_of("treaty_count")
        .filter(|one| one.cue.fields.is_empty());
    nouns.into_iter().find_map(|noun| {
        let start = noun.tokens.start;
        let words = (start.saturating_sub(MAX_COUNT_WORDS)..start)
            .flat_map(|first| (first + 1..=start).map(move |end| first..end));
        let found = words.into_iter().find_map(|words| {
            let text = sentence.written(words.clone());
            let is_near = start - words.end <= 2;
            let is_date = sentence
                .dates
                .iter()
                .any(|date| date.tokens.start < words.end && words.start < date.tokens.end);
            let is_plain = sentence.tokens[words.clone()]
                .iter()
                .all(|token| !token.is_one_of(&["the", "a", "an", "of"]));
            let last = sentence.written(words.end - 1..words.end);
            let ends_with_number = read_count(last).is_some();
            let is_plain = is_plain && ends_with_number;
            let count = read_count(text).filter(|_| is_near && !is_date && is_plain)?;
            (count.value > 1).then(|| (text.to_owned(), count))
        });
        let (text, count) = found?;
        let comparator = count.comparators.first().copied().unwrap_or("=");
        let mut proposal = Proposal::new(
            "treaty_count",
            &sentence.at,
            Rule::of_cue("counts of treaties", noun.cue),
        );
        let [one, other] = &article.parties.names;
        proposal.title = format!("{} treaties between {one} and {other}", capitalized(&text));
        proposal.name_by([&*text, "treaties", one, other]);
        proposal.set_text("scope", "all");
        proposal.set_text("scope_status", "stated");
        proposal.set_text("comparator", comparator);
        proposal.set("value", Value::Number(count.value));
        let limit = match comparator {
            ">" => Some(("min", count.value + 1)),
            ">=" => Some(("min", count.value)),
            "<" => Some(("max", count.value - 1)),
            "<=" => Some(("max", count.value)),
            _ => None,
        };
        if let Some((field, value)) = limit {
            proposal.set(field, Value::Number(value));
        }
        proposal.set_text("text", text);
        Some(proposal)
    })
}
