//! The heads of missions: ambassadors who present their credentials, serve for a time, or are there.

use std::ops::Range;

use super::mission_nouns::told_before;
use crate::seed::draft::article::{Article, MAX_PROPOSALS_BACK};
use crate::seed::draft::persons::PersonMention;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule, Value};
use crate::seed::draft::sentence::{CueMention, Sentence};
use crate::wording::dates::date_from_words;

/// The nouns of heads.
const NOUNS: &[&str] = &["ambassador", "ambassadors", "commissioner"];

/// Words before the head of today.
const CURRENT: &[&str] = &["current", "present", "incumbent"];

/// Somebody who heads a mission.
struct Head {
    name: Option<String>,
    title: String,
    read_in: Option<String>,
}

/// Proposes the mission with the events of its head. `before` are the proposals of the sentences before it.
pub fn propose(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    before: &[Proposal],
) -> Option<Proposal> {
    let cues = sentence.cues_of("mission_event");
    let cues: Vec<&CueMention> = cues.filter(|one| one.cue.field("role").is_some()).collect();
    let is_event = |one: &&&CueMention| one.cue.field("type") != Some("stated");
    let cue = *cues.iter().find(is_event).or(cues.first())?;
    let sending = sending(article, sentence, cue)
        .or_else(|| told_before(article, sentence, before))
        .filter(|code| article.parties.contain(code))?;
    let receiving = article.parties.other(sending)?;
    let head = head(sentence, cue);
    let event = cue.cue.field("type")?;
    let mut dates = dates(sentence, cue, event);
    // `The current ambassador presented her credentials` tells two things.
    let is_current = |one: &&CueMention| sentence.token_is(one.tokens.start, CURRENT);
    if event != "stated" && cues.iter().any(is_current) {
        dates.push(("stated", None));
    }
    if head.name.is_none() && dates.iter().all(|(_, date)| date.is_none()) {
        return None;
    }
    let rule = Rule::of_cue("heads of missions", cue.cue);
    let mut proposal = Proposal::new("mission", &sentence.at, rule.clone());
    let names = [sending, receiving].map(|code| article.parties.name(code));
    proposal.title = format!("Embassy of {} in {}", names[0], names[1]);
    proposal.name_by([names[0], "embassy in", names[1]]);
    proposal.set_text("sending", sending);
    proposal.set_text("receiving", receiving);
    proposal.set_text("name", own_name(sentence, cue));
    let is_resident = is_resident(sentence, before, sending);
    proposal.set("resident", Value::Flag(is_resident));
    let parts = dates.into_iter();
    proposal.parts = parts
        .map(|(event, date)| part(sentence, &rule, event, date, &head, sending, names))
        .collect();
    head.read_in.iter().for_each(|at| proposal.cite(at));
    Some(proposal)
}

/// The events of a cue, each with its date.
fn dates<'e>(
    sentence: &Sentence<'_, '_>,
    cue: &CueMention,
    event: &'e str,
) -> Vec<(&'e str, Option<ProposedDate>)> {
    if cue.cue.field("role") == Some("term") {
        return term(sentence, cue);
    }
    let date = sentence.date_for(&cue.tokens, &[]);
    let date = date.filter(|_| event != "stated").map(ProposedDate::from);
    vec![(event, date)]
}

/// An event of a head.
fn part(
    sentence: &Sentence<'_, '_>,
    rule: &Rule,
    event: &str,
    date: Option<ProposedDate>,
    head: &Head,
    sending: &str,
    names: [&str; 2],
) -> Proposal {
    let mut part = Proposal::new("mission_event", &sentence.at, rule.clone());
    part.title = title(event, head, names);
    let year = date.as_ref().and_then(ProposedDate::year);
    let who = head.name.as_deref().unwrap_or("ambassador");
    part.name_by([names[0], who, event, year.unwrap_or_default()]);
    part.date = date;
    part.set_text("type", event);
    part.set("head", head.value(sending));
    head.read_in.iter().for_each(|at| part.cite(at));
    part
}

impl Head {
    fn value(&self, country: &str) -> Value {
        let mut members = Vec::new();
        members.extend(self.name.as_deref().map(|name| ("name", Value::text(name))));
        members.push(("title", Value::text(self.title.clone())));
        members.push(("office", Value::text("ambassador")));
        members.push(("country", Value::text(country)));
        Value::Table(members)
    }
}

fn title(event: &str, head: &Head, [sending, receiving]: [&str; 2]) -> String {
    let who = match &head.name {
        Some(name) => name.clone(),
        None => format!("The {} of {sending}", head.title.to_lowercase()),
    };
    match (event, &head.name) {
        ("accredited", Some(_)) => format!("{who} becomes ambassador of {sending} to {receiving}"),
        ("accredited", None) => format!("{who} is accredited to {receiving}"),
        ("vacated", _) => {
            format!("{who} leaves the post of ambassador of {sending} to {receiving}")
        }
        _ => format!("{who} is ambassador of {sending} to {receiving}"),
    }
}

