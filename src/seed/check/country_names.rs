//! Checks of the names that documents give countries, and of the countries that ISO lacks.

use std::cell::LazyCell;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use super::parties::folded_texts;
use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::read::{CountryName, Pair, ParsedFact};
use crate::values::country;
use crate::values::date::Date;
use crate::values::day::Day;
use crate::values::fold::fold;

/// The field of the relation that lists the names.
const LIST: &str = "country_names";

/// The names that the pairs so far give countries that ISO lacks, by their codes.
#[derive(Debug, Default)]
pub struct UsedNames(HashMap<String, HashSet<String>>);

impl UsedNames {
    /// Adds the names of a pair, and reports a code and a name that do not belong together in another pair.
    pub fn add_pair(&mut self, pair: &Pair, diagnostics: &mut Diagnostics) {
        let Some(relation) = pair.relation() else {
            return;
        };
        let mut own: HashMap<&str, Vec<&str>> = HashMap::new();
        for CountryName { code, name, .. } in pair.country_names() {
            if !country::is_code(code) {
                own.entry(code).or_default().push(name);
            }
        }
        for (code, names) in &own {
            if let Some((message, remedy)) = self.conflict(code, names) {
                diagnostics.push(relation.diagnostic_at(LIST, message, remedy));
            }
        }
        for (code, names) in own {
            let known = self.0.entry(code.to_owned()).or_default();
            known.extend(names.into_iter().map(fold));
        }
    }

    fn conflict(&self, code: &str, names: &[&str]) -> Option<(String, String)> {
        let has_one =
            |known: &HashSet<String>| names.iter().any(|name| known.contains(&fold(name)));
        let mut others = self.0.iter().filter(|(other, _)| *other != code);
        if let Some((other, _)) = others.find(|(_, known)| has_one(known)) {
            let name = names.join("`, `");
            let message = format!("`{name}` has the code {other} in another pair");
            return Some((
                message,
                format!("write {other} here too, or {code} in both"),
            ));
        }
        let known = self.0.get(code).filter(|known| !has_one(known))?;
        let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
        known.sort_unstable();
        let message = format!("{code} is `{}` in another pair", known.join("`, `"));
        let remedy = "write another code, or list a name that both pairs have";
        Some((message, remedy.to_owned()))
    }
}

/// Checks the names of countries, and the countries of all facts and their events.
pub fn check_country_names(pair: &Pair, diagnostics: &mut Diagnostics) {
    check_names(pair, diagnostics);
    check_countries(pair, diagnostics);
    for fact in &pair.facts {
        check_events(fact, pair, diagnostics);
    }
}

/// Checks the names that the relation lists.
fn check_names(pair: &Pair, diagnostics: &mut Diagnostics) {
    if let Some(relation) = pair.relation().filter(|relation| !relation.has_errors) {
        let mut seen = HashMap::new();
        // Few pairs name countries.
        let texts = LazyCell::new(|| folded_texts(pair));
        for one in pair.country_names() {
            let found = fault(&one, &mut seen).or_else(|| unnamed(&one, &texts));
            if let Some((message, remedy)) = found {
                diagnostics.push(relation.diagnostic_at(LIST, message, remedy));
            }
        }
    }
}

/// Checks that the countries of places and facts have names, and existed at the time of the facts.
fn check_countries(pair: &Pair, diagnostics: &mut Diagnostics) {
    let named: HashSet<&str> = pair.country_names().map(|one| one.code).collect();
    let is_unknown = |code: &str| !country::is_code(code) && !named.contains(code);
    let remedy =
        || format!("add it to `{LIST}` of the relation, with the name that the documents use");
    for place in pair.places.iter().flatten() {
        if is_unknown(&place.country) {
            let message = format!(
                "`{}` is no country of ISO 3166, and has no name",
                place.country
            );
            diagnostics.push(Diagnostic::new(
                &place.file,
                place.span.clone(),
                message,
                remedy(),
            ));
        }
    }
    for fact in pair.all_facts() {
        for (field, code) in fact.countries() {
            if is_unknown(code) {
                let message = format!("`{code}` is no country of ISO 3166, and has no name");
                diagnostics.push(fact.diagnostic_at(field, message, remedy()));
            } else if let Some((message, remedy)) = wrong_time(fact, code, pair) {
                diagnostics.push(fact.diagnostic_at(field, message, remedy));
            }
        }
    }
}

