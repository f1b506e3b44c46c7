//! Checks of single facts by the rules that their kind declares.

use serde_json::{Map, Value};

use crate::kind::Rule;
use crate::kinds;
use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::read::{FactRef, ParsedFact};
use crate::values::day;

/// Looks up the state of a fact after all its events: `null` for a kind without states, `None` if it is unknown.
pub type StateOf<'a> = dyn Fn(&FactRef) -> Option<Value> + 'a;

/// Checks a fact by its kind's rules.
pub fn check_rules(fact: &ParsedFact, state_of: &StateOf<'_>, diagnostics: &mut Diagnostics) {
    for rule in fact.kind.rules {
        for violation in check_rule(fact, rule, state_of) {
            diagnostics.push(violation);
        }
    }
}

fn check_rule(fact: &ParsedFact, rule: &Rule, state_of: &StateOf<'_>) -> Vec<Diagnostic> {
    let violation = match *rule {
        Rule::Day { field } => no_day(fact, field),
        // The checks of countries and of counts need more than the fact.
        Rule::Parties { .. } | Rule::NamesCountries { .. } | Rule::CountInWords { .. } => None,
        Rule::Together { one, other } => single(fact, one, other),
        Rule::ForbiddenWhen {
            field,
            value,
            absent,
        } => forbidden(fact, (field, value), absent),
        Rule::RequiredWhen {
            field,
            value,
            present,
        } => return missing(fact, (field, value), present),
        Rule::RequiredUnless {
            field,
            values,
            present,
        } => return missing_unless(fact, (field, values), present),
        Rule::DatedIf { field } => missing_date(fact, field),
        Rule::AtLeastOneOf { group, fields: any } => empty_group(fact, group, any),
        Rule::AnyOf { fields: any } => nothing_present(fact, any),
        Rule::Differ { one, other } => equal_fields(fact, one, other),
        Rule::Positive { field } => zero(fact, field),
        Rule::Ordered { least, most } => wrong_order(fact, least, most),
        Rule::AtMostOne { list, field, value } => too_many(fact, list, (field, value)),
        Rule::TwoDistinct { list } => not_two_entries(fact, list),
        Rule::AtLeastTwoWhen { field, value, list } => single_entry(fact, (field, value), list),
        Rule::AgreesWithState {
            fact: named,
            fields: says,
        } => disagreement(fact, named, says, state_of),
    };
    Vec::from_iter(violation)
}

/// A field, and the value that it must have for a rule to apply.
type Condition = (&'static str, &'static str);

fn missing_date(fact: &ParsedFact, with: &str) -> Option<Diagnostic> {
    let is_missing = fact.date.is_none() && !fact.value_spans.contains_key("date");
    let is_missing = is_missing && !fact.values[with].is_null();
    let remedy = "add date = \"…\" and date_text = \"…\"";
    is_missing.then(|| fact.diagnostic_at("id", "missing field `date`", remedy))
}

fn no_day(fact: &ParsedFact, field: &str) -> Option<Diagnostic> {
    let is_day = day::parse_day(fact.text(field)?).is_some();
    let message = format!("`{field}` is not a day");
    (!is_day).then(|| fact.diagnostic_at(field, message, "write a day, such as 2026-11-23"))
}

fn single(fact: &ParsedFact, one: &str, other: &str) -> Option<Diagnostic> {
    let is_written = |key: &str| fact.value_spans.contains_key(key);
    let (written, missing) = match (is_written(one), is_written(other)) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return None,
    };
    let message = format!("`{written}` without `{missing}`");
    let remedy = format!("add `{missing} = …`, or remove `{written}`");
    Some(fact.diagnostic_at(written, message, remedy))
}

/// Reports one field only: the mistake is probably the value that forbids them all.
fn forbidden(fact: &ParsedFact, (field, value): Condition, absent: &[&str]) -> Option<Diagnostic> {
    let applies = fact.text(field) == Some(value);
    let mut keys = absent.iter().filter(|_| applies);
    let key = keys.find(|key| !fact.values[**key].is_null())?;
    let message = format!("`{key}` is not allowed when `{field}` is {value}");
    let remedy = format!("remove `{key}`, or change `{field}`");
    Some(fact.diagnostic_at(key, message, remedy))
}

fn missing(fact: &ParsedFact, (field, value): Condition, present: &[&str]) -> Vec<Diagnostic> {
    let applies = fact.text(field) == Some(value);
    let keys = present.iter().filter(|_| applies);
    let absent = keys.filter(|key| !fact.value_spans.contains_key(**key));
    let violation = |key: &&str| {
        let message = format!("missing field `{key}`, required when `{field}` is {value}");
        fact.diagnostic_at(field, message, format!("add `{key} = …`"))
    };
    absent.map(violation).collect()
}

fn missing_unless(
    fact: &ParsedFact,
    (field, values): (&str, &[&str]),
    present: &[&str],
) -> Vec<Diagnostic> {
    let applies = fact
        .text(field)
        .is_none_or(|value| !values.contains(&value));
    let keys = present.iter().filter(|_| applies);
    let absent = keys.filter(|key| !fact.value_spans.contains_key(**key));
    let values = values.join(" or ");
    let violation = |key: &&str| {
        let message = format!("missing field `{key}`, required unless `{field}` is {values}");
        let remedy = format!("add `{key} = …`, or write `{field} = …` with {values} if it was one");
        fact.diagnostic_at("id", message, remedy)
    };
    absent.map(violation).collect()
}

