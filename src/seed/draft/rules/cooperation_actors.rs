//! Those who take part in cooperation, with their roles.

use super::names::{is_in, run_around};
use crate::seed::draft::article::Article;
use crate::seed::draft::lexicon::CountryMention;
use crate::seed::draft::persons::PersonMention;
use crate::seed::draft::proposal::Value;
use crate::seed::draft::sentence::{CueMention, Sentence};
use crate::values::country;

/// Somebody who takes part.
pub struct Actor<'v> {
    pub name: String,
    pub country: Option<&'v str>,
    /// Empty if the vocabulary has none.
    pub role: &'static str,
}

impl Actor<'_> {
    /// The name for titles: that of its country if it is one.
    pub fn shown(&self, article: &Article<'_, '_>) -> String {
        match self.country {
            Some(code) if country::parse(&self.name) == Some(code) => {
                article.parties.name(code).to_owned()
            }
            _ => self.name.clone(),
        }
    }

    pub fn into_value(self) -> Value {
        let mut members = vec![("name", Value::Text(self.name))];
        members.extend(
            self.country
                .map(|country| ("country", Value::text(country))),
        );
        if !self.role.is_empty() {
            members.push(("role", Value::text(self.role)));
        }
        Value::Table(members)
    }
}

/// Those who take part, with their roles.
pub fn actors<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    cue: &CueMention,
    cooperation_type: &str,
) -> Vec<Actor<'v>> {
    match cooperation_type {
        "award" => of_award(sentence, cue),
        "aid" | "scholarship" => of_gift(article, sentence, cue),
        "contract" => of_contract(article, sentence),
        "company" => companies(sentence),
        "membership" => organisation(sentence, cue).into_iter().collect(),
        "exhibition" | "meeting" | "programme" | "institution" => organisers(sentence),
        _ => Vec::new(),
    }
}

/// The verbs of giving an award.
const AWARDS: &str = "awarded decorated conferred bestowed received presented honoured honored";

/// The words before a passive verb, and the verb that is like one.
const PASSIVE: &str = "was were been being received";

/// The verbs of buying, and those of selling.
const BUYS: &str = "bought purchased ordered acquired purchase buy";
const SELLS: &str = "sold supply supplied deliver delivered build sell export exported";

/// The giver and the recipient of an award, if people are named beside the verb.
fn of_award<'v>(sentence: &Sentence<'_, 'v>, cue: &CueMention) -> Vec<Actor<'v>> {
    let verb = (0..cue.tokens.end).rfind(|at| is_in(sentence, *at, AWARDS));
    let verb = verb.unwrap_or(cue.tokens.start);
    let is_passive = (verb.saturating_sub(1)..=verb).any(|at| is_in(sentence, at, PASSIVE));
    let named = sentence
        .persons
        .iter()
        .filter(|one| one.name.is_some() && one.read_in.is_none());
    let (before, behind): (Vec<_>, Vec<_>) = named.partition(|one| one.tokens.end <= verb);
    let has_by = |one: &&&PersonMention<'v>| {
        let near = one.tokens.start.saturating_sub(3)..one.tokens.start;
        !is_passive || near.into_iter().any(|at| is_in(sentence, at, "by from"))
    };
    let roles = if is_passive {
        ["recipient", "giver"]
    } else {
        ["giver", "recipient"]
    };
    let found = [before.last(), behind.iter().find(has_by)];
    let actors = found.into_iter().zip(roles).filter_map(|(one, role)| {
        let person = one?;
        Some(Actor {
            name: person.name.clone()?,
            country: person.country,
            role,
        })
    });
    actors.collect()
}

/// True if a country stands behind one of some words, perhaps with `the` between.
fn follows(sentence: &Sentence<'_, '_>, country: &CountryMention<'_>, words: &str) -> bool {
    let before = country.tokens.start.checked_sub(1);
    before.is_some_and(|before| {
        let the = usize::from(before > 0 && sentence.token_is(before, &["the"]));
        is_in(sentence, before - the, words)
    })
}

fn state<'v>(
    sentence: &Sentence<'_, 'v>,
    country: &CountryMention<'v>,
    role: &'static str,
) -> Actor<'v> {
    Actor {
        name: sentence.written(country.tokens.clone()).to_owned(),
        country: Some(country.code),
        role,
    }
}

/// The giver and the recipient of aid: the subject, and the country behind `to`.
fn of_gift<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    cue: &CueMention,
) -> Vec<Actor<'v>> {
    let parties = || {
        let countries = sentence.countries.iter();
        countries.filter(|one| article.parties.contain(one.code) && !one.is_adjective)
    };
    let recipient = parties().find(|one| {
        follows(
            sentence,
            one,
            "to for help helped in assist assisted helping",
        )
    });
    let receives = (0..sentence.tokens.len()).any(|at| is_in(sentence, at, "received receives"));
    let from = parties().find(|one| follows(sentence, one, "from by"));
    let subject = parties().find(|one| {
        let before = one.tokens.start.checked_sub(1);
        let is_joined = before.is_some_and(|at| sentence.token_is(at, &["and"]))
            || sentence.token_is(one.tokens.end, &["'s", "and"]);
        let is_object = follows(sentence, one, "to for from in with of by");
        one.tokens.end <= cue.tokens.start.max(1) && !is_object && !is_joined
    });
    let (giver, recipient) = if receives {
        (from, subject)
    } else {
        (subject.or(from), recipient)
    };
    let recipient = recipient.filter(|one| giver.is_none_or(|giver| giver.code != one.code));
    let giver = giver.map(|one| state(sentence, one, "giver"));
    let recipient = recipient.map(|one| state(sentence, one, "recipient"));
    giver.into_iter().chain(recipient).collect()
}

