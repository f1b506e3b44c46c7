//! Checks of sums of money: the document's words must give the value, its precision and the currency.

use serde_json::Value;

use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::read::ParsedFact;
use crate::seed::uncompared::{Comparable, Uncompared};
use crate::values::currency::last_year;
use crate::wording::sums::{
    SumComparison, SumFault, WrittenRange, WrittenSum, compare_range, compare_sum,
};

/// The largest number of currencies that a remedy lists.
const MAX_LISTED: usize = 4;

/// Checks the sums of money of a fact.
pub fn check_amounts(
    fact: &ParsedFact,
    uncompared: &mut Uncompared,
    diagnostics: &mut Diagnostics,
) {
    for (key, money) in &fact.values {
        let number = |name: &str| money.get(name).and_then(Value::as_i64);
        let text = |name: &str| money.get(name).and_then(Value::as_str);
        let (Some(currency), Some(words)) = (text("currency"), text("text")) else {
            continue;
        };
        if let Some(diagnostic) = former_currency(fact, key, currency) {
            diagnostics.push(diagnostic);
        }
        let (value, precision) = (number("value"), number("precision"));
        let (min, max) = (number("min"), number("max"));
        let compared = match value.zip(precision) {
            Some((value, precision)) => {
                let written = WrittenSum {
                    value,
                    precision,
                    currency,
                };
                compare_sum(written, words)
            }
            None => compare_range(WrittenRange { min, max, currency }, words),
        };
        match compared {
            SumComparison::Agrees => {}
            SumComparison::NotCompared => uncompared.push(Comparable::Sum, fact, key, words),
            SumComparison::Disagrees(faults) => {
                for fault in faults {
                    diagnostics.push(contradiction(fact, key, &fault, words));
                }
            }
        }
    }
}

/// A sum in a currency that was no longer in use at the time of the fact.
fn former_currency(fact: &ParsedFact, key: &str, currency: &str) -> Option<Diagnostic> {
    let last = last_year(currency)?;
    let first_day = fact.date.as_ref()?.date.first_day();
    (first_day.yyyymmdd() / 10_000 > u32::from(last)).then(|| {
        let message = format!("the date is later than {last}, the last year of {currency}");
        let remedy = "write the currency of that time, or correct the date";
        fact.diagnostic_at(key, message, remedy)
    })
}

fn contradiction(fact: &ParsedFact, key: &str, fault: &SumFault, words: &str) -> Diagnostic {
    let written = |member: &str| {
        let value = &fact.values[key][member];
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    let gives = |member: &str, expected: &str| {
        let written = written(member);
        (
            format!("`{member}` is {written}, but `{words}` gives {expected}"),
            format!("write {member} = {expected}, or correct the text"),
        )
    };
    let (message, remedy) = match fault {
        SumFault::Value { expected } => {
            let expected: Vec<String> = expected.iter().map(i64::to_string).collect();
            gives("value", &expected.join(" or "))
        }
        SumFault::Precision { expected } => gives("precision", &expected.to_string()),
        SumFault::Range { min, max } => (
            format!("`min` and `max` are not those of `{words}`"),
            format!("write min = {min} and max = {max}, or correct the text"),
        ),
        SumFault::OutsideRange { min, max } => (
            format!(
                "`value` is {}, but `{words}` is between {min} and {max}",
                written("value")
            ),
            "write a value between the two, or correct the text".to_owned(),
        ),
        SumFault::Currency { expected } => (
            format!(
                "`currency` is {}, but `{words}` is in another",
                written("currency")
            ),
            currency_remedy(expected),
        ),
    };
    fact.diagnostic_at(key, message, remedy)
}

fn currency_remedy(expected: &[&str]) -> String {
    match expected {
        [one] => format!("write currency = \"{one}\", or correct the text"),
        some if some.len() <= MAX_LISTED => {
            format!("write one of {}, or correct the text", some.join(", "))
        }
        _ => "write the code of the currency in the text, or correct the text".to_owned(),
    }
}
