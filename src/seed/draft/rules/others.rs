//! History, for sentences that no other rule takes, and what it shares with cooperation and incidents.

use super::attribution::attribute;
use crate::seed::draft::article::Article;
use crate::seed::draft::dates::DateMention;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule};
use crate::seed::draft::sentence::{CueMention, Sentence};

/// Proposes history for a sentence with a date of which nothing else was proposed. The statement is left to the person who reads
/// the sentence, because it has to be in words of their own.
pub fn history(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Option<Proposal> {
    let plain = sentence.dates.iter().find(|date| !date.is_attributive);
    let date = plain.or(sentence.dates.first());
    if date.is_none() && !ends(sentence) || !is_sentence(sentence) || is_of_mission(sentence) {
        return None;
    }
    let mut proposal = Proposal::new("history", &sentence.at, Rule::last_resort());
    proposal.date = date.map(|date| since(sentence, date));
    name(article, &mut proposal, "history");
    proposal.set_text("statement", "");
    attribute(article, sentence, &mut proposal, true);
    Some(proposal)
}

/// History that a sentence tells beside an event of relations, on another date: `two years after Peru gained its independence`.
pub fn beside(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    found: &[Proposal],
) -> Option<Proposal> {
    let cue = sentence.cues_of("history").next()?;
    let rivals: Vec<_> = sentence
        .cues_of("relation_event")
        .map(|one| one.tokens.clone())
        .collect();
    let date = sentence.date_for(&cue.tokens, &rivals)?.as_written();
    let is_told = found.iter().any(|one| {
        one.date
            .as_ref()
            .is_none_or(|known| known.edtf == date.edtf)
    });
    if is_told {
        return None;
    }
    let mut proposal = Proposal::new(
        "history",
        &sentence.at,
        Rule::of_cue("history beside relations", cue.cue),
    );
    proposal.date = Some(date);
    name(article, &mut proposal, "history");
    proposal.set_text("statement", "");
    attribute(article, sentence, &mut proposal, true);
    Some(proposal)
}

/// True for a sentence that closes with its sign.
fn ends(sentence: &Sentence<'_, '_>) -> bool {
    let text = sentence.text.trim_end();
    text.ends_with(['.', '!', '?', ')', '"', '”', ';'])
}

/// True for a sentence whose subject is a mission that another one told of: `The office has two floors`.
fn is_of_mission(sentence: &Sentence<'_, '_>) -> bool {
    let nouns = &[
        "consulate",
        "consulate-general",
        "embassy",
        "office",
        "mission",
        "chancery",
    ];
    let plurals = &["offices", "embassies", "consulates", "missions"];
    let are_subjects =
        sentence.token_is(0, &["both"]) && (1..4).any(|at| sentence.token_is(at, plurals));
    let is_subject = are_subjects || sentence.token_is(0, &["the"]) && sentence.token_is(1, nouns);
    sentence.dates.is_empty() && is_subject
}

/// The date of what began with an event, as in `Since the two kings met in 1990, …`, else the date as it stands.
fn since(sentence: &Sentence<'_, '_>, date: &DateMention) -> ProposedDate {
    let written = date.as_written();
    let comma = sentence.tokens.iter().position(|token| token.is(","));
    let opens = sentence.token_is(0, &["since"])
        && comma.is_some_and(|comma| date.tokens.start > 1 && date.tokens.end == comma);
    let edtf = written.edtf.clone();
    if !opens || edtf.contains('/') {
        return written;
    }
    ProposedDate {
        edtf: format!("{edtf}/.."),
        ..written
    }
}

/// False for captions, the names of files and other lines that are no sentences.
fn is_sentence(sentence: &Sentence<'_, '_>) -> bool {
    ends(sentence) && sentence.tokens.len() > 3 || sentence.tokens.len() > 12
}

/// The date of what a cue tells, limits included.
pub fn date(sentence: &Sentence<'_, '_>, cue: &CueMention) -> Option<ProposedDate> {
    sentence
        .date_for(&cue.tokens, &[])
        .map(DateMention::as_written)
}

/// Gives a proposal the title and the id that its type, the countries and the year make.
pub fn name(article: &Article<'_, '_>, proposal: &mut Proposal, what: &str) {
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
