//! Checks of sums of money: the number in the document's words must be the value.

use serde_json::Value;

use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::ParsedFact;

/// Words for powers of ten.
const SCALES: &[(&[&str], u32)] = &[
    (&["thousand", "k"], 3),
    (&["million", "millions", "m", "mn", "mln"], 6),
    (&["billion", "billions", "bn"], 9),
    (&["trillion", "trillions", "tn"], 12),
];

/// A number in whole units, and the unit of its last digit.
#[derive(Debug, PartialEq, Eq)]
struct Amount {
    value: i64,
    precision: i64,
}

/// Checks the sums of money of a fact.
pub fn check_amounts(fact: &ParsedFact, diagnostics: &mut Diagnostics) {
    for (key, money) in &fact.values {
        // Dates have a precision too.
        let is_money = money.get("precision").is_some() && money.get("edtf").is_none();
        let text = money.get("text").and_then(Value::as_str).unwrap_or("");
        let Some(amount) = parse_amount(text).filter(|_| is_money) else {
            continue;
        };
        for (name, expected) in [("value", amount.value), ("precision", amount.precision)] {
            if let Some(number) = money[name].as_i64().filter(|number| *number != expected) {
                let message = format!("`{name}` is {number}, but `{text}` gives {expected}");
                let remedy = format!("write {name} = {expected}, or correct the text");
                diagnostics.push(fact.diagnostic_at(key, message, remedy));
            }
        }
    }
}

/// The first number of a text; `None` if there is none, if it starts a range, or if it is not a whole number of units.
fn parse_amount(text: &str) -> Option<Amount> {
    let text = text.to_lowercase();
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let (digits, after) = text[start..].split_at(number_length(&text[start..]));
    if starts_range(after) {
        return None;
    }
    let mut words = after.trim_start().split(|c: char| !c.is_alphabetic());
    let word = words.next()?;
    let scale = SCALES.iter().find(|(names, _)| names.contains(&word));
    let scale = scale.map_or(0, |(_, power)| *power);
    let number = digits.replace(|c: char| !c.is_ascii_digit(), "");
    let number: i64 = number.parse().ok()?;
    let precision = 10_i64.checked_pow(scale.checked_sub(decimal_places(digits))?)?;
    Some(Amount {
        value: number.checked_mul(precision)?,
        precision,
    })
}

/// True if the text after a number makes it the first of two: `2 to 3 million`.
fn starts_range(after: &str) -> bool {
    let Some(next_number) = after.find(|c: char| c.is_ascii_digit()) else {
        return false;
    };
    let is_symbol = |c: char| !c.is_alphanumeric() && c != '-' && c != '–';
    let word = after[..next_number]
        .trim_start()
        .trim_end_matches(is_symbol);
    ["to", "or", "and", "-", "–"].contains(&word)
}

/// The length in bytes of the number at the start of a text, with its separators. A space is one if three digits follow.
fn number_length(text: &str) -> usize {
    let is_group = |rest: &str| {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() - digits.len() == 3
    };
    let end = text.char_indices().find(|(position, c)| match c {
        '0'..='9' | ',' | '.' => false,
        ' ' | '\u{a0}' | '\u{202f}' => !is_group(&text[position + c.len_utf8()..]),
        _ => true,
    });
    text[..end.map_or(text.len(), |(position, _)| position)]
        .trim_end_matches([',', '.'])
        .len()
}

/// The number of digits after the decimal separator. That is the last separator if there are two different ones, or the only
/// one, unless it is a comma before three digits.
fn decimal_places(digits: &str) -> u32 {
    let separators: Vec<(usize, &str)> = digits.match_indices([',', '.']).collect();
    let Some((position, last)) = separators.last() else {
        return 0;
    };
    let places = digits.len() - position - 1;
    let is_decimal = match separators.len() {
        1 => *last == "." || places != 3,
        _ => separators.iter().any(|(_, separator)| separator != last),
    };
    if is_decimal {
        u32::try_from(places).expect("a number is shorter than 4 GiB")
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, parse_amount};

    #[test]
    fn numbers_are_parsed_with_their_scale() {
        for (text, expected) in [
            ("US$68.2 million", Some((68_200_000, 100_000))),
            ("US$200,000", Some((200_000, 1))),
            ("¥3,500 million", Some((3_500_000_000, 1_000_000))),
            ("€4bn", Some((4_000_000_000, 1_000_000_000))),
            ("4 Million euros", Some((4_000_000, 1_000_000))),
            ("€4.5m.", Some((4_500_000, 100_000))),
            ("€4,5 million", Some((4_500_000, 100_000))),
            ("€1 000 000", Some((1_000_000, 1))),
            ("1.000.000,5 thousand", Some((1_000_000_500, 100))),
            ("4 metres", Some((4, 1))),
            ("US$68.2 million in 2017", Some((68_200_000, 100_000))),
            ("2 to 3 million euros", None),
            ("€2 to €3 million", None),
            ("2–3 million euros", None),
            ("a great deal", None),
            ("1.5 dollars", None),
        ] {
            let expected = expected.map(|(value, precision)| Amount { value, precision });
            assert_eq!(parse_amount(text), expected, "{text}");
        }
    }
}
