//! Checks of sums of money: the document's words must give the value, its precision and the currency.

use serde_json::Value;

use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::read::ParsedFact;
use crate::seed::uncompared::{Comparable, Uncompared};
use crate::wording::sums::{SumComparison, SumFault, WrittenSum, compare_sum};

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
        let (Some(value), Some(precision)) = (number("value"), number("precision")) else {
            continue;
        };
        let (Some(currency), Some(words)) = (text("currency"), text("text")) else {
            continue;
        };
        let written = WrittenSum {
            value,
            precision,
            currency,
        };
        match compare_sum(written, words) {
            SumComparison::Agrees => {}
            SumComparison::NotCompared => uncompared.push(Comparable::Sum, fact, key, words),
            SumComparison::Disagrees(faults) => {
                for fault in faults {
                    diagnostics.push(contradiction(fact, key, written, &fault, words));
                }
            }
        }
    }
}

fn contradiction(
    fact: &ParsedFact,
    key: &str,
    written: WrittenSum<'_>,
    fault: &SumFault,
    words: &str,
) -> Diagnostic {
    let WrittenSum {
        value,
        precision,
        currency,
    } = written;
    let gives = |member: &str, written: i64, expected: &str| {
        (
            format!("`{member}` is {written}, but `{words}` gives {expected}"),
            format!("write {member} = {expected}, or correct the text"),
        )
    };
    let (message, remedy) = match fault {
        SumFault::Value { expected } => {
            let expected: Vec<String> = expected.iter().map(i64::to_string).collect();
            gives("value", value, &expected.join(" or "))
        }
        SumFault::Precision { expected } => gives("precision", precision, &expected.to_string()),
        SumFault::OutsideRange { min, max } => (
            format!("`value` is {value}, but `{words}` is between {min} and {max}"),
            "write a value between the two, or correct the text".to_owned(),
        ),
        SumFault::Currency { expected } => (
            format!("`currency` is {currency}, but `{words}` is in another"),
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
