//! Attribution: who says what a sentence tells, and how firmly.

use super::names::is_in;
use crate::seed::draft::article::Article;
use crate::seed::draft::proposal::{Proposal, Value};
use crate::seed::draft::sentence::Sentence;

/// The words in lower case inside the name of a body.
const JOINTS: &[&str] = &["of", "and", "for", "the"];

/// Verbs of saying, each with the standing of what somebody says, and whether a clause has to follow.
const SAYING: &[(&str, &str)] = &[
    ("claimed", "claimed"),
    ("claims", "claimed"),
    ("alleged", "claimed"),
    ("asserted", "claimed"),
    ("admitted", "stated"),
    ("acknowledged", "stated"),
    ("confirmed", "stated"),
    ("reported", "claimed"),
    ("said", "claimed"),
    ("stated", "claimed"),
    ("argued", "claimed"),
    ("hopes", "expected"),
    ("hoped", "expected"),
    ("expects", "expected"),
    ("predicted", "expected"),
];

/// Sets the standing of a proposal, and whose statement it is, if the sentence attributes it.
/// `always` sets the standing `stated` of what nobody is said to have stated.
pub fn attribute(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    proposal: &mut Proposal,
    always: bool,
) {
    let (standing, speaker) = match said(article, sentence) {
        Some((standing, speaker)) => (standing, Some(speaker)),
        None => match according_to(article, sentence) {
            Some(speaker) => ("claimed", Some(speaker)),
            None => (unattributed(sentence), None),
        },
    };
    if always || standing != "stated" {
        proposal.set_text("standing", standing);
    }
    if let Some(speaker) = speaker {
        proposal.set("attributed_to", speaker);
    }
}

/// The standing of what nobody in particular says.
fn unattributed(sentence: &Sentence<'_, '_>) -> &'static str {
    let has = |words: &[&str]| sentence.tokens.iter().any(|token| token.is_one_of(words));
    let pair = |first: &[&str], second: &[&str]| {
        (1..sentence.tokens.len())
            .any(|at| sentence.token_is(at - 1, first) && sentence.token_is(at, second))
    };
    if pair(
        &["widely", "generally", "commonly"],
        &["accepted", "believed", "regarded"],
    ) {
        "widely_accepted"
    } else if has(&["allegedly", "reportedly", "purportedly"])
        || pair(&["is", "was", "were"], &["alleged", "rumoured", "rumored"])
    {
        "claimed"
    } else if has(&["probably", "presumably"]) || pair(&["most", "very"], &["likely"]) {
        "probable"
    } else if has(&["disputed", "contested"]) {
        "disputed"
    } else {
        "stated"
    }
}

/// The standing and the speaker of `the ministry said that …` and `…, Ana Ruiz said`.
fn said(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Option<(&'static str, Value)> {
    let found = (1..sentence.tokens.len()).find_map(|at| {
        let (_, standing) = SAYING
            .iter()
            .find(|(verb, _)| sentence.token_is(at, &[verb]))?;
        let is_clause = sentence.token_is(
            at + 1,
            &[
                "that", "it", "its", "the", "he", "she", "they", "to", ":", "in",
            ],
        );
        let ends = sentence.tokens.get(at + 1).is_none_or(|next| next.is("."));
        (is_clause || ends).then_some((at, *standing))
    });
    let (verb, standing) = found?;
    let speaker = speaker_before(article, sentence, verb)?;
    Some((standing, speaker))
}

/// The person, country or body that is the subject of a verb.
fn speaker_before(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    verb: usize,
) -> Option<Value> {
    let end =
        verb - usize::from(sentence.token_is(verb - 1, &["has", "had", "also", "later", "have"]));
    let person = sentence.persons.iter().find(|one| one.tokens.end == end);
    let named = person.and_then(|one| {
        let name = one.name.as_deref().or(one.title.as_deref())?;
        Some((name.to_owned(), one.country))
    });
    let country = || {
        let one = sentence
            .countries
            .iter()
            .find(|one| one.tokens.end == end)?;
        let name = sentence.written(one.tokens.clone()).to_owned();
        (!one.is_adjective).then_some((name, Some(one.code)))
    };
    let (name, country) = named
        .or_else(country)
        .or_else(|| body_until(article, sentence, end))?;
    Some(actor(name, country))
}

/// Words in lower case that name a body of a country.
const PLAIN: &str = "government ministry embassy police army authorities officials media press newspaper parliament";

/// The name of a body that ends at a token, with the country before it: `the Peruvian Ministry of Fish`, `the Peruvian government`.
fn body_until<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    end: usize,
) -> Option<(String, Option<&'v str>)> {
    let country_until = |at: usize| {
        let mut countries = sentence.countries.iter();
        countries.find(|one| one.tokens.end == at)
    };
    let is_name = |at: usize| {
        let token = &sentence.tokens[at];
        token.is_word
            && (token.is_capital || token.is_one_of(JOINTS) || is_in(sentence, at, PLAIN))
            && !token.is("the")
    };
    let mut start = end;
    while start > 0 && end - start < 8 && is_name(start - 1) && country_until(start).is_none() {
        start -= 1;
    }
    let country = country_until(start).or_else(|| {
        let before = start
            .checked_sub(1)
            .filter(|at| sentence.token_is(*at, &["'s"]))?;
        country_until(before)
    });
    let first = sentence.tokens.get(start)?;
    if start >= end || !first.is_capital && country.is_none() || first.is_one_of(JOINTS) {
        return None;
    }
    let code = country
        .map(|one| one.code)
        .filter(|code| article.parties.contain(code));
    Some((sentence.written(start..end).to_owned(), code))
}

