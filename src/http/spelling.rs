//! The one spelling of a query: what means the same is written the same, so that it is computed, kept and tagged once.

use super::parameters::{Checked, Given};
use crate::resource::{Parameter, Sets, Takes};
use crate::values::fold::compose;

/// A text without a letter or digit: it finds nothing, whatever its signs are.
const NO_WORD: &str = "-";

/// What was given, in the order in which the parameters are declared.
pub fn of(given: &[Given<'_>], known: &[Parameter]) -> Vec<(&'static str, String)> {
    let find = |sets| given.iter().any(|one| one.parameter.sets == sets);
    let bounded = find(Sets::From) || find(Sets::To);
    let ordered = known.iter().filter_map(|known| given.iter().find(|one| one.parameter.name == known.name));
    // How dates match says that a period is meant where no bound does; else what is usual need not be said.
    let said = |one: &&Given<'_>| one.parameter.sets != Sets::Match || !bounded || one.text != "possible";
    ordered.filter(said).map(|one| (one.parameter.name, value(one))).collect()
}

/// A value as it was checked: codes, days and folded names, lists without repetition in an order of ours.
fn value(given: &Given<'_>) -> String {
    let shown = || given.values.iter().map(Checked::to_string);
    match &given.parameter.takes {
        Takes::Text => words(&given.text),
        Takes::Choice(allowed) => {
            let values: Vec<String> = shown().collect();
            let named: Vec<&str> = allowed.iter().copied().filter(|name| values.iter().any(|v| v == name)).collect();
            named.join(",")
        }
        // The order of keys to sort by is what they mean.
        Takes::Sorts(_) => shown().collect::<Vec<_>>().join(","),
        _ => {
            let mut values: Vec<String> = shown().filter(|value| !value.is_empty()).collect();
            values.sort_unstable();
            values.dedup();
            if values.is_empty() { NO_WORD.to_owned() } else { values.join(",") }
        }
    }
}

/// The words of a text, as [`super::words::query`] tells them apart.
fn words(text: &str) -> String {
    let text = compose(text);
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { NO_WORD.to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::super::words::query;
    use super::words;

    #[test]
    fn a_spelling_of_words_asks_for_the_same_words() {
        for text in ["Genghis  Khan's", "(x* OR", "*", "\"\"", "Khu\u{308}relsu\u{308}kh", " a-b "] {
            assert_eq!(query(&words(text)), query(text), "{text}");
            assert_eq!(words(&words(text)), words(text), "{text}");
        }
    }
}
