//! History, for sentences that no other rule takes, and what it shares with cooperation and incidents.

use super::attribution::attribute;
use crate::seed::draft::article::Article;
use crate::seed::draft::dates::DateMention;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule};
use crate::seed::draft::sentence::{CueMention, Sentence};
use crate::seed::draft::tokens::Token;

/// Proposes history for a sentence with a date of which nothing else was proposed. The statement is left to the person who reads
/// the sentence, because it has to be in words of their own.
pub fn history(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Option<Proposal> {
    let date = sentence.dates.first();
    let is_of_past = sentence.is_under("history") && sentence.tokens.iter().any(is_past);
    let is_of_people = sentence.is_under("society");
    if date.is_none() && !is_of_past && !is_of_people || !is_sentence(sentence) {
        return None;
    }
    let mut proposal = Proposal::new("history", &sentence.at, Rule::last_resort());
    proposal.date = date.map(DateMention::as_written);
    name(article, &mut proposal, "history");
    proposal.set_text("statement", "");
    attribute(article, sentence, &mut proposal, true);
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