fn actor(name: String, country: Option<&str>) -> Value {
    let mut members = vec![("name", Value::Text(name))];
    members.extend(country.map(|country| ("country", Value::text(country))));
    Value::Table(members)
}

/// The body behind `according to`, with its country.
pub fn according_to(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Option<Value> {
    let tokens = &sentence.tokens;
    let at = (1..tokens.len()).find(|at| tokens[at - 1].is("according") && tokens[*at].is("to"))?;
    let start = at + 1 + usize::from(sentence.token_is(at + 1, &["the"]));
    let is_country = |at: usize| sentence.words().country_from(at).is_some();
    let is_name = |at: usize| {
        let token = &tokens[at];
        let joins = token.is_one_of(JOINTS)
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.is_capital || next.is("the"));
        token.is_word && (token.is_capital || joins) && !is_country(at)
    };
    let mut end = (start..tokens.len())
        .find(|at| !is_name(*at))
        .unwrap_or(tokens.len());
    while end > start && tokens[end - 1].is_one_of(JOINTS) {
        end -= 1;
    }
    // Behind a comma, another clause begins.
    let has_comma = sentence.token_is(end, &[","]);
    let limit = if has_comma { end } else { end + 5 };
    let countries = sentence
        .countries
        .iter()
        .filter(|country| country.tokens.start >= start && country.tokens.start <= limit);
    let country = countries
        .filter(|country| article.parties.contain(country.code))
        .map(|country| country.code)
        .next();
    let name = sentence.written(start..end.max(start));
    if name.is_empty() {
        return None;
    }
    Some(actor(name.to_owned(), country))
}

#[cfg(test)]
mod tests {
    use crate::seed::draft::draft_text;
    use crate::seed::draft::proposal::Value;

    #[test]
    fn what_somebody_says_is_attributed() {
        for (text, standing, speaker) in [
            (
                "In 1971, Peru said that the Norwegian consul was detained in Cusco.",
                "claimed",
                r#"{ name = "Peru", country = "PER" }"#,
            ),
            (
                "The Norwegian government admitted that it had detained two Peruvians in 1971.",
                "stated",
                r#"{ name = "government", country = "NOR" }"#,
            ),
            (
                "According to the Ministry of Fish of Peru, Norway detained a ship in 1971.",
                "claimed",
                r#"{ name = "Ministry of Fish", country = "PER" }"#,
            ),
            (
                "Norway allegedly detained a ship from Peru in 1971.",
                "claimed",
                "",
            ),
            ("Norway detained a ship from Peru in 1971.", "stated", ""),
        ] {
            let found = draft_text(text, ["NOR", "PER"]);
            let [incident] = &found[..] else {
                panic!("{text}: {found:?}");
            };
            assert_eq!(
                incident.field("standing"),
                Some(&Value::text(standing)),
                "{text}"
            );
            let found = incident.field("attributed_to").map(Value::to_toml);
            assert_eq!(found.unwrap_or_default(), speaker, "{text}");
        }
    }
}