/// The supplier and the customer of a contract, if a verb tells which is which.
fn of_contract<'v>(article: &Article<'_, 'v>, sentence: &Sentence<'_, 'v>) -> Vec<Actor<'v>> {
    let has = |words: &str| (0..sentence.tokens.len()).any(|at| is_in(sentence, at, words));
    let roles = match (has(BUYS), has(SELLS)) {
        (true, _) => ["customer", "supplier"],
        (_, true) => ["supplier", "customer"],
        _ => return Vec::new(),
    };
    let named = sentence.countries.iter();
    let mut named = named.filter(|one| article.parties.contain(one.code) && !one.is_adjective);
    let (Some(first), Some(second)) = (named.next(), named.next()) else {
        return Vec::new();
    };
    // A country that owns something or is joined to another is no side of its own.
    let is_part = |one: &CountryMention<'_>| {
        follows(sentence, one, "of") || sentence.token_is(one.tokens.end, &["'s", "and"])
    };
    if first.code == second.code || is_part(first) || is_part(second) {
        return Vec::new();
    }
    let sides = [first, second].into_iter().zip(roles);
    sides
        .map(|(one, role)| state(sentence, one, role))
        .collect()
}

/// The organisation behind words such as `are members of`.
fn organisation<'v>(sentence: &Sentence<'_, 'v>, cue: &CueMention) -> Option<Actor<'v>> {
    let start = cue.tokens.end;
    let start = start + usize::from(sentence.token_is(start, &["the"]));
    let first = sentence.tokens.get(start)?;
    let run = run_around(sentence, start);
    let is_country = sentence
        .words()
        .country_from(start)
        .is_some_and(|one| one.tokens.end >= run.end);
    (first.is_capital && !is_country).then(|| Actor {
        name: sentence.written(start..run.end).to_owned(),
        country: None,
        role: "",
    })
}

/// The words before the name of a company.
const COMPANIES: &str =
    "company firm airline bank manufacturer retailer group operator conglomerate";

/// The companies that a sentence names behind words such as `the Peruvian company`.
fn companies<'v>(sentence: &Sentence<'_, 'v>) -> Vec<Actor<'v>> {
    let starts = (0..sentence.tokens.len())
        .filter(|at| is_in(sentence, *at, COMPANIES) && !sentence.tokens[*at].is_capital);
    let found = starts.filter_map(|noun| {
        let is_name = sentence
            .tokens
            .get(noun + 1)
            .is_some_and(|next| next.is_capital && next.is_word);
        let name = is_name.then(|| noun + 1..run_around(sentence, noun + 1).end)?;
        let owner = sentence
            .countries
            .iter()
            .rfind(|one| one.tokens.end <= noun && noun - one.tokens.end <= 3);
        Some(Actor {
            name: sentence.written(name).to_owned(),
            country: owner.filter(|one| one.is_adjective).map(|one| one.code),
            role: "participant",
        })
    });
    found.take(4).collect()
}

/// The bodies behind `organised by`, `hosted by` and `under the auspices of`.
fn organisers<'v>(sentence: &Sentence<'_, 'v>) -> Vec<Actor<'v>> {
    let role_at = |at: usize| {
        let by = sentence.token_is(at + 1, &["by"]);
        if by && sentence.token_is(at, &["organised", "organized", "hosted", "led", "arranged"]) {
            Some(("organiser", at + 2))
        } else if sentence.token_is(at, &["auspices", "patronage"])
            && sentence.token_is(at + 1, &["of"])
        {
            Some(("patron", at + 2))
        } else if sentence.token_is(at, &["collaboration", "cooperation", "partnership"])
            && sentence.token_is(at + 1, &["with"])
            && sentence.token_is(at.saturating_sub(1), &["in"])
        {
            Some(("partner", at + 2))
        } else {
            None
        }
    };
    let found = (0..sentence.tokens.len()).filter_map(|at| {
        let (role, start) = role_at(at)?;
        let start = start + usize::from(sentence.token_is(start, &["the"]));
        let is_name = sentence
            .tokens
            .get(start)
            .is_some_and(|token| token.is_capital && token.is_word);
        let mut run = is_name.then(|| start..run_around(sentence, start).end)?;
        let country = sentence.words().country_from(run.start);
        if let Some(country) = country.filter(|one| one.is_adjective && one.tokens.end < run.end) {
            run.start = country.tokens.end;
        }
        Some(Actor {
            name: sentence.written(run).to_owned(),
            country: country.map(|one| one.code),
            role,
        })
    });
    found.take(4).collect()
}
