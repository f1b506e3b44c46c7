//! Events of diplomatic relations: a cue and a date.

use std::ops::Range;

use crate::seed::draft::article::Article;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule};
use crate::seed::draft::sentence::{CueMention, Sentence};

/// Proposes the events of relations that a sentence tells.
pub fn propose(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Vec<Proposal> {
    let mentions: Vec<&CueMention> = sentence.cues_of("relation_event").collect();
    let rivals: Vec<Range<usize>> = mentions.iter().map(|mention| anchor(mention)).collect();
    let mut proposals: Vec<Proposal> = Vec::new();
    for mention in mentions {
        let Some(event) = mention.cue.field("type") else {
            continue;
        };
        let others: Vec<Range<usize>> = rivals
            .iter()
            .filter(|rival| !overlap(rival, &anchor(mention)))
            .cloned()
            .collect();
        let date = sentence.date_for(&anchor(mention), &others);
        // The end of a time without relations is a limit, not a day.
        let date = date.map(|date| {
            if event == "absent" {
                date.as_written()
            } else {
                date.into()
            }
        });
        let is_known = proposals.iter().any(|one| {
            let same_type =
                one.rule.name == "relations" && one.id.contains(&event.replace('_', "-"));
            same_type && (one.date == date || date.is_none())
        });
        let Some(date) = date.filter(|_| !is_known && is_of_pair(article, sentence, mention))
        else {
            continue;
        };
        proposals.push(proposal(article, sentence, mention, event, date));
    }
    proposals
}

/// The words that a date belongs to: the verb, if it stands behind the noun.
fn anchor(mention: &CueMention) -> Range<usize> {
    let begins_with_noun = mention.cue.pattern.starts_with("relations");
    let start = if begins_with_noun {
        mention.tokens.end - 1
    } else {
        mention.tokens.start
    };
    start..mention.tokens.end
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// True unless the words around the cue speak of relations with a third country alone.
fn is_of_pair(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    mention: &CueMention,
) -> bool {
    let clause = sentence.clause_at(mention.tokens.start);
    if mention.cue.field("type") == Some("recognised") {
        let object = sentence
            .countries
            .iter()
            .find(|country| country.tokens.start >= mention.tokens.end);
        return object.is_none_or(|object| article.parties.contain(object.code));
    }
    let near = clause.start..clause.end.min(mention.tokens.end + 8);
    let named = sentence
        .countries
        .iter()
        .filter(|country| near.contains(&country.tokens.start));
    let named: Vec<_> = named.collect();
    let of_pair = named
        .iter()
        .filter(|country| article.parties.contain(country.code))
        .count();
    let is_third = |at: usize| {
        let third = named
            .iter()
            .filter(|country| !article.parties.contain(country.code));
        third.into_iter().any(|country| {
            let before = country.tokens.start.checked_sub(1);
            before.is_some_and(|before| {
                sentence.token_is(
                    before,
                    &["with", "the", "between", "recognized", "recognised"],
                )
            }) && country.tokens.start >= at
        })
    };
    let has_third = is_third(mention.tokens.start);
    of_pair >= 2 || !has_third || sentence.token_is(mention.tokens.end, &["from"])
}

fn proposal(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    mention: &CueMention,
    event: &str,
    date: ProposedDate,
) -> Proposal {
    let mut proposal = Proposal::new(
        "relation_event",
        &sentence.at,
        Rule::of_cue("relations", mention.cue),
    );
    let [one, other] = &article.parties.names;
    let year = date.year().map(str::to_owned);
    let words = event.replace('_', "-");
    let words = [
        Some(one.as_str()),
        Some(other),
        Some(&words),
        year.as_deref(),
    ];
    proposal.name_by(words.into_iter().flatten());
    let actor = actor(article, sentence, mention);
    proposal.title = title(article, actor, event);
    proposal.set_text("type", event);
    if event == "recognised" || event.starts_with("ambassador") {
        proposal.set_if_declared("actor_country", actor);
    }
    proposal.date = Some(date);
    proposal
}

/// The country that acts: the last one before the cue.
fn actor<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    mention: &CueMention,
) -> &'v str {
    let clause = sentence.clause_at(mention.tokens.start);
    let mut before = sentence.countries.iter().filter(|country| {
        clause.contains(&country.tokens.start) && country.tokens.end <= mention.tokens.start
    });
    let actor = before.rfind(|country| article.parties.contain(country.code));
    actor.map_or(article.parties.codes[0], |country| country.code)
}

fn title(article: &Article<'_, '_>, actor: &str, event: &str) -> String {
    let [one, other] = &article.parties.names;
    let counterpart = article.parties.other(actor).unwrap_or(actor);
    let [actor, counterpart] = [actor, counterpart].map(|code| article.parties.name(code));
    match event {
        "established" => format!("{one} and {other} establish diplomatic relations"),
        "re_established" => format!("{one} and {other} take up diplomatic relations again"),
        "severed" => format!("{one} and {other} break off diplomatic relations"),
        "suspended" => format!("{one} and {other} suspend diplomatic relations"),
        "recognised" => format!("{actor} recognises {counterpart}"),
        "upgraded" => format!("{one} and {other} raise their relations to a higher level"),
        "downgraded" => format!("{one} and {other} lower their relations"),
        "ambassador_recalled" => format!("{actor} recalls its ambassador to {counterpart}"),
        "ambassador_expelled" => format!("{actor} expels the ambassador of {counterpart}"),
        "ambassador_returned" => format!("The ambassador of {actor} returns to {counterpart}"),
        _ => format!("No relations between {one} and {other}"),
    }
}
