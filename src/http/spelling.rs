//! The one spelling of a query: what means the same is written the same, so that it is computed, kept and tagged once.

use super::parameters::{Checked, Given};
use crate::kind::{Parameter, ParameterRole, ParameterType};

/// A text without a letter or digit: it finds nothing, whatever its signs are.
const NO_WORD: &str = "-";

/// What was given, in the order in which the parameters are declared.
pub fn of(given: &[Given<'_>], known: &[Parameter]) -> Vec<(&'static str, String)> {
    let find = |sets| given.iter().any(|one| one.parameter.role == sets);
    let bounded = find(ParameterRole::From) || find(ParameterRole::To);
    let ordered = known
        .iter()
        .filter_map(|known| given.iter().find(|one| one.parameter.name == known.name));
    // How dates match says that a period is meant where no bound does; else what is usual need not be said.
    let said = |one: &&Given<'_>| {
        one.parameter.role != ParameterRole::Match || !bounded || one.text != "possible"
    };
    ordered
        .filter(said)
        .map(|one| (one.parameter.name, value(one)))
        .collect()
}

/// A value as it was checked: codes, days, folded names and words, lists without repetition in an order of ours.
fn value(given: &Given<'_>) -> String {
    let shown = || given.values.iter().map(Checked::to_string);
    match &given.parameter.value_type {
        ParameterType::AnyOf(allowed) => {
            let values: Vec<String> = shown().collect();
            let named: Vec<&str> = allowed
                .iter()
                .copied()
                .filter(|name| values.iter().any(|v| v == name))
                .collect();
            named.join(",")
        }
        // The order of keys to sort by is what they mean.
        ParameterType::SortKeys(_) => shown().collect::<Vec<_>>().join(","),
        _ => {
            let mut values: Vec<String> = shown().filter(|value| !value.is_empty()).collect();
            values.sort_unstable();
            values.dedup();
            if values.is_empty() {
                NO_WORD.to_owned()
            } else {
                values.join(",")
            }
        }
    }
}
