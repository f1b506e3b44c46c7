//! Values against the document's words for them: a year in the words lies in the date, a number in the words is the sum.

use serde_json::{Map, Value};

use super::check::fault;
use super::draft::Draft;
use super::fault::Faults;

/// Words that multiply, by their powers of ten.
const SCALES: &[(&str, u32)] = &[("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)];

/// Checks the dates and sums of a fact.
pub fn check(fact: &Draft, faults: &mut Faults) {
    if let Some(dated) = &fact.date {
        let bounds = (dated.date.earliest, dated.date.latest);
        let text = bounds.0.or(bounds.1).zip(bounds.1.or(bounds.0)).zip(dated.text.as_deref());
        if let Some(((first, last), text)) = text {
            check_years(fact, "date", (&first.to_string(), &last.to_string()), text, faults);
        }
    }
    for (key, value) in &fact.own {
        let Some(object) = value.as_object() else { continue };
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        if let (Some(words), true) = (text("text"), object.contains_key("edtf")) {
            let (first, last) = (text("earliest").or(text("latest")), text("latest").or(text("earliest")));
            if let Some(bounds) = first.zip(last) {
                check_years(fact, key, bounds, words, faults);
            }
        } else if object.contains_key("precision") {
            check_sum(fact, key, object, faults);
        }
    }
}

/// Every year that the words name lies between the first and the last day of the date.
fn check_years(fact: &Draft, key: &str, (first, last): (&str, &str), words: &str, faults: &mut Faults) {
    let numbers = words.split(|c: char| !c.is_ascii_digit());
    let outside = |year: &&str| year.len() == 4 && (*year < &first[..4] || *year > &last[..4]);
    if let Some(year) = numbers.into_iter().find(outside) {
        let what = format!("`{words}` names {year}, but `{key}` is from {first} to {last}");
        faults.push(fault(fact, fact.span_of(key), what, "write the date that the words say".to_owned()));
    }
}

/// The number in the words, with its scale, is the value, and its last digit the precision.
fn check_sum(fact: &Draft, key: &str, sum: &Map<String, Value>, faults: &mut Faults) {
    let words = sum.get("text").and_then(Value::as_str).unwrap_or_default();
    let Some((value, precision)) = number(words) else { return };
    for (name, right) in [("value", value), ("precision", precision)] {
        if sum[name].as_i64().is_some_and(|given| given != right) {
            let what = format!("`{words}` is not a {name} of {}", sum[name]);
            faults.push(fault(fact, fact.span_of(key), what, format!("write {name} = {right}")));
        }
    }
}

/// The first number of a text in whole units, and the unit of its last digit; `None` if there is none, or a part of a unit.
fn number(words: &str) -> Option<(i64, i64)> {
    let start = words.find(|c: char| c.is_ascii_digit())?;
    let rest = &words[start..];
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    let digits = digits.trim_end_matches(['.', ',']);
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let bare: i64 = digits.replace([',', '.'], "").parse().ok()?;
    let scale = SCALES.iter().find(|(word, _)| after.trim_start().starts_with(word)).map_or(0, |(_, power)| *power);
    let precision = 10_i64.checked_pow(scale.checked_sub(u32::try_from(decimals).ok()?)?)?;
    Some((bare.checked_mul(precision)?, precision))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_read_with_their_scale() {
        assert_eq!(number("US$68.2 million"), Some((68_200_000, 100_000)));
        assert_eq!(number("US$200,000"), Some((200_000, 1)));
        assert_eq!(number("¥3,500 million"), Some((3_500_000_000, 1_000_000)));
        assert_eq!(number("a great deal"), None);
        assert_eq!(number("1.5 dollars"), None);
    }
}
