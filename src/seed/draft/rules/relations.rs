//! Events of diplomatic relations: a cue and a date.

use std::ops::Range;

use crate::seed::draft::article::Article;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule, Value};
use crate::seed::draft::sentence::{CueMention, Sentence};

/// Proposes the events of relations that a sentence tells.
pub fn propose(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Vec<Proposal> {
    let mentions: Vec<&CueMention> = sentence.cues_of("relation_event").collect();
    let rivals: Vec<Range<usize>> = mentions.iter().map(|mention| anchor(mention)).collect();
    let mut proposals: Vec<Proposal> = Vec::new();
    for mention in mentions {
        let Some(event) = mention.cue.field("type") else {
            continue;
        };
        let overlaps = |rival: &Range<usize>| overlap(rival, &mention.tokens);
        if event == "stated" && rivals.iter().filter(|rival| overlaps(rival)).count() > 1 {
            continue;
        }
        let others: Vec<Range<usize>> = rivals
            .iter()
            .filter(|rival| !overlap(rival, &anchor(mention)))
            .cloned()
            .collect();
        let date = date(sentence, mention, event, &others);
        let is_known = proposals.iter().any(|one| {
            let same_type =
                one.rule.name == "relations" && one.id.contains(&event.replace('_', "-"));
            same_type && (one.date == date || date.is_none())
        });
        // That there are relations is told without a date, or with one since which there have been.
        let date = match (event, date) {
            ("stated", Some(date)) if date.edtf.contains("/..") => Some(date),
            ("stated", _) => None,
            (_, None) => continue,
            (_, date) => date,
        };
        if is_known || !is_of_pair(article, sentence, mention) {
            continue;
        }
        proposals.push(proposal(article, sentence, mention, event, date));
    }
    proposals
}

/// The date of an event.
fn date(
    sentence: &Sentence<'_, '_>,
    mention: &CueMention,
    event: &str,
    others: &[Range<usize>],
) -> Option<ProposedDate> {
    let date = sentence.date_for(&anchor(mention), others)?;
    // The end of a time without relations is a limit, not a day.
    let goes_on = event == "unofficial" && date.text.to_lowercase().starts_with("since");
    let is_limit = goes_on || matches!(event, "absent" | "stated");
    Some(if is_limit {
        date.as_written()
    } else {
        date.into()
    })
}

/// The words that a date belongs to: the verb, if it stands behind the noun.
fn anchor(mention: &CueMention) -> Range<usize> {
    let begins_with_noun = mention.cue.pattern.starts_with("relations");
    let start = if begins_with_noun {
        mention.tokens.end - 1
    } else {
        mention.tokens.start
    };
    start..mention.tokens.end
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// True unless the words around the cue speak of relations with a third country alone.
fn is_of_pair(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    mention: &CueMention,
) -> bool {
    let clause = sentence.clause_at(mention.tokens.start);
    if mention.cue.field("type") == Some("recognised") {
        let object = sentence
            .countries
            .iter()
            .find(|country| country.tokens.start >= mention.tokens.end);
        return object.is_none_or(|object| article.parties.contain(object.code));
    }
    let near = clause.start..clause.end.min(mention.tokens.end + 8);
    let named = sentence
        .countries
        .iter()
        .filter(|country| near.contains(&country.tokens.start));
    let named: Vec<_> = named.collect();
    let of_pair = named
        .iter()
        .filter(|country| article.parties.contain(country.code))
        .count();
    let is_third = |at: usize| {
        let third = named
            .iter()
            .filter(|country| !article.parties.contain(country.code));
        third.into_iter().any(|country| {
            let before = country.tokens.start.checked_sub(1);
            before.is_some_and(|before| {
                sentence.token_is(
                    before,
                    &["with", "the", "between", "recognized", "recognised"],
                )
            }) && country.tokens.start >= at
        })
    };
    let has_third = is_third(mention.tokens.start);
    of_pair >= 2 || !has_third || sentence.token_is(mention.tokens.end, &["from"])
}

fn proposal(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    mention: &CueMention,
    event: &str,
    date: Option<ProposedDate>,
) -> Proposal {
    let mut proposal = Proposal::new(
        "relation_event",
        &sentence.at,
        Rule::of_cue("relations", mention.cue),
    );
    let [one, other] = &article.parties.names;
    let year = date.as_ref().and_then(ProposedDate::year);
    let year = year.map(str::to_owned);
    let words = event.replace('_', "-");
    proposal.name_by([one, other, &words, year.as_deref().unwrap_or_default()]);
    let actor = actor(article, sentence, mention);
    let sole = sole_actor(article, sentence, mention);
    let has_actor = match event {
        "recognised" => true,
        event if event.starts_with("ambassador") => true,
        "derecognised" | "severed" | "suspended" | "downgraded" => sole.is_some(),
        _ => false,
    };
    proposal.title = title(article, actor, event, has_actor);
    proposal.set_text("type", event);
    if has_actor {
        proposal.set_if_declared("actor_country", sole.unwrap_or(actor));
    }
    if let Some(favoured) = in_favour_of(article, sentence).filter(|_| event == "derecognised") {
        proposal.set_if_declared("in_favour_of", favoured);
    }
    if let Some(level) = level_after(sentence, event) {
        proposal.set_if_declared("level_after", level);
    }
    proposal.date = date;
    proposal
}

/// The country that acts: the last one before the cue.
fn actor<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    mention: &CueMention,
) -> &'v str {
    let clause = sentence.clause_at(mention.tokens.start);
    let mut before = sentence.countries.iter().filter(|country| {
        clause.contains(&country.tokens.start) && country.tokens.end <= mention.tokens.start
    });
    let actor = before.rfind(|country| article.parties.contain(country.code));
    actor.map_or(article.parties.codes[0], |country| country.code)
}

