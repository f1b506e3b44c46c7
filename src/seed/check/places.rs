//! Checks that facts name each place of the pair: one that none names was probably meant in a fact that lacks it.

use std::collections::HashSet;

use serde_json::Value;

use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::read::Pair;

/// Checks the places of a pair.
pub fn check_places(pair: &Pair, diagnostics: &mut Diagnostics) {
    if pair.is_incomplete || pair.all_facts().any(|fact| fact.has_errors) {
        return;
    }
    let mut named = HashSet::new();
    for fact in pair.all_facts() {
        for value in fact.values.values() {
            collect_places(value, &mut named);
        }
    }
    let places = pair.places.iter().flatten();
    for place in places.filter(|place| !named.contains(place.id.as_str())) {
        let message = format!("no fact names the place `{}`", place.id);
        let remedy = "name it in a fact, or remove it";
        let span = place.span.clone();
        diagnostics.push(Diagnostic::new(&place.file, span, message, remedy));
    }
}

/// Collects the ids of the places in a value: objects with an id and a name.
fn collect_places<'v>(value: &'v Value, ids: &mut HashSet<&'v str>) {
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| collect_places(entry, ids)),
        Value::Object(members) => {
            let id = value["id"]
                .as_str()
                .filter(|_| members.contains_key("name"));
            ids.extend(id);
            members
                .values()
                .for_each(|member| collect_places(member, ids));
        }
        _ => {}
    }
}
