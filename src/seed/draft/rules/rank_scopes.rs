//! Among what and whom a place among partners is counted: goods, and a part of the world.

use super::names::run_around;
use crate::seed::draft::sentence::Sentence;

/// The goods of a supplier: `supplier of arms`.
pub fn goods<'s>(sentence: &'s Sentence<'_, '_>, noun_end: usize) -> Option<&'s str> {
    let start = noun_end + 1;
    let is_country = sentence
        .countries
        .iter()
        .any(|one| one.tokens.contains(&start));
    let stop = |at: &usize| {
        let token = &sentence.tokens[*at];
        token.is_break() || token.is_one_of(&["to", "for", "in", "after", "with", "and"])
    };
    let end = (start..sentence.tokens.len()).find(stop)?;
    let is_lower = sentence
        .tokens
        .get(start)
        .is_some_and(|token| !token.is_capital);
    let is_goods = sentence.token_is(start - 1, &["of"]) && !is_country && is_lower;
    (is_goods && (1..=3).contains(&(end - start.min(end)))).then(|| sentence.written(start..end))
}

/// The part of the world whose countries are ranked: `in Latin America`.
pub fn region<'s>(sentence: &'s Sentence<'_, '_>, noun_end: usize) -> Option<&'s str> {
    let limit = sentence.tokens.len().min(noun_end + 6);
    let at = (noun_end..limit)
        .take_while(|at| !sentence.tokens[*at].is_break())
        .find(|at| sentence.token_is(*at, &["in", "within", "from"]))?;
    let start = at + 1 + usize::from(sentence.token_is(at + 1, &["the"]));
    let is_capital = sentence
        .tokens
        .get(start)
        .is_some_and(|token| token.is_capital);
    let end = is_capital.then(|| run_around(sentence, start).end)?;
    let is_country = sentence
        .words()
        .country_from(start)
        .is_some_and(|one| one.tokens.end == end);
    let is_date = sentence
        .dates
        .iter()
        .any(|date| date.tokens.contains(&start));
    (!is_date && !is_country).then(|| sentence.written(start..end))
}