/// The one party that acts, if the verb is active and has no other subject.
fn sole_actor<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    mention: &CueMention,
) -> Option<&'v str> {
    if mention.cue.pattern.starts_with("relations") {
        return None;
    }
    let clause = sentence.clause_at(mention.tokens.start);
    let mut before = sentence.countries.iter().filter(|country| {
        let is_before = country.tokens.end <= mention.tokens.start;
        let preceding = country.tokens.start.checked_sub(1);
        let is_object = preceding.is_some_and(|at| {
            sentence.token_is(at, &["with", "to", "from", "by", "in", "of", "after"])
        });
        is_before && clause.contains(&country.tokens.start) && !country.is_adjective && !is_object
    });
    let first = before.next().map(|country| country.code)?;
    let is_alone = before.next().is_none() && article.parties.contain(first);
    is_alone.then_some(first)
}

/// The state that is recognised instead: `switched recognition to Chad`, `in favour of Chad`.
fn in_favour_of<'v>(article: &Article<'_, 'v>, sentence: &Sentence<'_, 'v>) -> Option<&'v str> {
    let mut third = sentence
        .countries
        .iter()
        .filter(|country| !country.is_adjective && !article.parties.contain(country.code));
    third.find_map(|country| {
        let before = country.tokens.start.checked_sub(1)?;
        let before = before - usize::from(before > 0 && sentence.token_is(before, &["the"]));
        let is_favoured = sentence.token_is(before, &["to", "with"])
            || sentence.token_is(before, &["of"])
                && sentence.token_is(before.checked_sub(1)?, &["favour", "favor"]);
        is_favoured.then_some(country.code)
    })
}

/// The level of the relations from then on, if the sentence names it.
fn level_after(sentence: &Sentence<'_, '_>, event: &str) -> Option<&'static str> {
    if !matches!(
        event,
        "established" | "re_established" | "upgraded" | "downgraded"
    ) {
        return None;
    }
    let at = (0..sentence.tokens.len()).find(|at| sentence.token_is(*at, &["level", "levels"]))?;
    let near = at.saturating_sub(3)..at + 5;
    let has = |words: &[&str]| near.clone().any(|at| sentence.token_is(at, words));
    if has(&[
        "ambassador",
        "ambassadors",
        "ambassadorial",
        "ambassador-level",
        "embassy",
    ]) {
        Some("ambassador")
    } else if has(&["charge", "charges", "d'affaires"]) {
        Some("charge_d_affaires")
    } else if has(&["legation", "legations", "minister"]) {
        Some("minister")
    } else if has(&["consular"]) {
        Some("consular")
    } else {
        None
    }
}

/// Adds the event that there are relations, read in the sentence that says what the article is about, if nothing else tells of them.
pub fn add_stated(article: &Article<'_, '_>, proposals: &mut Vec<Proposal>) {
    let mut sentences = article.sentences.iter();
    let definition = sentences.find(|one| {
        let has_noun = |at: usize| one.token_is(at, &["relations", "ties"]);
        one.is_about("definition") && (0..one.tokens.len()).any(has_noun)
    });
    let is_known = proposals
        .iter()
        .any(|one| one.kind.name == "relation_event");
    let Some(sentence) = definition.filter(|_| !is_known) else {
        return;
    };
    let mut proposal = Proposal::new("relation_event", &sentence.at, Rule::plain("relations"));
    let [one, other] = &article.parties.names;
    proposal.name_by([one.as_str(), other, "stated"]);
    proposal.title = format!("{one} and {other} have relations");
    proposal.set_text("type", "stated");
    proposals.push(proposal);
}