/// The token of the noun of the head, near the cue.
fn noun(sentence: &Sentence<'_, '_>) -> Option<usize> {
    (0..sentence.tokens.len()).find(|at| sentence.token_is(*at, NOUNS))
}

/// The name that a mission has for want of one: that of its head.
fn own_name(sentence: &Sentence<'_, '_>, cue: &CueMention) -> String {
    let words = noun(sentence).map_or(cue.tokens.clone(), |at| at..at + 1);
    sentence.written(words).to_owned()
}

/// The sending country: that of the ambassador, or the other than the one which receives.
fn sending<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    cue: &CueMention,
) -> Option<&'v str> {
    let receives = |code: &'v str| article.parties.other(code).or(Some("third"));
    let behind = |at: usize, words: &[&str]| {
        let the = usize::from(sentence.token_is(at + 1, &["the"]));
        let country = sentence.words().country_from(at + 1 + the)?;
        let is_country = sentence.token_is(at, words) && !country.is_adjective;
        is_country.then_some(country)
    };
    if let Some(noun) = noun(sentence) {
        let of = behind(noun + 1, &["of"]);
        let to = behind(of.map_or(noun + 1, |of| of.tokens.end), &["to", "in"]);
        if let Some(to) = to {
            return receives(to.code);
        }
        let before = sentence.countries.iter().rfind(|one| {
            let is_owner = one.is_adjective || sentence.token_is(one.tokens.end, &["'s"]);
            is_owner && one.tokens.end <= noun && noun - one.tokens.end <= 3
        });
        if let Some(own) = of.or(before) {
            return Some(own.code);
        }
    }
    let own = sentence
        .persons
        .iter()
        .find(|one| one.office == Some("ambassador"));
    if let Some(code) = own.and_then(|one| one.country) {
        return Some(code);
    }
    // Credentials are presented to the head of the other state.
    let host = sentence.persons.iter().find(|one| {
        one.tokens.start >= cue.tokens.end
            && matches!(one.office, Some("head_of_state" | "foreign_minister"))
    });
    host.and_then(|host| host.country).and_then(receives)
}

/// The person who heads the mission.
fn head(sentence: &Sentence<'_, '_>, cue: &CueMention) -> Head {
    let title = noun(sentence).map_or("ambassador", |at| sentence.written(at..at + 1));
    let has_office =
        |one: &&PersonMention<'_>| one.office == Some("ambassador") && one.name.is_some();
    if let Some(person) = sentence.persons.iter().find(has_office) {
        return Head {
            name: person.name.clone(),
            title: person.title.clone().unwrap_or_else(|| title.to_owned()),
            read_in: person.read_in.clone(),
        };
    }
    let name = name_before(sentence, cue.tokens.start).or_else(|| name_behind(sentence));
    Head {
        name: name.map(|range| sentence.written(range).to_owned()),
        title: title.to_owned(),
        read_in: None,
    }
}

/// The name that stands right before a verb, or before a remark between commas.
fn name_before(sentence: &Sentence<'_, '_>, verb: usize) -> Option<Range<usize>> {
    let auxiliary = (1..=2).take_while(|back| {
        verb.checked_sub(*back)
            .is_some_and(|at| sentence.token_is(at, &["was", "has", "had", "is", "been", "also"]))
    });
    let end = verb - auxiliary.count();
    let start = (end.saturating_sub(6)..end)
        .find(|start| sentence.words().name_end(*start) == Some(end))?;
    let honorifics = crate::seed::draft::vocabulary::TITLES
        .honorifics
        .at(&sentence.tokens[start..])
        .map_or(0, |(length, ())| length);
    let range = start + honorifics..end;
    let is_pronoun = sentence.token_is(range.start, &["he", "she", "the", "this", "it"]);
    (range.len() > 1 && !is_pronoun).then_some(range)
}

/// The name behind `ambassador` and `is`, `was` or a comma, or behind `appointed`.
fn name_behind(sentence: &Sentence<'_, '_>) -> Option<Range<usize>> {
    let noun = noun(sentence)?;
    let verbs = &["is", "was", ",", "appointed", "named", "by"];
    let limit = sentence.tokens.len().min(noun + 12);
    let starts = (0..limit).filter(|at| {
        let is_verb = sentence.token_is(*at, verbs) && *at > noun;
        is_verb || sentence.token_is(*at, &["appointed", "named"]) && *at < noun
    });
    let mut found = starts.filter_map(|at| {
        let honorifics = crate::seed::draft::vocabulary::TITLES
            .honorifics
            .at(sentence.tokens.get(at + 1..)?)
            .map_or(0, |(length, ())| length);
        let start = at + 1 + honorifics;
        let end = sentence.words().name_end(start)?;
        let is_date = sentence
            .dates
            .iter()
            .any(|date| date.tokens.contains(&start));
        (end - start > 1 && !is_date).then_some(start..end)
    });
    found.next()
}