fn empty_group(fact: &ParsedFact, group: &str, any: &[&str]) -> Option<Diagnostic> {
    let lacks_all = |entry: &Value| any.iter().all(|field| entry[*field].is_null());
    let mut groups = entries(fact.values.get(group)?).iter();
    let is_empty = groups.any(|entry| entry.is_object() && lacks_all(entry));
    let message = format!("`{group}` needs at least one of {}", any.join(", "));
    is_empty.then(|| fact.diagnostic_at(group, message, "add one of them"))
}

fn nothing_present(fact: &ParsedFact, any: &[&str]) -> Option<Diagnostic> {
    let is_present = |key: &&str| fact.value_spans.contains_key(*key);
    let message = format!("it has none of {}", any.join(", "));
    (!any.iter().any(is_present)).then(|| fact.diagnostic_at("id", message, "add one of them"))
}

fn equal_fields(fact: &ParsedFact, one: &str, other: &str) -> Option<Diagnostic> {
    let others = values_at(&fact.values, other);
    let is_equal = values_at(&fact.values, one)
        .iter()
        .any(|value| others.contains(value));
    let message = format!("`{one}` and `{other}` are the same");
    is_equal.then(|| fact.diagnostic_at(one, message, "write two different values"))
}

fn zero(fact: &ParsedFact, field: &str) -> Option<Diagnostic> {
    let is_zero = fact.values.get(field)?.as_i64() == Some(0);
    is_zero.then(|| fact.diagnostic_at(field, format!("`{field}` is 0"), "count from 1"))
}

fn wrong_order(fact: &ParsedFact, least: &str, most: &str) -> Option<Diagnostic> {
    let number = |path| values_at(&fact.values, path).first()?.as_i64();
    let is_wrong = number(least)? > number(most)?;
    let message = format!("`{least}` is greater than `{most}`");
    let key = most.split('.').next().unwrap_or(most);
    is_wrong.then(|| fact.diagnostic_at(key, message, "correct one of them, or swap them"))
}

fn too_many(fact: &ParsedFact, list: &str, (field, value): Condition) -> Option<Diagnostic> {
    let entries = fact.list(list)?;
    let count = entries.iter().filter(|entry| entry[field] == value).count();
    let message = format!("{count} entries of `{list}` are {value}");
    let remedy = format!("keep {value} in one of them at most");
    (count > 1).then(|| fact.diagnostic_at(list, message, remedy))
}

fn not_two_entries(fact: &ParsedFact, list: &str) -> Option<Diagnostic> {
    let entries = fact.list(list)?;
    let is_wrong = entries.len() != 2 || entries[0] == entries[1];
    let message = format!("`{list}` does not have exactly two different entries");
    is_wrong.then(|| fact.diagnostic_at(list, message, "write two entries that differ"))
}

fn single_entry(fact: &ParsedFact, (field, value): Condition, list: &str) -> Option<Diagnostic> {
    let is_single = fact.text(field) == Some(value) && fact.list(list)?.len() == 1;
    let message = format!("a {value} needs at least two entries in `{list}`");
    is_single.then(|| fact.diagnostic_at(list, message, "add another entry"))
}

fn disagreement(
    fact: &ParsedFact,
    named: &str,
    says: &[&str],
    state_of: &StateOf<'_>,
) -> Option<Diagnostic> {
    let other = FactRef::from_json(fact.values.get(named)?)?;
    let state = state_of(&other)?;
    if let Some(key) = says.iter().find(|key| state.get(key).is_none()) {
        let kinds = kinds::all().filter(|kind| kind.type_at(&["state.", key].concat()).is_some());
        let kinds: Vec<&str> = kinds.map(|kind| kind.name).collect();
        let message = format!("{other} has no state with `{key}`");
        let remedy = format!("name a {}, or omit `{named}`", kinds.join(" or "));
        return Some(fact.diagnostic_at(named, message, remedy));
    }
    let differs = |key: &&&str| {
        let value = fact.values.get(**key);
        value.is_some_and(|value| !is_equal(value, &state[**key]))
    };
    let key = says.iter().find(differs)?;
    let (value, expected) = (display(&fact.values[*key]), display(&state[*key]));
    let message = format!("`{key}` is {value}, but the events of {other} give {expected}");
    let remedy = format!("fix the events of {other}, or this field");
    Some(fact.diagnostic_at(key, message, remedy))
}

/// Equal, where lists of places are compared as sets of ids: order and choice of name do not matter.
fn is_equal(value: &Value, state: &Value) -> bool {
    let ids = |value: &Value| {
        let entries = value.as_array()?.iter();
        let mut ids: Vec<String> = entries.map(|entry| entry["id"].to_string()).collect();
        ids.sort();
        Some(ids)
    };
    ids(value).map_or(value == state, |value| Some(value) == ids(state))
}

fn display(value: &Value) -> String {
    if let Some(entries) = value.as_array() {
        return entries
            .iter()
            .map(display)
            .collect::<Vec<_>>()
            .join(" and ");
    }
    let name = value.as_str().or(value["name"].as_str());
    name.unwrap_or("nothing").to_owned()
}

/// The values at a path of keys, through lists, that are not null.
pub fn values_at<'v>(values: &'v Map<String, Value>, path: &str) -> Vec<&'v Value> {
    let mut steps = path.split('.');
    let first = steps.next().and_then(|step| values.get(step));
    let found: Vec<&Value> = first.into_iter().collect();
    let found = steps.fold(found, |found, step| {
        let inner = found.into_iter().flat_map(entries);
        inner.filter_map(|value| value.get(step)).collect()
    });
    found.into_iter().filter(|value| !value.is_null()).collect()
}

/// The entries of a list, or the value itself.
fn entries(value: &Value) -> &[Value] {
    let array = value.as_array();
    array.map_or(std::slice::from_ref(value), Vec::as_slice)
}