/// Keeps an event that says only that there are relations if it is the first and nothing else is known of them.
pub fn retain_stated(proposals: &mut Vec<Proposal>) {
    let stated = Value::text("stated");
    let is_of_relations = |one: &Proposal| one.kind.name == "relation_event";
    let is_plain = |one: &Proposal| {
        is_of_relations(one) && one.field("type") == Some(&stated) && one.date.is_none()
    };
    let has_other = proposals
        .iter()
        .any(|one| is_of_relations(one) && !is_plain(one));
    let mut has_stated = has_other;
    proposals.retain(|one| {
        let is_superfluous = is_plain(one) && has_stated;
        has_stated |= is_plain(one);
        !is_superfluous
    });
}

fn title(article: &Article<'_, '_>, actor: &str, event: &str, has_actor: bool) -> String {
    let [one, other] = &article.parties.names;
    let counterpart = article.parties.other(actor).unwrap_or(actor);
    let [actor, counterpart] = [actor, counterpart].map(|code| article.parties.name(code));
    match event {
        "established" => format!("{one} and {other} establish diplomatic relations"),
        "re_established" => format!("{one} and {other} take up diplomatic relations again"),
        "severed" if has_actor => format!("{actor} breaks off relations with {counterpart}"),
        "suspended" if has_actor => format!("{actor} suspends relations with {counterpart}"),
        "downgraded" if has_actor => format!("{actor} lowers its relations with {counterpart}"),
        "derecognised" if has_actor => {
            format!("{actor} withdraws its recognition of {counterpart}")
        }
        "derecognised" => format!("Recognition between {one} and {other} is withdrawn"),
        "unofficial" => format!("{one} and {other} keep unofficial relations"),
        "ended" => format!("Relations between {one} and {other} end"),
        "stated" => format!("{one} and {other} have relations"),
        "severed" => format!("{one} and {other} break off diplomatic relations"),
        "suspended" => format!("{one} and {other} suspend diplomatic relations"),
        "recognised" => format!("{actor} recognises {counterpart}"),
        "upgraded" => format!("{one} and {other} raise their relations to a higher level"),
        "downgraded" => format!("{one} and {other} lower their relations"),
        "ambassador_recalled" => format!("{actor} recalls its ambassador to {counterpart}"),
        "ambassador_expelled" => format!("{actor} expels the ambassador of {counterpart}"),
        "ambassador_returned" => format!("The ambassador of {actor} returns to {counterpart}"),
        _ => format!("No relations between {one} and {other}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::seed::draft::draft_text;
    use crate::seed::draft::proposal::Value;

    #[test]
    fn events_name_who_acts_and_what_level_follows() {
        for (text, expected) in [
            (
                "Peru severed diplomatic relations with Norway in 1974.",
                "severed PER",
            ),
            ("Diplomatic relations were severed in 1974.", "severed"),
            (
                "In 1988, relations were upgraded to ambassadorial level.",
                "upgraded ambassador",
            ),
            (
                "In 1972 Norway switched recognition from Peru to Chile.",
                "derecognised NOR CHL",
            ),
            ("Norway and Peru have friendly relations.", "stated"),
            (
                "Norway–Peru relations are the bilateral relations between Norway and Peru.",
                "stated",
            ),
            (
                "Norway broke off relations with Peru in 1940. They were only restored in 1951.",
                "severed NOR re_established",
            ),
            (
                "Norway and Peru have friendly relations.\n\nNorway and Peru established relations in 1921.",
                "established",
            ),
        ] {
            let found = draft_text(text, ["NOR", "PER"]);
            let fields = ["type", "actor_country", "in_favour_of", "level_after"];
            let events = found.iter().filter(|one| one.kind.name == "relation_event");
            let events =
                events.flat_map(|one| fields.into_iter().filter_map(|name| one.field(name)));
            let events = events.map(|value| match value {
                Value::Text(text) => text.clone(),
                other => other.to_toml(),
            });
            assert_eq!(events.collect::<Vec<_>>().join(" "), expected, "{text}");
        }
    }
}
