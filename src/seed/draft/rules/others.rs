//! Cooperation, incidents and history: a cue, and no other kind of fact for the same words.

use crate::seed::draft::article::Article;
use crate::seed::draft::proposal::{ProposedDate, Proposal, Rule};
use crate::seed::draft::sentence::{CueMention, Sentence};

/// Proposes the cooperation of a sentence: one fact for the first cue of a type.
pub fn cooperation(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Option<Proposal> {
    let cue = strongest(sentence, "cooperation", "type")?;
    let mut proposal = Proposal::new("cooperation", &sentence.at, Rule::of_cue("cooperation", cue.cue));
    proposal.date = date(sentence, cue);
    let cooperation_type = cue.cue.field("type")?;
    name(article, &mut proposal, cooperation_type);
    proposal.set_text("sector", cue.cue.field("sector").unwrap_or("other"));
    proposal.set_text("type", cooperation_type);
    let other = |field: &str| {
        let mut cues = sentence.cues_of("cooperation").filter(|one| one.cue.field("type").is_none());
        cues.find_map(|one| one.cue.field(field))
    };
    let status = other("status").or(cue.cue.field("status")).unwrap_or("stated");
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
    let cue = strongest(sentence, "incident", "type")?;
    let incident_type = cue.cue.field("type")?;
    let mut proposal = Proposal::new("incident", &sentence.at, Rule::of_cue("incidents", cue.cue));
    proposal.date = date(sentence, cue);
    name(article, &mut proposal, incident_type);
    proposal.set_text("type", incident_type);
    proposal.set_text("standing", "stated");
    let parties = sentence.countries.iter().filter(|country| article.parties.contain(country.code));
    let before = parties.filter(|country| country.tokens.end <= cue.tokens.start).last();
    if let Some(actor) = before.filter(|_| incident_type != "dispute") {
        proposal.set_text("actor_country", actor.code);
        let target = article.parties.other(actor.code).filter(|target| {
            sentence.countries.iter().any(|country| country.code == *target)
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
    if date.is_none() && !sentence.is_under("history") {
        return None;
    }
    let mut proposal = Proposal::new("history", &sentence.at, Rule::plain("history"));
    proposal.date = date.map(|date| ProposedDate {
        edtf: date.edtf.clone(),
        text: date.text.clone(),
    });
    name(article, &mut proposal, "history");
    proposal.set_text("statement", "");
    proposal.set_text("standing", "stated");
    Some(proposal)
}

/// The longest cue that sets a field; of several, the first.
fn strongest<'s>(sentence: &'s Sentence<'_, '_>, kind: &str, field: &str) -> Option<&'s CueMention> {
    let cues = sentence.cues_of(kind).filter(|one| one.cue.field(field).is_some());
    let words = |one: &CueMention| one.cue.pattern.split(' ').count();
    cues.fold(None, |best: Option<&CueMention>, one| match best {
        Some(best) if words(best) >= words(one) => Some(best),
        _ => Some(one),
    })
}

fn date(sentence: &Sentence<'_, '_>, cue: &CueMention) -> Option<ProposedDate> {
    sentence.date_for(&cue.tokens, &[]).map(|date| ProposedDate {
        edtf: date.edtf.clone(),
        text: date.text.clone(),
    })
}

/// Gives a proposal the title and the id that its type, the countries and the year make.
fn name(article: &Article<'_, '_>, proposal: &mut Proposal, what: &str) {
    let [one, other] = &article.parties.names;
    let words = what.replace('_', " ");
    let year = proposal.date.as_ref().and_then(ProposedDate::year).map(str::to_owned);
    let title = super::people::capitalized(&words);
    proposal.title = match &year {
        Some(year) => format!("{title} of {one} and {other}, {year}"),
        None => format!("{title} of {one} and {other}"),
    };
    let id = [Some(one.as_str()), Some(other), Some(&words), year.as_deref()];
    proposal.name_by(id.into_iter().flatten());
}
