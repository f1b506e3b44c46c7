//! The words about a treaty besides its name: the level, the signature, and the entry into force.

use std::ops::Range;

use super::names::is_in;
use super::people::person_value;
use crate::seed::draft::article::Article;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Value};
use crate::seed::draft::sentence::{CueMention, Sentence};

/// The tokens of one instrument among others, and the start of the first of them.
pub struct Item {
    pub start: usize,
    pub end: usize,
    pub first: usize,
}

/// Adds those who signed, the place where the sentence gives its country, and what became of the treaty.
pub fn add_signature(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    verb: Option<&CueMention>,
    proposal: &mut Proposal,
) {
    let Some(verb) = verb else {
        return;
    };
    let by = (verb.tokens.end..verb.tokens.end + 6).find(|at| sentence.token_is(*at, &["by"]));
    let signatories = sentence.persons.iter().filter(|one| {
        let is_behind = by.is_some_and(|by| one.tokens.start > by);
        one.name.is_some() && one.country.is_some() && one.read_in.is_none() && is_behind
    });
    let signatories: Vec<Value> = signatories
        .filter_map(|one| Some(person_value(one, one.country?)))
        .collect();
    if !signatories.is_empty() {
        proposal.set("signatories", Value::List(signatories));
    }
    let mut places = sentence.places.iter();
    let place = places.find(|one| {
        let before = one.tokens.start.checked_sub(1);
        let is_in = before.is_some_and(|at| sentence.token_is(at, &["in", "at"]));
        (verb.tokens.end..verb.tokens.end + 8).contains(&one.tokens.start) && is_in
    });
    if let Some((place, country)) =
        place.and_then(|place| Some((place, article.parties.country_of(place)?)))
    {
        proposal.set_place("place", &place.name, country);
    }
    if let Some(status) = status(sentence) {
        proposal.set_text("status", status);
    }
    // The day of ratification is not that of signature.
    let is_ratified = sentence.token_is(verb.tokens.start, &["ratified"]);
    if is_ratified {
        proposal.date = None;
    }
}

/// The reason for which the treaty is not in force.
fn status(sentence: &Sentence<'_, '_>) -> Option<&'static str> {
    let has = |words: &str| (0..sentence.tokens.len()).any(|at| is_in(sentence, at, words));
    let is_unratified = has("unratified") || has("ratified") && has("not yet awaiting never");
    if has("initialled initialed") {
        Some("initialled")
    } else if is_unratified {
        Some("unratified")
    } else {
        has("terminated denounced abrogated").then_some("terminated")
    }
}

/// True for an instrument before words such as `entered into force` in its clause.
pub fn is_in_force(sentence: &Sentence<'_, '_>, noun: &CueMention) -> bool {
    let clause = sentence.clause_at(noun.tokens.start);
    let mut cues = sentence.cues_of("treaty");
    cues.any(|one| {
        let is_behind = one.tokens.start >= noun.tokens.end && clause.contains(&one.tokens.start);
        one.cue.field("role") == Some("in_force") && is_behind
    })
}

/// Sets the date of entry into force, which is not that of signature.
pub fn set_in_force(
    sentence: &Sentence<'_, '_>,
    verb: Option<&CueMention>,
    proposal: &mut Proposal,
) {
    let Some(date) = in_force(sentence, verb) else {
        return;
    };
    if proposal.date.as_ref() == Some(&date) {
        proposal.date = None;
    }
    proposal.set_text("in_force", date.edtf);
    proposal.set_text("in_force_text", date.text);
}

/// The date of entry into force, behind the signature if the sentence tells of both.
fn in_force(sentence: &Sentence<'_, '_>, signed: Option<&CueMention>) -> Option<ProposedDate> {
    let cues = sentence.cues_of("treaty");
    let mut cues = cues.filter(|one| one.cue.field("role") == Some("in_force"));
    let mention =
        cues.find(|one| signed.is_none_or(|signed| signed.tokens.end <= one.tokens.start))?;
    let signed = signed.map(|signed| signed.tokens.clone());
    let rivals: Vec<Range<usize>> = signed.into_iter().collect();
    let date = sentence.date_for(&mention.tokens, &rivals)?;
    let is_its_own = rivals.is_empty() || date.tokens.start >= mention.tokens.end;
    is_its_own.then(|| ProposedDate::from(date))
}

/// The level of an instrument: told among its own words, or before the first of all.
pub fn level(sentence: &Sentence<'_, '_>, item: &Item) -> &'static str {
    let own = item.start.saturating_sub(4).max(item.first.min(item.start))..item.end;
    let cues = sentence
        .cues_of("treaty")
        .filter(|one| one.tokens.start < item.first || own.contains(&one.tokens.start));
    let mut levels = cues.filter_map(|one| one.cue.field("level"));
    levels.next().map_or("unspecified", |level| match level {
        "interparliamentary" => "interparliamentary",
        "intergovernmental" => "intergovernmental",
        _ => "interagency",
    })
}
