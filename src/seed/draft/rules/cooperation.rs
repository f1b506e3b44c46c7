//! Cooperation: a cue of a type, those who take part, and the own name of a programme or body.

use super::attribution::attribute;
use super::cooperation_actors::{Actor, actors};
use super::names::{called, is_in, own_name, run_around};
use super::others::{date, name};
use super::people::capitalized;
use crate::seed::draft::article::Article;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule, Value};
use crate::seed::draft::sentence::{CueMention, Sentence};

/// Proposes the cooperation of a sentence: one fact for the first cue of a type.
pub fn cooperation(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Option<Proposal> {
    let cue = strongest(sentence)?;
    let rule = Rule::of_cue("cooperation", cue.cue);
    let mut proposal = Proposal::new("cooperation", &sentence.at, rule);
    proposal.date = date(sentence, cue);
    let cooperation_type = cue.cue.field("type")?;
    name(article, &mut proposal, cooperation_type);
    proposal.set_text("sector", sector(sentence, cue));
    proposal.set_text("type", cooperation_type);
    let other = |field: &str| of_other_cue(sentence, field);
    let status = other("status")
        .or(cue.cue.field("status"))
        .unwrap_or("stated");
    let actors = actors(article, sentence, cue, cooperation_type);
    let own_name = match cooperation_type {
        "award" => order(sentence),
        "membership" | "negotiation" | "company" | "contract" | "support" => None,
        _ => own_name(sentence, cooperation_type),
    };
    proposal.set_optional("name", own_name.map(str::to_owned));
    retitle(article, &mut proposal, cooperation_type, own_name, &actors);
    proposal.set_text("status", status);
    if !actors.is_empty() {
        let actors = actors.into_iter().map(Actor::into_value);
        proposal.set("actors", Value::List(actors.collect()));
    }
    if let [sum] = &sentence.sums[..]
        && let Some(amount) = super::trade::amount(sum)
    {
        proposal.set("amount", amount);
    }
    if let Some(frequency) = other("frequency") {
        proposal.set_text("frequency", frequency);
    }
    attribute(article, sentence, &mut proposal, false);
    Some(proposal)
}

/// The sector of a cue; that of membership is the sector of the organisation.
fn sector(sentence: &Sentence<'_, '_>, cue: &CueMention) -> &'static str {
    let mut bodies = sentence.cues_of("cooperation");
    let body = bodies.find(|one| one.cue.field("role") == Some("body"));
    let body = body.filter(|_| cue.cue.field("type") == Some("membership"));
    body.unwrap_or(cue).cue.field("sector").unwrap_or("other")
}

/// The nouns by which a sentence goes on to tell of the cooperation before it.
const TOLD: &str = "deal contract agreement event project programme program forum exhibition festival exercise fund partnership";

/// Lets the cooperation of the sentence before cite a sentence that goes on to tell of it, and takes its name from there.
pub fn extend(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    before: &mut [Proposal],
) -> bool {
    let opens = sentence.token_is(0, &["this", "these", "the"]) && is_in(sentence, 1, TOLD);
    let last = before
        .last_mut()
        .filter(|last| last.kind.name == "cooperation");
    let is_next = |last: &&mut Proposal| {
        let numbers = last.at.iter().filter_map(|at| article.number(at));
        numbers
            .max()
            .is_some_and(|number| number + 1 == sentence.number)
    };
    let Some(last) = last.filter(|last| opens && sentence.dates.is_empty() && is_next(last)) else {
        return false;
    };
    last.cite(&sentence.at);
    if last.field("name").is_none() {
        let called = called(sentence).map(|name| sentence.written(name).to_owned());
        last.set_optional("name", called);
    }
    true
}

/// The value that a cue without a type gives a field.
fn of_other_cue(sentence: &Sentence<'_, '_>, field: &str) -> Option<&'static str> {
    let mut cues = sentence
        .cues_of("cooperation")
        .filter(|one| one.cue.field("type").is_none());
    cues.find_map(|one| one.cue.field(field))
}

/// The longest cue with a type; of several, the first.
fn strongest<'s>(sentence: &'s Sentence<'_, '_>) -> Option<&'s CueMention> {
    let cues = sentence
        .cues_of("cooperation")
        .filter(|one| one.cue.field("type").is_some());
    let words = |one: &CueMention| one.cue.pattern.split(' ').count();
    cues.fold(None, |best: Option<&CueMention>, one| match best {
        Some(best) if words(best) >= words(one) => Some(best),
        _ => Some(one),
    })
}

/// The name of an order or medal.
fn order<'s>(sentence: &'s Sentence<'_, '_>) -> Option<&'s str> {
    let nouns = &[
        "order", "legion", "medal", "cross", "star", "collar", "prize",
    ];
    let is_noun = |at: &usize| sentence.tokens[*at].is_capital && sentence.token_is(*at, nouns);
    let at = (0..sentence.tokens.len()).find(is_noun)?;
    let run = run_around(sentence, at);
    // The name of the person who gets it may stand before it: `Ana Ruiz the Order of the Sun`.
    let the = (run.start..at).rfind(|at| sentence.token_is(*at, &["the"]));
    let run = the.map_or(run.start, |the| the + 1)..run.end;
    (run.len() > 1).then(|| sentence.written(run))
}

/// Gives a proposal a title that names who takes part, and in what.
fn retitle(
    article: &Article<'_, '_>,
    proposal: &mut Proposal,
    cooperation_type: &str,
    own_name: Option<&str>,
    actors: &[Actor<'_>],
) {
    let Some(title) = title(article, cooperation_type, own_name, actors) else {
        return;
    };
    let year = proposal.date.as_ref().and_then(ProposedDate::year);
    let year = year.map(|year| format!(", {year}")).unwrap_or_default();
    proposal.title = format!("{title}{year}");
    let id = proposal.title.clone();
    proposal.name_by([id.as_str()]);
}

fn title(
    article: &Article<'_, '_>,
    cooperation_type: &str,
    own_name: Option<&str>,
    actors: &[Actor<'_>],
) -> Option<String> {
    let shown = |role: &str| {
        let actor = actors.iter().find(|one| one.role == role)?;
        Some(actor.shown(article))
    };
    let words = capitalized(&cooperation_type.replace('_', " "));
    let called = match own_name {
        Some(name) => format!("{words} ({name})"),
        None => words.clone(),
    };
    let [one, other] = &article.parties.names;
    if let Some(recipient) = shown("recipient") {
        return Some(match shown("giver") {
            Some(giver) => format!("{called} from {giver} to {recipient}"),
            None => format!("{called} to {recipient}"),
        });
    }
    if let Some((supplier, customer)) = shown("supplier").zip(shown("customer")) {
        return Some(format!("{words} between {supplier} and {customer}"));
    }
    if let Some(company) = shown("participant").filter(|_| cooperation_type == "company") {
        return Some(format!("{company} in the relations of {one} and {other}"));
    }
    own_name.map(capitalized)
}
