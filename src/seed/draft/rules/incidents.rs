//! Incidents: a cue, who acted, and against whom.

use super::attribution::attribute;
use super::others::{date, name};
use super::people::capitalized;
use crate::seed::draft::article::Article;
use crate::seed::draft::lexicon::CountryMention;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule, Value};
use crate::seed::draft::sentence::{CueMention, Sentence};
use crate::wording::counts::read_count;

/// The most words between a verb and those whom it is about.
const MAX_GAP: usize = 6;

/// Proposes the incident of a sentence.
pub fn incident(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Option<Proposal> {
    let mut cues = sentence.cues_of("incident");
    let cue = cues.find(|one| one.cue.field("type").is_some())?;
    let incident_type = cue.cue.field("type")?;
    let rule = Rule::of_cue("incidents", cue.cue);
    let mut proposal = Proposal::new("incident", &sentence.at, rule);
    proposal.date = date(sentence, cue);
    name(article, &mut proposal, incident_type);
    proposal.set_text("type", incident_type);
    attribute(article, sentence, &mut proposal, true);
    let (actor, target, group) = sides(article, sentence, cue, incident_type);
    if let Some(actor) = actor {
        proposal.set_text("actor_country", actor);
    }
    if let Some(target) = target {
        proposal.set_text("target_country", target);
    }
    if let Some(group) = group {
        proposal.set("targets", Value::List(vec![group]));
    }
    retitle(article, &mut proposal, incident_type, actor, target);
    Some(proposal)
}

type Sides<'v> = (Option<&'v str>, Option<&'v str>, Option<Value>);

/// The country that acted, the one that it acted against, and the people whom the act was about.
fn sides<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    cue: &CueMention,
    incident_type: &str,
) -> Sides<'v> {
    let parties = || {
        let countries = sentence.countries.iter();
        countries.filter(|country| article.parties.contain(country.code))
    };
    let before = parties().rfind(|country| country.tokens.end <= cue.tokens.start);
    if sentence.token_is(cue.tokens.end - 1, &["entering", "entry"]) {
        return entry_sides(article, sentence, cue, before);
    }
    if incident_type == "dispute" {
        return (None, None, None);
    }
    let first = cue.tokens.start;
    let is_passive = (first.saturating_sub(2)..=first)
        .any(|at| sentence.token_is(at, &["was", "were", "been", "being"]));
    if is_passive {
        return passive_sides(article, sentence, cue, before);
    }
    let Some(actor) = before else {
        return (None, None, None);
    };
    let end = cue.tokens.end;
    let object = parties().find(|country| {
        country.is_adjective
            && country.code != actor.code
            && (end..end + MAX_GAP).contains(&country.tokens.start)
    });
    let group = object.and_then(|country| group(sentence, country, sentence.tokens.len()));
    let target = article.parties.other(actor.code);
    let target = target.filter(|target| sentence.countries.iter().any(|one| one.code == *target));
    (Some(actor.code), target, group)
}

/// The sides of a refusal to let somebody in: the country that is not entered, and that of the guest.
fn entry_sides<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    cue: &CueMention,
    subject: Option<&CountryMention<'v>>,
) -> Sides<'v> {
    let near = cue.tokens.end..cue.tokens.end + 3;
    let mut countries = sentence.countries.iter();
    let entered =
        countries.find(|one| near.contains(&one.tokens.start) && article.parties.contain(one.code));
    let actor = entered.map(|one| one.code);
    let target = subject.map(|one| one.code);
    (actor, target.filter(|code| Some(*code) != actor), None)
}

