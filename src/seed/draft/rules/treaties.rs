//! Treaties: a noun of an instrument with its subject, and the numbers of treaties that a sentence states.

use std::ops::Range;

use super::people::capitalized;
use super::treaty_counts::count;
use crate::seed::draft::article::Article;
use crate::seed::draft::dates::dates;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule, Value};
use crate::seed::draft::sentence::{CueMention, Sentence, longest};
use crate::seed::draft::tokens::{Token, tokens};

/// The prepositions between an instrument and its subject.
const BEFORE_SUBJECTS: &[&str] = &["on", "of", "for", "concerning", "regarding", "about", "in"];

/// Words before an instrument that do not say what it is about.
const NO_SUBJECT: &str = "a an the and signed sign several bilateral various many other new first of its their some two three four five \
    six more than also both number such as joint reached concluded preliminary additional important these";

/// The most words of a subject.
const MAX_SUBJECT: usize = 18;

/// Proposes treaties and the numbers of treaties.
pub fn propose(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = count(article, sentence).into_iter().collect();
    let is_counted = !proposals.is_empty();
    let nouns = instruments(sentence);
    for (number, noun) in nouns.iter().enumerate() {
        let end = nouns
            .get(number + 1)
            .map_or(sentence.tokens.len(), |next| next.tokens.start);
        let found = treaty(article, sentence, noun, end);
        proposals.extend(found.filter(|_| !is_counted || is_named(sentence, noun)));
    }
    let has_subject = proposals.iter().any(|one| one.field("subject").is_some());
    proposals.retain(|one| !has_subject || one.field("subject").is_some() || !one.rule.is_plural());
    proposals
}

/// The nouns of instruments, of which none is a part of another.
fn instruments<'s>(sentence: &'s Sentence<'_, '_>) -> Vec<&'s CueMention> {
    let cues = sentence
        .cues_of("treaty")
        .filter(|one| one.cue.field("instrument").is_some());
    longest(cues)
}

/// True for the name of an instrument: `Agreement on Tourism`.
fn is_named(sentence: &Sentence<'_, '_>, noun: &CueMention) -> bool {
    let is_capital = sentence.tokens[noun.tokens.start].is_capital && noun.tokens.start > 0;
    is_capital
        && (sentence.token_is(noun.tokens.end, BEFORE_SUBJECTS)
            || sentence.token_is(noun.tokens.end, &["between"]))
}

fn treaty(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    noun: &CueMention,
    end: usize,
) -> Option<Proposal> {
    if is_private(sentence, noun) || is_aim(sentence, noun) || is_of_others(article, sentence) {
        return None;
    }
    let verb = verb(sentence, noun);
    let is_capital = sentence.tokens[noun.tokens.start].is_capital;
    let listed = is_named(sentence, noun) || sentence.is_under("treaties") && is_capital;
    if verb.is_none() && !listed {
        return None;
    }
    let mut proposal = Proposal::new("treaty", &sentence.at, Rule::of_cue("treaties", noun.cue));
    proposal.date = bracketed_date(sentence, noun.tokens.end..end)
        .or_else(|| in_prose(sentence, noun, verb, listed));
    let subject = subject(sentence, noun, end);
    name(article, sentence, noun, &mut proposal, subject.as_ref());
    let is_adjective = subject
        .as_ref()
        .is_some_and(|one| one.end == noun.tokens.start);
    let behind = subject.as_ref().filter(|_| !is_adjective && is_capital);
    let own_name = behind.map(|behind| sentence.written(noun.tokens.start..behind.end));
    proposal.set_optional("name", own_name.map(str::to_owned));
    let subject = subject.map(|range| sentence.written(range).to_owned());
    proposal.set_text("instrument", noun.cue.field("instrument")?);
    proposal.set_text("level", level(sentence));
    if let Some(date) = in_force(sentence, verb) {
        if proposal.date.as_ref() == Some(&date) {
            proposal.date = None;
        }
        proposal.set_text("in_force", date.edtf);
        proposal.set_text("in_force_text", date.text);
    }
    // `Cultural` is no subject, and `visa abolition` is one.
    let subject = subject.filter(|one| !is_adjective || !one.ends_with(['l', 'c']));
    proposal.set_optional("subject", subject);
    if !matches!(level(sentence), "interagency" | "interparliamentary") {
        let parties = article.parties.codes.map(Value::text);
        proposal.set("parties", Value::List(parties.to_vec()));
    }
    Some(proposal)
}

