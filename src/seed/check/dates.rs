//! Checks of dates: the years that the document's words name, and the order of events.

use serde_json::Value;

use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::{DateWithText, ParsedFact};
use crate::values::day::Day;

/// Checks that every year in the text of a date lies in the date.
pub fn check_years(fact: &ParsedFact, diagnostics: &mut Diagnostics) {
    let date = fact.date.as_ref().map(DateWithText::to_json);
    let date = date.iter().map(|date| ("date", date));
    let others = fact.values.iter().map(|(key, value)| (key.as_str(), value));
    for (key, value) in date.chain(others) {
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        let (Some(_), Some(words)) = (text("edtf"), text("text")) else {
            continue;
        };
        // The open end of an interval has no year of its own: a text that names one needs another date.
        let (earliest, latest) = (text("earliest"), text("latest"));
        let (Some(first), Some(last)) = (earliest.or(latest), latest.or(earliest)) else {
            continue;
        };
        let is_outside =
            |year: &&str| year.len() == 4 && (*year < &first[..4] || *year > &last[..4]);
        let mut numbers = words.split(|c: char| !c.is_ascii_digit());
        if let Some(year) = numbers.find(is_outside) {
            let period = match (earliest, latest) {
                (Some(_), None) => format!("from {first} with an open end"),
                (None, _) => format!("until {last} with an open start"),
                _ => format!("from {first} to {last}"),
            };
            let message = format!("`{words}` names {year}, but `{key}` is {period}");
            let remedy = "write the date that the text gives";
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