/// The beginning and the end of a term of office.
fn term(
    sentence: &Sentence<'_, '_>,
    cue: &CueMention,
) -> Vec<(&'static str, Option<ProposedDate>)> {
    let Some(date) = sentence.date_for(&cue.tokens, &[]) else {
        return vec![("stated", None)];
    };
    let part = |edtf: &str, text: &str| {
        let text = text
            .trim()
            .trim_start_matches("from ")
            .trim_start_matches("between ");
        (date_from_words(text).as_deref() == Some(edtf)).then(|| ProposedDate {
            edtf: edtf.to_owned(),
            text: text.to_owned(),
        })
    };
    let Some((first, last)) = date.edtf.split_once('/') else {
        return vec![("stated", Some(date.into()))];
    };
    let joints = [" to ", " until ", " till ", " and ", "–", "-"];
    let texts = joints.iter().find_map(|joint| date.text.split_once(joint));
    match (first, last, texts) {
        ("..", _, _) => vec![("vacated", Some(date.into()))],
        (_, "..", _) => vec![("accredited", Some(date.into()))],
        (_, _, Some((from, to))) => [
            ("accredited", part(first, from)),
            ("vacated", part(last, to)),
        ]
        .into(),
        _ => vec![("stated", Some(date.into()))],
    }
}

/// True unless the mission is elsewhere, as the sentence says or a proposal for the country just before.
fn is_resident(sentence: &Sentence<'_, '_>, before: &[Proposal], sending: &str) -> bool {
    let is_elsewhere = sentence.tokens.iter().any(|token| {
        token.is_one_of(&["non-resident", "nonresident", "concurrently", "concurrent"])
    });
    let sent = Value::text(sending);
    let mut last = before.iter().rev().take(MAX_PROPOSALS_BACK);
    let last = last.find(|one| one.field("sending") == Some(&sent));
    let known = last.and_then(|one| one.field("resident"));
    !is_elsewhere && known != Some(&Value::Flag(false))
}

#[cfg(test)]
mod tests {
    use crate::seed::draft::draft_text;

    /// The events of the heads that a text about Norway and Peru names: type, date, head.
    fn heads(text: &str) -> Vec<String> {
        let missions = draft_text(text, ["NOR", "PER"]).into_iter();
        let events = missions.flat_map(|mission| mission.parts).map(|part| {
            let kind = part.field("type").map(super::Value::to_toml);
            let head = part.field("head").map(super::Value::to_toml);
            let date = part.date.map(|date| date.edtf);
            let all = [kind, date, head];
            all.into_iter().flatten().collect::<Vec<_>>().join(" ")
        });
        events.collect()
    }

    #[test]
    fn ambassadors_to_third_countries_are_left_out() {
        let found = heads("Nils Dahl was appointed ambassador to Chile in 1962.");
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn ambassadors_come_and_go() {
        let head = |event: &str, name: &str, title: &str, country: &str| {
            let office = "office = \"ambassador\"";
            format!(
                r#"{event} {{ name = "{name}", title = "{title}", {office}, country = "{country}" }}"#
            )
        };
        let moe = |event: &str| head(event, "Kari Moe", "ambassador", "NOR");
        let soto = head("\"accredited\" 2001-05-03", "Luz Soto", "Ambassador", "PER");
        let dahl = head("\"accredited\" 1962", "Nils Dahl", "ambassador", "NOR");
        for (text, expected) in [
            (
                "Kari Moe served as the first ambassador of Norway to Peru from May 1990 to July 1994.",
                vec![moe("\"accredited\" 1990-05"), moe("\"vacated\" 1994-07")],
            ),
            (
                "The Peruvian Ambassador Luz Soto presented her credentials to the King of Norway on 3 May 2001.",
                vec![soto],
            ),
            (
                "The current ambassador of Peru to Norway is Mr. Juan Paz.",
                vec![head("\"stated\"", "Juan Paz", "ambassador", "PER")],
            ),
            (
                "In 1962, Nils Dahl was appointed ambassador to Peru.",
                vec![dahl],
            ),
            (
                "The present ambassador of Norway, Kari Moe, presented her credentials in Lima in 1990.",
                vec![moe("\"accredited\" 1990"), moe("\"stated\"")],
            ),
        ] {
            assert_eq!(heads(text), expected, "{text}");
        }
    }
}