/// The verb of signing: in the clause of the noun, else the first of the sentence.
fn verb<'s>(sentence: &'s Sentence<'_, '_>, noun: &CueMention) -> Option<&'s CueMention> {
    let clause = sentence.clause_at(noun.tokens.start);
    let signed = || {
        let cues = sentence.cues_of("treaty");
        cues.filter(|one| one.cue.field("role") == Some("signed"))
    };
    let own = signed().find(|one| clause.contains(&one.tokens.start));
    own.or_else(|| signed().next())
}

/// Gives a proposal its title and id. The subject may stand before the noun.
fn name(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    noun: &CueMention,
    proposal: &mut Proposal,
    subject: Option<&Range<usize>>,
) {
    let [one, other] = &article.parties.names;
    let instrument = singular(sentence.written(noun.tokens.clone()));
    let written = |range: &Range<usize>| sentence.written(range.clone());
    let called = match subject {
        Some(before) if before.end == noun.tokens.start => {
            [written(before), " ", &instrument].concat()
        }
        Some(behind) => [&instrument, " ", written(&(noun.tokens.end..behind.end))].concat(),
        None => instrument.clone(),
    };
    proposal.title = format!("{} between {one} and {other}", capitalized(&called));
    let year = proposal
        .date
        .as_ref()
        .and_then(ProposedDate::year)
        .map(str::to_owned);
    let words = [
        Some(one.as_str()),
        Some(other),
        Some(&instrument),
        subject.map(written),
        year.as_deref(),
    ];
    proposal.name_by(words.into_iter().flatten());
}

