//! Checks of dates: the document's words for them, and the order of events.

use serde_json::Value;

use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::{DateWithText, ParsedFact};
use crate::seed::uncompared::{Comparable, Uncompared};
use crate::values::date::Date;
use crate::values::day::Day;
use crate::wording::dates::{DateComparison, compare_date};

/// Checks that the document's words for each date of a fact give that date. Those of another calendar are not compared.
pub fn check_dates(fact: &ParsedFact, uncompared: &mut Uncompared, diagnostics: &mut Diagnostics) {
    if let Some(DateWithText {
        date,
        text: Some(words),
        calendar,
    }) = &fact.date
    {
        match calendar {
            None => check_date(fact, "date", date, words, uncompared, diagnostics),
            Some(_) => uncompared.push(Comparable::Date, fact, "date", words),
        }
    }
    for (key, value) in &fact.values {
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let (Some(edtf), Some(words)) = (text("edtf"), text("text")) else {
            continue;
        };
        if text("calendar").is_some() {
            uncompared.push(Comparable::Date, fact, key, words);
        } else if let Ok(date) = Date::parse(edtf) {
            check_date(fact, key, &date, words, uncompared, diagnostics);
        }
    }
}

fn check_date(
    fact: &ParsedFact,
    key: &str,
    date: &Date,
    words: &str,
    uncompared: &mut Uncompared,
    diagnostics: &mut Diagnostics,
) {
    match compare_date(date, words) {
        DateComparison::Agrees => {}
        DateComparison::NotCompared => uncompared.push(Comparable::Date, fact, key, words),
        DateComparison::Disagrees { expected } => {
            let written = &date.edtf;
            let message = format!(
                "`{key}` is {written}, but `{words}` gives {}",
                expected.join(" or ")
            );
            let expected: Vec<String> = expected.iter().map(|edtf| format!("\"{edtf}\"")).collect();
            let remedy = format!(
                "write {key} = {}, or correct the text",
                expected.join(" or ")
            );
            diagnostics.push(fact.diagnostic_at(key, message, remedy));
        }
    }
}

/// Checks that no event is certainly earlier than one before it.
pub fn check_event_order(events: &[ParsedFact], diagnostics: &mut Diagnostics) {
    let mut earliest = Day::FIRST;
    for event in events {
        let Some(date) = event.date.as_ref().map(|date| &date.date) else {
            continue;
        };
        if date.last_day() < earliest {
            let edtf = &date.edtf;
            let message = format!("`{edtf}` is out of order: an earlier entry has a later date");
            let remedy = "put the events in the order in which they happened";
            diagnostics.push(event.diagnostic_at("date", message, remedy));
        }
        earliest = earliest.max(date.first_day());
    }
}
