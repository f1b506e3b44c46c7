//! Checks of single facts beyond the shape of their fields: the rules of their kind, and the order of events.

use serde_json::Value;

use super::check::fault;
use super::draft::{Draft, Reference};
use super::fault::Diagnostics;
use crate::kind::Rule;
use crate::kinds;
use crate::values::day::Day;

/// The state of a fact when all its events have happened; `null` where its kind has no states, `None` where it is not known.
pub type StateOf<'a> = dyn Fn(&Reference) -> Option<Value> + 'a;

/// Checks a fact by its kind's rules, and its events for their order. A fact with a fault in its own values is not judged by
/// them as well.
pub fn check(fact: &Draft, state_of: &StateOf<'_>, faults: &mut Diagnostics) {
    for rule in fact.kind.rules.iter().filter(|_| !fact.faulty) {
        if let Some((key, what, remedy)) = broken(fact, rule, state_of) {
            faults.push(fault(fact, fact.span_of(key), what, remedy));
        }
    }
    if fact.kind.states.is_some() {
        for (_, events) in &fact.parts {
            check_order(events, faults);
        }
    }
}

/// The key at fault, what is wrong and what would be right.
type Broken = (&'static str, String, String);

/// What is wrong, if the fact breaks the rule.
fn broken(fact: &Draft, rule: &Rule, state_of: &StateOf<'_>) -> Option<Broken> {
    let says = |field: &str, value: &str| text(&fact.own, field) == Some(value);
    match *rule {
        Rule::Dated => {
            let missing = fact.date.is_none() && !fact.spans.contains_key("date");
            let remedy = "add date = \"…\" and date_text = \"…\"";
            missing.then(|| ("id", "missing field `date`".to_owned(), remedy.to_owned()))
        }
        Rule::ForbiddenWhen {
            field,
            value,
            absent,
        } => {
            let given = absent
                .iter()
                .find(|key| says(field, value) && !fact.own[**key].is_null())?;
            let remedy = format!("remove `{given}`, or write another `{field}`");
            Some((*given, format!("a {value} has no `{given}`"), remedy))
        }
        Rule::RequiredWhen {
            field,
            value,
            present,
        } => {
            let missing = present
                .iter()
                .find(|key| says(field, value) && !fact.spans.contains_key(**key))?;
            Some((
                field,
                format!("missing field `{missing}`: `{field}` is {value}"),
                format!("add `{missing} = …`"),
            ))
        }
        Rule::AtLeastOneOf { group, fields: any } => {
            let group_value = fact.own.get(group)?.as_object()?;
            let none = any.iter().all(|field| group_value[*field].is_null());
            none.then(|| {
                (
                    group,
                    format!("`{group}` says nothing"),
                    format!("give one of {}", any.join(", ")),
                )
            })
        }
        Rule::Differ { one, other } => {
            let (a, b) = (value_at(&fact.own, one)?, value_at(&fact.own, other)?);
            (a == b).then(|| {
                (
                    one,
                    format!("`{one}` and `{other}` are the same"),
                    "name two different ones".to_owned(),
                )
            })
        }
        Rule::Positive { field } => {
            let zero = fact.own.get(field)?.as_i64() == Some(0);
            zero.then(|| (field, format!("`{field}` is 0"), "count from 1".to_owned()))
        }
        Rule::Ordered { least, most } => {
            let number = |key| fact.own.get(key).and_then(Value::as_i64);
            let wrong = number(least)? > number(most)?;
            wrong.then(|| {
                (
                    most,
                    format!("`{least}` is greater than `{most}`"),
                    "swap them".to_owned(),
                )
            })
        }
        Rule::AgreesWithState {
            fact: named,
            fields: says,
        } => disagreement(fact, named, says, state_of),
        Rule::AtMostOne { .. } | Rule::TwoDistinct { .. } | Rule::AtLeastTwoWhen { .. } => {
            broken_list(fact, rule)
        }
    }
}

/// The same for rules about how many entries a list has.
fn broken_list(fact: &Draft, rule: &Rule) -> Option<Broken> {
    match *rule {
        Rule::AtMostOne { list, field, value } => {
            let entries = fact.own.get(list)?.as_array()?;
            let found = entries.iter().filter(|entry| entry[field] == value).count();
            let what = format!("{found} of `{list}` are {value}");
            (found > 1).then(|| (list, what, format!("let at most one be {value}")))
        }
        Rule::TwoDistinct { list } => {
            let entries = fact.own.get(list)?.as_array()?;
            let wrong = entries.len() != 2 || entries[0] == entries[1];
            wrong.then(|| {
                (
                    list,
                    format!("`{list}` does not name two"),
                    "name two different ones".to_owned(),
                )
            })
        }
        Rule::AtLeastTwoWhen { field, value, list } => {
            let alone =
                text(&fact.own, field) == Some(value) && fact.own.get(list)?.as_array()?.len() == 1;
            alone.then(|| {
                (
                    list,
                    format!("a {value} of one alone"),
                    format!("name another in `{list}`"),
                )
            })
        }
        _ => None,
    }
}

fn disagreement(
    fact: &Draft,
    named: &'static str,
    says: &[&'static str],
    state_of: &StateOf<'_>,
) -> Option<Broken> {
    let other = fact.own.get(named)?;
    let reference = Reference {
        kind: other["kind"].as_str()?.to_owned(),
        id: other["id"].as_str()?.to_owned(),
    };
    let state = state_of(&reference)?;
    let Reference { kind, id } = &reference;
    if let Some(key) = says.iter().find(|key| state.get(key).is_none()) {
        let known = kinds::all().filter(|kind| kind.type_at(&["state.", key].concat()).is_some());
        let known: Vec<&str> = known.map(|kind| kind.name).collect();
        let what = format!("{kind}/{id} has no state that says `{key}`");
        return Some((
            named,
            what,
            format!("name a {}, or leave `{named}` out", known.join(" or ")),
        ));
    }
    let key = says.iter().find(|key| {
        fact.own
            .get(**key)
            .is_some_and(|said| !alike(said, &state[**key]))
    })?;
    let what = format!(
        "`{key}` is {}, but the events of {kind}/{id} fold to {}",
        shown(&fact.own[*key]),
        shown(&state[*key])
    );
    Some((
        *key,
        what,
        format!("mend the events of {kind}/{id}, or what is read from this sentence"),
    ))
}

/// Equal, lists of places without regard to their order and to which of its names a place goes by.
fn alike(said: &Value, state: &Value) -> bool {
    let ids = |value: &Value| {
        let mut ids: Vec<String> = value
            .as_array()?
            .iter()
            .map(|entry| entry["id"].to_string())
            .collect();
        ids.sort();
        Some(ids)
    };
    ids(said).map_or(said == state, |said| Some(said) == ids(state))
}

fn shown(value: &Value) -> String {
    let name = |value: &Value| {
        value
            .as_str()
            .or(value["name"].as_str())
            .unwrap_or("nothing")
            .to_owned()
    };
    value.as_array().map_or_else(
        || name(value),
        |list| list.iter().map(name).collect::<Vec<_>>().join(" and "),
    )
}

/// No event is certainly earlier than one before it.
fn check_order(events: &[Draft], faults: &mut Diagnostics) {
    let mut reached = Day::FIRST;
    for event in events {
        let Some(dated) = &event.date else { continue };
        if dated.date.last_day() < reached {
            let what = format!(
                "`{}` is out of order: an event before it is later",
                dated.date.edtf
            );
            let remedy = "put the events in the order in which they happened".to_owned();
            faults.push(fault(event, event.span_of("date"), what, remedy));
        }
        reached = reached.max(dated.date.first_day());
    }
}

/// The value at a path of keys, unless it is null.
fn value_at<'v>(own: &'v serde_json::Map<String, Value>, path: &str) -> Option<&'v Value> {
    let mut steps = path.split('.');
    let first = own.get(steps.next()?)?;
    Some(steps.fold(first, |value, step| &value[step])).filter(|value| !value.is_null())
}

fn text<'v>(own: &'v serde_json::Map<String, Value>, field: &str) -> Option<&'v str> {
    own.get(field).and_then(Value::as_str)
}