/// Checks that the countries of a fact existed at the time of its events.
fn check_events(fact: &ParsedFact, pair: &Pair, diagnostics: &mut Diagnostics) {
    let Some(machine) = fact.kind.states else {
        return;
    };
    let countries = fact.countries();
    // A deprecated event may have any date that a document gives it.
    let events = fact.all_parts().filter(|event| event.rank != "deprecated");
    for event in events {
        let Some(date) = event.date.as_ref().map(|date| &date.date) else {
            continue;
        };
        let transition = machine.transition(event.text("type"));
        let message = countries.iter().find_map(|(_, code)| {
            let years = Years::of(code, pair)?;
            let allowed = match years.compare(date) {
                Ordering::Less => {
                    let predecessors = || years_of_predecessors(code, pair);
                    transition.is_some_and(|one| one.outside.before)
                        || predecessors().any(|years| years.compare(date).is_ge())
                }
                Ordering::Equal => true,
                Ordering::Greater => transition.is_some_and(|one| one.outside.after),
            };
            (!allowed).then(|| years.message(date))?
        });
        if let Some(message) = message {
            let remedy = "correct the date or the years of the country";
            diagnostics.push(event.diagnostic_at("date", message, remedy));
        }
    }
}

/// The message and the remedy for an entry that cannot be right. `seen` holds the codes of the entries before it, by their names.
fn fault<'p>(
    one: &CountryName<'p>,
    seen: &mut HashMap<&'p str, &'p str>,
) -> Option<(String, String)> {
    let CountryName { code, name, .. } = *one;
    let found = |message: String, remedy: &str| Some((message, remedy.to_owned()));
    if let Some(other) = country::parse(name).filter(|other| *other != code) {
        let remedy = format!("write the code {other}, or the name of {code}");
        return Some((format!("`{name}` is the name of {other}"), remedy));
    }
    if seen.insert(name, code).is_some() {
        let message = format!("`{name}` is listed twice");
        return found(message, "list each name once, for one country");
    }
    if let (Some(first), Some(last)) = one.years
        && first > last
    {
        let message = format!("the years of {code} end before they begin");
        return found(message, "swap `first_year` and `last_year`");
    }
    if one.successor == Some(code) {
        let message = format!("{code} is its own successor");
        return found(message, "name another country, or leave it out");
    }
    None
}

/// The message and the remedy for a name that no document has. `texts` are those of the documents, folded.
fn unnamed(one: &CountryName<'_>, texts: &[Option<String>]) -> Option<(String, String)> {
    let name = fold(one.name);
    let is_complete = !texts.is_empty() && texts.iter().all(Option::is_some);
    let is_named = texts.iter().flatten().any(|text| text.contains(&name));
    (is_complete && !is_named).then(|| {
        let message = format!("no document has the name `{}`", one.name);
        (
            message,
            "spell it as a document does, or remove it".to_owned(),
        )
    })
}

fn year_of(day: Day) -> u64 {
    u64::from(day.yyyymmdd() / 10_000)
}

/// The years in which a country existed, as far as the pair's names of countries give them.
struct Years<'p>(CountryName<'p>);

impl<'p> Years<'p> {
    fn of(code: &str, pair: &'p Pair) -> Option<Self> {
        let mut names = pair.country_names();
        let named = names.find(|one| one.code == code && one.years != (None, None));
        named.map(Self)
    }

    /// Less if a date is certainly earlier than these years, greater if it is certainly later.
    fn compare(&self, date: &Date) -> Ordering {
        let (first, last) = self.0.years;
        if last.is_some_and(|last| year_of(date.first_day()) > last) {
            Ordering::Greater
        } else if first.is_some_and(|first| year_of(date.last_day()) < first) {
            Ordering::Less
        } else {
            Ordering::Equal
        }
    }

    /// The message for a date outside these years.
    fn message(&self, date: &Date) -> Option<String> {
        let CountryName {
            name,
            years: (first, last),
            ..
        } = self.0;
        match self.compare(date) {
            Ordering::Equal => None,
            Ordering::Greater => Some(format!(
                "the date is later than {name}, which ended in {}",
                last?
            )),
            Ordering::Less => Some(format!(
                "the date is earlier than {name}, which began in {}",
                first?
            )),
        }
    }
}

/// The years of the countries whose place another has taken, one after the other: their relations and missions became its own.
fn years_of_predecessors<'p>(code: &'p str, pair: &'p Pair) -> impl Iterator<Item = Years<'p>> {
    let mut found = vec![code];
    let mut position = 0;
    while let Some(code) = found.get(position).copied() {
        let names = pair.country_names();
        let before = names
            .filter(|one| one.successor == Some(code))
            .map(|one| one.code);
        let new: Vec<&str> = before.filter(|code| !found.contains(code)).collect();
        found.extend(new);
        position += 1;
    }
    let predecessors = found.into_iter().skip(1);
    predecessors.filter_map(|code| {
        let mut names = pair.country_names();
        let entry = names.find(|one| one.code == code);
        Years::of(code, pair).or(entry.map(Years))
    })
}

/// The message and the remedy for a fact of a time in which a country did not exist.
fn wrong_time(fact: &ParsedFact, code: &str, pair: &Pair) -> Option<(String, String)> {
    let years = Years::of(code, pair)?;
    let message = years.message(&fact.date.as_ref()?.date)?;
    let successor = years.0.successor.map(|code| format!("write {code}, or "));
    let remedy = successor.unwrap_or_default() + "correct the date or the years of the country";
    Some((message, remedy))
}
