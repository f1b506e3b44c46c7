//! Cooperation, incidents and history: a cue, and no other kind of fact for the same words.

use crate::seed::draft::article::Article;
use crate::seed::draft::dates::DateMention;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule};
use crate::seed::draft::sentence::{CueMention, Sentence};
use crate::seed::draft::tokens::Token;

/// Proposes the cooperation of a sentence: one fact for the first cue of a type.
pub fn cooperation(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Option<Proposal> {
    let cue = strongest(sentence, "cooperation", "type")?;
    let mut proposal = Proposal::new(
        "cooperation",
        &sentence.at,
        Rule::of_cue("cooperation", cue.cue),
    );
    proposal.date = date(sentence, cue);
    let cooperation_type = cue.cue.field("type")?;
    name(article, &mut proposal, cooperation_type);
    proposal.set_text("sector", cue.cue.field("sector").unwrap_or("other"));
    proposal.set_text("type", cooperation_type);
    let other = |field: &str| {
        let mut cues = sentence
            .cues_of("cooperation")
            .filter(|one| one.cue.field("type").is_none());
        cues.find_map(|one| one.cue.field(field))
    };
    let status = other("status")
        .or(cue.cue.field("status"))
        .unwrap_or("stated");
    proposal.set_text("status", status);
    if let [sum] = &sentence.sums[..]
        && let Some(amount) = super::trade::amount(sum)
    {
        proposal.set("amount", amount);
    }
    if let Some(frequency) = other("frequency") {
        proposal.set_text("frequency", frequency);
    }
    Some(proposal)
}

/// Proposes the incident of a sentence.
pub fn incident(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Option<Proposal> {
    let cue = sentence
        .cues_of("incident")
        .find(|one| one.cue.field("type").is_some())?;
    let incident_type = cue.cue.field("type")?;
    let mut proposal = Proposal::new("incident", &sentence.at, Rule::of_cue("incidents", cue.cue));
    proposal.date = date(sentence, cue);
    name(article, &mut proposal, incident_type);
    proposal.set_text("type", incident_type);
    proposal.set_text("standing", "stated");
    let mut parties = sentence
        .countries
        .iter()
        .filter(|country| article.parties.contain(country.code));
    let before = parties.rfind(|country| country.tokens.end <= cue.tokens.start);
    let first = cue.tokens.start;
    let is_passive = [first, first.saturating_sub(1)]
        .iter()
        .any(|at| sentence.token_is(*at, &["was", "were", "been"]));
    if let Some(target) = before.filter(|_| is_passive) {
        proposal.set_text("target_country", target.code);
    } else if let Some(actor) = before.filter(|_| incident_type != "dispute") {
        proposal.set_text("actor_country", actor.code);
        let target = article.parties.other(actor.code).filter(|target| {
            sentence
                .countries
                .iter()
                .any(|country| country.code == *target)
        });
        if let Some(target) = target {
            proposal.set_text("target_country", target);
        }
    }
    Some(proposal)
}

/// Proposes history for a sentence with a date of which nothing else was proposed. The statement is left to the person who reads
/// the sentence, because it has to be in words of their own.
pub fn history(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Option<Proposal> {
    let date = sentence.dates.first();
    let is_of_past = sentence.is_under("history") && sentence.tokens.iter().any(is_past);
    if date.is_none() && !is_of_past || !is_sentence(sentence) {
        return None;
    }
    let mut proposal = Proposal::new("history", &sentence.at, Rule::last_resort());
    proposal.date = date.map(DateMention::as_written);
    name(article, &mut proposal, "history");
    proposal.set_text("statement", "");
    proposal.set_text("standing", "stated");
    Some(proposal)
}

/// True for a verb in the past, as far as its form tells.
fn is_past(token: &Token) -> bool {
    const PAST: &[&str] = &[
        "was", "were", "had", "became", "began", "took", "gave", "led", "fell", "rose", "met",
        "came", "went", "fought", "won", "lost", "held", "made", "sent", "left", "brought",
        "built", "chose", "drew", "found", "grew", "meant",
    ];
    token.is_one_of(PAST)
        || !token.is_capital && token.folded.len() > 4 && token.folded.ends_with("ed")
}

/// False for captions, the names of files and other lines that are no sentences.
fn is_sentence(sentence: &Sentence<'_, '_>) -> bool {
    let ends = sentence
        .text
        .trim_end()
        .ends_with(['.', '!', '?', ')', '"', '”', ';']);
    ends && sentence.tokens.len() > 3 || sentence.tokens.len() > 12
}

/// The longest cue that sets a field; of several, the first.
fn strongest<'s>(
    sentence: &'s Sentence<'_, '_>,
    kind: &str,
    field: &str,
) -> Option<&'s CueMention> {
    let cues = sentence
        .cues_of(kind)
        .filter(|one| one.cue.field(field).is_some());
    let words = |one: &CueMention| one.cue.pattern.split(' ').count();
    cues.fold(None, |best: Option<&CueMention>, one| match best {
        Some(best) if words(best) >= words(one) => Some(best),
        _ => Some(one),
    })
}

fn date(sentence: &Sentence<'_, '_>, cue: &CueMention) -> Option<ProposedDate> {
    sentence
        .date_for(&cue.tokens, &[])
        .map(DateMention::as_written)
}

/// Gives a proposal the title and the id that its type, the countries and the year make.
fn name(article: &Article<'_, '_>, proposal: &mut Proposal, what: &str) {
    let [one, other] = &article.parties.names;
    let words = what.replace('_', " ");
    let year = proposal
        .date
        .as_ref()
        .and_then(ProposedDate::year)
        .map(str::to_owned);
    let title = super::people::capitalized(&words);
    proposal.title = match &year {
        Some(year) => format!("{title} of {one} and {other}, {year}"),
        None => format!("{title} of {one} and {other}"),
    };
    let id = [
        Some(one.as_str()),
        Some(other),
        Some(&words),
        year.as_deref(),
    ];
    proposal.name_by(id.into_iter().flatten());
}
