//! Checks that facts name each place and person of the pair: one that none names was probably meant in a fact that lacks it.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::read::Pair;
use crate::seed::source_file::SourceFile;

/// Checks the places and people of a pair.
pub fn check_places(pair: &Pair, diagnostics: &mut Diagnostics) {
    if pair.is_incomplete || pair.all_facts().any(|fact| fact.has_errors) {
        return;
    }
    let mut named = HashSet::new();
    for fact in pair.all_facts() {
        for value in fact.values.values() {
            collect_named(value, &mut named);
        }
    }
    let mut report = |noun: &str, name: &str, file: &Arc<SourceFile>, span: &Range<usize>| {
        let message = format!("no fact names the {noun} `{name}`");
        let remedy = "name it in a fact, or remove it";
        diagnostics.push(Diagnostic::new(file, span.clone(), message, remedy));
    };
    let places = pair.places.iter().flatten();
    for place in places.filter(|place| !named.contains(&Named::Place(&place.id))) {
        report("place", &place.id, &place.file, &place.span);
    }
    for one in &pair.people {
        if !named.contains(&Named::Person(&one.name)) {
            report("person", &one.name, &one.file, &one.span);
        }
    }
}

/// A place by its id, or a person by the name.
#[derive(PartialEq, Eq, Hash)]
enum Named<'v> {
    Place(&'v str),
    Person(&'v str),
}

/// Collects the places and people in a value: objects with a name and other spellings of it.
fn collect_named<'v>(value: &'v Value, named: &mut HashSet<Named<'v>>) {
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| collect_named(entry, named)),
        Value::Object(members) => {
            if members.contains_key("also") {
                let place = value["id"].as_str().map(Named::Place);
                named.extend(place.or(value["name"].as_str().map(Named::Person)));
            }
            members
                .values()
                .for_each(|member| collect_named(member, named));
        }
        _ => {}
    }
}