/// True if the sentence names third countries or the whole world as parties, and not both of the pair.
fn is_of_others(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> bool {
    let named = sentence
        .countries
        .iter()
        .filter(|country| !country.is_adjective);
    let (of_pair, third): (Vec<_>, Vec<_>) =
        named.partition(|country| article.parties.contain(country.code));
    !third.is_empty() && of_pair.is_empty()
}

/// True for an agreement in lower case with a company or a school.
fn is_private(sentence: &Sentence<'_, '_>, noun: &CueMention) -> bool {
    let clause = sentence.clause_at(noun.tokens.start);
    let mut private = sentence
        .cues_of("treaty")
        .filter(|one| one.cue.field("role") == Some("private"));
    !is_named(sentence, noun)
        && private.any(|one| {
            clause.contains(&one.tokens.start) && sentence.tokens[one.tokens.start].is_capital
        })
}

/// True for an agreement that another one only aims at: `a memorandum to explore an agreement`.
fn is_aim(sentence: &Sentence<'_, '_>, noun: &CueMention) -> bool {
    instruments(sentence).into_iter().any(|other| {
        let between = sentence.tokens.get(other.tokens.end..noun.tokens.start);
        between.is_some_and(|between| {
            let is_group = !between
                .iter()
                .any(|token| token.is_break() || token.is("and"));
            is_group
                && between
                    .first()
                    .is_some_and(|first| first.is_one_of(&["to", "for"]))
        })
    })
}

/// The noun of one instrument.
fn singular(noun: &str) -> String {
    let lower = noun.to_lowercase();
    match lower.as_str() {
        "memoranda" | "memorandums" => return "memorandum".to_owned(),
        "treaties" => return "treaty".to_owned(),
        "memoranda of understanding" | "memorandums of understanding" | "mou" | "mous" => {
            return "memorandum of understanding".to_owned();
        }
        _ => {}
    }
    lower.strip_suffix('s').unwrap_or(&lower).to_owned()
}

/// The tokens of the subject: behind a preposition, or the adjectives before the noun.
fn subject(sentence: &Sentence<'_, '_>, noun: &CueMention, end: usize) -> Option<Range<usize>> {
    let start = noun.tokens.end + 1;
    let is_capital = |at: usize| {
        sentence
            .tokens
            .get(at)
            .is_some_and(|token| token.is_capital)
    };
    let names_aim = sentence.token_is(noun.tokens.end, &["to"])
        && is_capital(noun.tokens.start)
        && is_capital(start);
    if !names_aim && !sentence.token_is(noun.tokens.end, BEFORE_SUBJECTS) {
        return adjective(sentence, noun);
    }
    let start = start + usize::from(sentence.token_is(start, &["the", "a", "an"]));
    let limit = end.min(start + MAX_SUBJECT);
    let mut stop = (start..limit)
        .find(|at| ends_subject(sentence, noun, end, *at))
        .unwrap_or(limit);
    let trailing = &["and", "a", "an", "the", ",", "in", "on", "also"];
    while stop > start && sentence.token_is(stop - 1, trailing) {
        stop -= 1;
    }
    let behind = (stop > start).then_some(start..stop);
    behind.or_else(|| adjective(sentence, noun))
}

/// True for a word behind the subject of an instrument. `end` is the next instrument, or the end of the sentence.
fn ends_subject(sentence: &Sentence<'_, '_>, noun: &CueMention, end: usize, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let is_verb = token.is_one_of(&[
        "was", "were", "between", "signed", "has", "have", "which", "with", "during", "by",
        "entered",
    ]);
    let is_date = sentence.dates.iter().any(|date| {
        date.tokens.start == at || date.tokens.start == at + 1 && token.is_one_of(&["in", "on"])
    });
    let joins_next = end < sentence.tokens.len() && (at + 1..=at + 3).contains(&end);
    let joins_noun = token.is_one_of(&["and", "a", "an"]) && joins_next;
    let is_plain = !sentence.tokens[noun.tokens.start].is_capital;
    let mut places = sentence.places.iter();
    let is_place = token.is_one_of(&["in", "at"]) && places.any(|one| one.tokens.start == at + 1);
    let is_break = token.is_break() && !(token.is(",") && is_listed(sentence, at));
    is_verb || is_date || joins_noun || is_plain && is_place || is_break
}

/// True if a comma stands in a list of subjects that begins with a capital letter or ends with `and`.
fn is_listed(sentence: &Sentence<'_, '_>, comma: usize) -> bool {
    let next = sentence.tokens.get(comma + 1..);
    let next = next.map(|next| {
        next.iter()
            .take(4)
            .take_while(|token| !token.is_break() || token.is(","))
    });
    next.is_some_and(|mut next| next.any(|token| token.is("and")))
}

/// The words before the noun that say what it is about: `visa abolition agreement`.
fn adjective(sentence: &Sentence<'_, '_>, noun: &CueMention) -> Option<Range<usize>> {
    let is_part = |token: &&Token| {
        token.is_word
            && !NO_SUBJECT.split_whitespace().any(|word| token.is(word))
            && !token.folded.starts_with(|c: char| c.is_ascii_digit())
    };
    let before = sentence.tokens[..noun.tokens.start].iter().rev();
    let count = before.take(4).take_while(is_part).count();
    let is_country = |at: usize| {
        sentence
            .countries
            .iter()
            .any(|country| country.tokens.contains(&at))
    };
    let start = noun.tokens.start - count;
    let start = (start..noun.tokens.start).find(|at| !is_country(*at))?;
    let has_verb = (start..noun.tokens.start)
        .any(|at| sentence.token_is(at, &["was", "were", "have", "has", "an", "in"]));
    (!has_verb && (1..=3).contains(&count)).then_some(start..noun.tokens.start)
}

/// The date in brackets behind an instrument, before the next one.
fn bracketed_date(sentence: &Sentence<'_, '_>, range: Range<usize>) -> Option<ProposedDate> {
    let open = range.clone().find(|at| sentence.token_is(*at, &["("]))?;
    let close = range
        .clone()
        .find(|at| *at > open && sentence.token_is(*at, &[")"]))?;
    let written = sentence.written(open + 1..close);
    let found = dates(written, &tokens(written));
    found.first().map(ProposedDate::from)
}

/// The date of signature in prose.
fn in_prose(
    sentence: &Sentence<'_, '_>,
    noun: &CueMention,
    verb: Option<&CueMention>,
    listed: bool,
) -> Option<ProposedDate> {
    let has_brackets = sentence.tokens.iter().any(|token| token.is("(")) && listed;
    if has_brackets
        && verb.is_none_or(|verb| verb.tokens.end < noun.tokens.start && sentence.dates.len() > 1)
    {
        return None;
    }
    let words = verb.map_or(&noun.tokens, |verb| &verb.tokens);
    sentence.date_for(words, &[]).map(ProposedDate::from)
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
    (date.tokens.start >= mention.tokens.end).then(|| ProposedDate::from(date))
}

fn level(sentence: &Sentence<'_, '_>) -> &'static str {
    let cues = sentence
        .cues_of("treaty")
        .filter_map(|one| one.cue.field("level"));
    cues.into_iter()
        .next()
        .map_or("unspecified", |level| match level {
            "interparliamentary" => "interparliamentary",
            "intergovernmental" => "intergovernmental",
            _ => "interagency",
        })
}
