//! Values against the document's words for them: a year in the words lies in the date, a number in the words is the sum.

use serde_json::{Map, Value};

use super::check::fault;
use super::draft::Draft;
use super::fault::Diagnostics;

/// Words that multiply, by their powers of ten.
const SCALES: &[(&[&str], u32)] = &[
    (&["thousand", "k"], 3),
    (&["million", "millions", "m", "mn", "mln"], 6),
    (&["billion", "billions", "bn"], 9),
    (&["trillion", "trillions", "tn"], 12),
];

/// Checks the dates and sums of a fact.
pub fn check(fact: &Draft, faults: &mut Diagnostics) {
    if let Some(dated) = &fact.date {
        let bounds = (dated.date.earliest, dated.date.latest);
        let text = bounds
            .0
            .or(bounds.1)
            .zip(bounds.1.or(bounds.0))
            .zip(dated.text.as_deref());
        if let Some(((first, last), text)) = text {
            check_years(
                fact,
                "date",
                (&first.to_string(), &last.to_string()),
                text,
                faults,
            );
        }
    }
    for (key, value) in &fact.own {
        let Some(object) = value.as_object() else {
            continue;
        };
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        if let (Some(words), true) = (text("text"), object.contains_key("edtf")) {
            let (first, last) = (
                text("earliest").or(text("latest")),
                text("latest").or(text("earliest")),
            );
            if let Some(bounds) = first.zip(last) {
                check_years(fact, key, bounds, words, faults);
            }
        } else if object.contains_key("precision") {
            check_sum(fact, key, object, faults);
        }
    }
}

/// Every year that the words name lies between the first and the last day of the date.
fn check_years(
    fact: &Draft,
    key: &str,
    (first, last): (&str, &str),
    words: &str,
    faults: &mut Diagnostics,
) {
    let numbers = words.split(|c: char| !c.is_ascii_digit());
    let outside = |year: &&str| year.len() == 4 && (*year < &first[..4] || *year > &last[..4]);
    if let Some(year) = numbers.into_iter().find(outside) {
        let what = format!("`{words}` names {year}, but `{key}` is from {first} to {last}");
        faults.push(fault(
            fact,
            fact.span_of(key),
            what,
            "write the date that the words say".to_owned(),
        ));
    }
}

/// The number in the words, with its scale, is the value, and its last digit the precision.
fn check_sum(fact: &Draft, key: &str, sum: &Map<String, Value>, faults: &mut Diagnostics) {
    let words = sum.get("text").and_then(Value::as_str).unwrap_or_default();
    let Some((value, precision)) = number(words) else {
        return;
    };
    for (name, right) in [("value", value), ("precision", precision)] {
        if sum[name].as_i64().is_some_and(|given| given != right) {
            let what = format!("`{words}` is not a {name} of {}", sum[name]);
            faults.push(fault(
                fact,
                fact.span_of(key),
                what,
                format!("write {name} = {right}"),
            ));
        }
    }
}

/// The first number of a text in whole units, and the unit of its last digit; `None` if there is none, if it is the lower end
/// of a range, or if it has a part of a unit.
fn number(words: &str) -> Option<(i64, i64)> {
    let words = words.to_lowercase();
    let start = words.find(|c: char| c.is_ascii_digit())?;
    let (digits, after) = words[start..].split_at(length(&words[start..]));
    if is_range(after) {
        return None;
    }
    let word = after
        .trim_start()
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let scale = SCALES
        .iter()
        .find(|(names, _)| names.contains(&word))
        .map_or(0, |(_, power)| *power);
    let bare: i64 = digits
        .replace(|c: char| !c.is_ascii_digit(), "")
        .parse()
        .ok()?;
    let precision = 10_i64.checked_pow(scale.checked_sub(decimals(digits))?)?;
    Some((bare.checked_mul(precision)?, precision))
}

/// Whether what stands behind a number makes it one of two: `2 to 3 million`.
fn is_range(after: &str) -> bool {
    let between = after
        .split(|c: char| c.is_ascii_digit())
        .next()
        .filter(|between| between.len() < after.len());
    let word = between.map(|between| {
        between
            .trim()
            .trim_end_matches(|c: char| !c.is_alphanumeric() && c != '-' && c != '–')
    });
    word.is_some_and(|word| ["to", "or", "and", "-", "–"].contains(&word.trim()))
}

/// How many bytes at the beginning of a text are one number: digits, and what stands between them. A space does where three
/// digits follow.
fn length(text: &str) -> usize {
    let group = |rest: &str| {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() - digits.len() == 3
    };
    let end = text.char_indices().find(|(at, c)| match c {
        '0'..='9' | ',' | '.' => false,
        ' ' | '\u{a0}' | '\u{202f}' => !group(&text[at + c.len_utf8()..]),
        _ => true,
    });
    text[..end.map_or(text.len(), |(at, _)| at)]
        .trim_end_matches([',', '.'])
        .len()
}

/// How many digits stand behind the decimal sign: the last of two different signs, or the only one, unless it is a comma before
/// three digits.
fn decimals(digits: &str) -> u32 {
    let signs: Vec<(usize, &str)> = digits.match_indices([',', '.']).collect();
    let Some((at, last)) = signs.last() else {
        return 0;
    };
    let behind = digits.len() - at - 1;
    let other = signs.iter().any(|(_, sign)| sign != last);
    let decimal = if signs.len() == 1 {
        *last == "." || behind != 3
    } else {
        other
    };
    if decimal {
        u32::try_from(behind).unwrap_or(u32::MAX)
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_read_with_their_scale() {
        for (words, read) in [
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
            assert_eq!(number(words), read, "{words}");
        }
    }
}