/// The sides of a verb in the passive, whose subject is the target.
fn passive_sides<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    cue: &CueMention,
    subject: Option<&CountryMention<'v>>,
) -> Sides<'v> {
    let group = subject.and_then(|country| group(sentence, country, cue.tokens.start));
    let target = subject.map(|country| country.code);
    let by = sentence.countries.iter().find(|country| {
        let near = country.tokens.start.saturating_sub(3)..country.tokens.start;
        let is_behind = country.tokens.start >= cue.tokens.end;
        let follows_by = near.into_iter().any(|at| sentence.token_is(at, &["by"]));
        article.parties.contain(country.code) && is_behind && follows_by
    });
    let actor = by.map(|country| country.code);
    (actor.filter(|actor| Some(*actor) != target), target, group)
}

/// The people of a country whom the words behind its adjective name: `two Peruvian diplomats`.
fn group(sentence: &Sentence<'_, '_>, country: &CountryMention<'_>, limit: usize) -> Option<Value> {
    let start = country.tokens.end;
    let is_noun = |at: usize| {
        let token = &sentence.tokens[at];
        token.is_word
            && !token.is_capital
            && !token.is_one_of(&[
                "was", "were", "who", "in", "from", "for", "and", "of", "had", "to", "at", "on",
                "over", "after", "by", "has", "been",
            ])
    };
    let limit = limit.min(sentence.tokens.len()).min(start + 3);
    let end = (start..limit).find(|at| !is_noun(*at)).unwrap_or(limit);
    if !country.is_adjective || end <= start {
        return None;
    }
    let number = country.tokens.start.checked_sub(1);
    let number = number.and_then(|at| read_count(sentence.written(at..at + 1)));
    let mut members = vec![("name", Value::text(sentence.written(start..end)))];
    let number = number.filter(|count| count.value > 1);
    members.extend(number.map(|count| ("number", Value::Number(count.value))));
    members.push(("country", Value::text(country.code)));
    Some(Value::Table(members))
}

fn retitle(
    article: &Article<'_, '_>,
    proposal: &mut Proposal,
    incident_type: &str,
    actor: Option<&str>,
    target: Option<&str>,
) {
    let words = capitalized(&incident_type.replace('_', " "));
    let [actor, target] = [actor, target].map(|code| code.map(|code| article.parties.name(code)));
    let title = match (actor, target) {
        (Some(actor), Some(target)) => format!("{words} by {actor} against {target}"),
        (Some(actor), None) => format!("{words} by {actor}"),
        (None, Some(target)) => format!("{words} of people or things of {target}"),
        (None, None) => return,
    };
    let year = proposal.date.as_ref().and_then(ProposedDate::year);
    let year = year.map(|year| format!(", {year}")).unwrap_or_default();
    proposal.title = format!("{title}{year}");
    let id = proposal.title.clone();
    proposal.name_by([id.as_str()]);
}

#[cfg(test)]
mod tests {
    use crate::seed::draft::draft_text;

    #[test]
    fn passive_subjects_are_targets() {
        for (text, expected) in [
            (
                "In 1988, two Norwegian engineers were kidnapped in Cusco.",
                "type=arrest target_country=NOR",
            ),
            (
                "In 1981 the Norwegian writer Kari Moe was barred from entering Peru.",
                "type=expulsion actor_country=PER target_country=NOR",
            ),
            (
                "Peru expelled three Norwegian diplomats in 1981.",
                "type=expulsion actor_country=PER target_country=NOR",
            ),
            (
                "Norway demanded an apology from Peru in 2004.",
                "type=protest actor_country=NOR target_country=PER",
            ),
            (
                "In 1999 a Peruvian sailor was taken away by Norwegian police.",
                "type=arrest actor_country=NOR target_country=PER",
            ),
        ] {
            let found = draft_text(text, ["NOR", "PER"]);
            let [incident] = &found[..] else {
                panic!("{text}: {found:?}");
            };
            let field = |name: &str| {
                let value = incident.field(name)?.to_toml();
                Some(format!("{name}={}", value.trim_matches('"')))
            };
            let fields = ["type", "actor_country", "target_country"];
            let fields: Vec<String> = fields.into_iter().filter_map(field).collect();
            assert_eq!(fields.join(" "), expected, "{text}");
        }
    }
}
