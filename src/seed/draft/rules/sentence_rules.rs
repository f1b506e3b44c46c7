//! The rules in their order, for each sentence of an article.

use super::mission_dates::{MissionDates, since_then};
use super::{
    cooperation, follow_ons, goods, incidents, mission_heads, missions, others, relations, trade,
    treaties, visits,
};
use crate::seed::draft::article::{Article, MAX_PROPOSALS_BACK};
use crate::seed::draft::proposal::{Proposal, ProposedDate, Value};
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
    relations::add_stated(article, &mut proposals);
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
    let mut told_missions = missions::propose(article, sentence, before);
    let dates = MissionDates {
        visit: follow_ons::told_date(article, sentence, before),
        since: since_then(article, sentence),
    };
    dates.add_to(&mut told_missions);
    found.extend(told_missions);
    found.extend(mission_heads::propose(article, sentence, before));
    let goes_on = follow_ons::tells_on(article, sentence, before);
    let visits = visits::propose(article, sentence, before);
    let mut last = before.iter().rev().take(MAX_PROPOSALS_BACK);
    let tells_visit = !visits.is_empty() || last.any(|one| one.at.contains(&sentence.at));
    found.extend(visits);
    let mut treaties = treaties::propose(article, sentence);
    if let Some((date, at)) = dates.visit {
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
        let told = Told {
            date: follow_ons::visit_date(article, sentence, before),
            is_visit: tells_visit,
        };
        add_others(article, sentence, &told, before, &mut found);
        // A sentence that goes on to tell of a visit is left to be read, unless another rule knows what it tells.
        found.retain(|one| !(goes_on && one.rule.is_last_resort()));
    }
    found
}

/// The visit that a sentence tells of.
struct Told {
    /// The date of the visit that it goes on to tell of, and the sentence of the visit.
    date: Option<(ProposedDate, String)>,
    is_visit: bool,
}

/// Adds an incident, cooperation or history, if nothing else is proposed for the sentence.
fn add_others(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    told: &Told,
    before: &mut [Proposal],
    found: &mut Vec<Proposal>,
) {
    if found.is_empty() {
        found.extend(incidents::incident(article, sentence));
    }
    let other = cooperation::cooperation(article, sentence);
    if let Some(mut other) = other.filter(|one| is_told_beside(one, found, told.is_visit)) {
        if let Some((date, at)) = told.date.as_ref().filter(|_| other.date.is_none()) {
            other.date = Some(date.clone());
            other.cite(at);
        }
        found.push(other);
    }
    if !found.is_empty() && found.iter().all(|one| one.kind.name == "relation_event") {
        let beside = others::beside(article, sentence, found);
        found.extend(beside);
    }
    if found.is_empty() && !told.is_visit && !cooperation::extend(article, sentence, before) {
        found.extend(others::history(article, sentence));
    }
}

/// True for cooperation that is told of alone, or of a type that is told together with what was found: awards and talks on visits,
/// and aid beside relations.
fn is_told_beside(cooperation: &Proposal, found: &[Proposal], tells_visit: bool) -> bool {
    let is = |one: &str| cooperation.field("type") == Some(&Value::text(one));
    let are = |kinds: &[&str]| found.iter().all(|one| kinds.contains(&one.kind.name));
    let is_alone = found.is_empty() && !tells_visit;
    is_alone
        || is("award") && are(&["visit", "relation_event"])
        || is("aid") && !tells_visit && are(&["relation_event"])
        || (is("negotiation") || is("consultation")) && are(&["visit"])
}

/// True if two proposed missions are one.
pub fn is_same_mission(one: &Proposal, other: &Proposal) -> bool {
    missions::is_same(one, other)
}

/// True for a type of mission of which a country has several, each in a city of its own.
pub fn is_consular(mission_type: &str) -> bool {
    missions::CONSULAR.contains(&mission_type)
}
