//! The rules in their order, for each sentence of an article.

use super::{
    cooperation, follow_ons, goods, incidents, mission_heads, missions, others, relations, trade,
    treaties, visits,
};
use crate::seed::draft::article::{Article, MAX_PROPOSALS_BACK};
use crate::seed::draft::proposal::{Proposal, Value};
use crate::seed::draft::sentence::Sentence;

/// Proposes the facts of all sentences, in their order.
pub fn propose(article: &Article<'_, '_>) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    for sentence in &article.sentences {
        if is_read(sentence) {
            let found = of_sentence(article, sentence, &mut proposals);
            proposals.extend(found);
        }
    }
    relations::retain_stated(&mut proposals);
    proposals
}

/// False for headings, and for what says only what an article is about or where to read on.
fn is_read(sentence: &Sentence<'_, '_>) -> bool {
    let is_definition = sentence.is_about("definition") && sentence.dates.is_empty();
    !sentence.is_heading && !sentence.is_under("nothing") && !is_definition
}

/// The facts of one sentence. `before` are the proposals so far.
fn of_sentence(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    before: &mut [Proposal],
) -> Vec<Proposal> {
    let mut found = relations::propose(article, sentence);
    found.extend(missions::propose(article, sentence, before));
    found.extend(mission_heads::propose(article, sentence, before));
    let told_date = follow_ons::told_date(article, sentence, before);
    let goes_on = follow_ons::tells_on(article, sentence, before);
    let visits = visits::propose(article, sentence, before);
    let mut last = before.iter().rev().take(MAX_PROPOSALS_BACK);
    let tells_visit = !visits.is_empty() || last.any(|one| one.at.contains(&sentence.at));
    found.extend(visits);
    let mut treaties = treaties::propose(article, sentence);
    if let Some((date, at)) = told_date {
        let undated = treaties.iter_mut().filter(|one| one.date.is_none());
        for treaty in undated.filter(|one| one.kind.name == "treaty") {
            treaty.date = Some(date.clone());
            treaty.cite(&at);
        }
    }
    found.extend(treaties);
    found.extend(trade::propose(article, sentence));
    found.extend(goods::propose(article, sentence));
    if !sentence.at.contains("Infobox") {
        add_others(article, sentence, tells_visit, &mut found);
        // A sentence that goes on to tell of a visit is left to be read, unless another rule knows what it tells.
        found.retain(|one| !(goes_on && one.rule.is_last_resort()));
    }
    found
}

/// Adds an incident, cooperation or history, if nothing else is proposed for the sentence.
fn add_others(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    tells_visit: bool,
    found: &mut Vec<Proposal>,
) {
    if found.is_empty() {
        found.extend(incidents::incident(article, sentence));
    }
    // An award may be told of together with the visit on which it was given.
    let is_told = |one: &Proposal| !matches!(one.kind.name, "visit" | "relation_event");
    if !found.iter().any(is_told) {
        let other = cooperation::cooperation(article, sentence);
        let is_award = |one: &Proposal| one.field("type") == Some(&Value::text("award"));
        found.extend(other.filter(|one| found.is_empty() && !tells_visit || is_award(one)));
    }
    if found.is_empty() && !tells_visit {
        found.extend(others::history(article, sentence));
    }
}

/// True if two proposed missions are one.
pub fn is_same_mission(one: &Proposal, other: &Proposal) -> bool {
    missions::is_same(one, other)
}

/// True for a type of mission of which a country has several, each in a city of its own.
pub fn is_consular(mission_type: &str) -> bool {
    missions::CONSULAR.contains(&mission_type)
}
