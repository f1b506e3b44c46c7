//! Checks of counts: the document's words must give the comparator, the value and the limits.

use serde_json::Value;

use crate::kind::Rule;
use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::read::ParsedFact;
use crate::seed::uncompared::{Comparable, Uncompared};
use crate::wording::counts::{CountComparison, CountFault, WrittenCount, compare_count};

/// Checks the count of a fact, if it has one.
pub fn check_count(fact: &ParsedFact, uncompared: &mut Uncompared, diagnostics: &mut Diagnostics) {
    let rules = fact.kind.rules.iter();
    let mut words = rules.filter_map(|rule| match rule {
        Rule::CountInWords { words } => Some(*words),
        _ => None,
    });
    let Some(key) = words.next() else {
        return;
    };
    let number = |key: &str| fact.values.get(key).and_then(Value::as_i64);
    let (Some(words), Some(comparator)) = (fact.text(key), fact.text("comparator")) else {
        return;
    };
    let Some(value) = number("value") else {
        return;
    };
    let written = WrittenCount {
        comparator,
        value,
        min: number("min"),
        max: number("max"),
    };
    match compare_count(written, words) {
        CountComparison::Agrees => {}
        CountComparison::NotCompared => uncompared.push(Comparable::Count, fact, key, words),
        CountComparison::Disagrees(faults) => {
            for fault in faults {
                diagnostics.push(contradiction(fact, fault, words));
            }
        }
    }
}

fn contradiction(fact: &ParsedFact, fault: CountFault, words: &str) -> Diagnostic {
    let number =
        |key: &'static str, expected: i64| (key, expected.to_string(), expected.to_string());
    let (key, expected, toml) = match fault {
        CountFault::Comparator { expected } => {
            ("comparator", expected.to_owned(), format!("\"{expected}\""))
        }
        CountFault::Value { expected } => number("value", expected),
        CountFault::Min { expected } => number("min", expected),
        CountFault::Max { expected } => number("max", expected),
    };
    let written = fact.values.get(key).map(ToString::to_string);
    let written = written.unwrap_or_default().replace('"', "");
    let message = format!("`{key}` is {written}, but `{words}` gives {expected}");
    let remedy = format!("write {key} = {toml}, or correct the text");
    fact.diagnostic_at(key, message, remedy)
}
