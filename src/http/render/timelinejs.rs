//! The feed of TimelineJS: dated facts, with month and day only where they are known.

use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::response::with_format;
use crate::http::format::Format;
use crate::store::Items;
use crate::values::day;
use crate::values::html::escape;

/// The keys of an item that a feed shows.
#[derive(Deserialize)]
struct DatedItem {
    id: String,
    kind: String,
    title: String,
    claim: Option<String>,
    date: Option<ItemDate>,
}

#[derive(Deserialize)]
struct ItemDate {
    text: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
}

#[derive(Serialize)]
struct Feed {
    events: Vec<Event>,
}

/// An event. TimelineJS renders its texts as HTML, so that they are escaped.
#[derive(Serialize)]
struct Event {
    start_date: EventDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<EventDate>,
    display_date: String,
    text: EventText,
    group: String,
    unique_id: String,
}

#[derive(Serialize)]
struct EventText {
    headline: String,
    text: String,
}

#[derive(Serialize, PartialEq, Eq)]
struct EventDate {
    year: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u32>,
}

/// The finest unit that both ends of a date know.
#[derive(Clone, Copy)]
enum Unit {
    Year,
    Month,
    Day,
}

/// A feed of items; those without a date are left out.
pub fn feed(items: &Items) -> Response {
    let parse = |item| serde_json::from_str(item).expect("stored items are JSON: tests/stored.rs");
    let feed = Feed {
        events: items.iter().map(parse).filter_map(event).collect(),
    };
    let body = serde_json::to_vec(&feed).expect("a feed is plain data");
    with_format(Format::TimelineJs, body)
}

fn event(item: DatedItem) -> Option<Event> {
    let ItemDate {
        text,
        earliest,
        latest,
    } = item.date?;
    // TimelineJS requires a start: a date with an open start is placed at its end.
    let start = earliest.as_ref().or(latest.as_ref())?;
    let end = latest.as_ref().unwrap_or(start);
    let unit = known_unit(earliest.as_deref(), latest.as_deref());
    let (start_date, end_date) = (EventDate::new(start, unit), EventDate::new(end, unit));
    let is_period = end_date != start_date && earliest.is_some();
    let escape = |text: Option<String>| escape(&text.unwrap_or_default());
    let kind = escape(Some(item.kind));
    Some(Event {
        start_date,
        end_date: is_period.then_some(end_date),
        display_date: escape(text),
        text: EventText {
            headline: escape(Some(item.title)),
            text: escape(item.claim),
        },
        unique_id: format!("{kind}-{}", escape(Some(item.id))),
        group: kind,
    })
}

/// Whole years have no month, and whole months no day. An open end is a whole of any unit.
fn known_unit(start: Option<&str>, end: Option<&str>) -> Unit {
    let is_years = start.is_none_or(|day| day.ends_with("-01-01"))
        && end.is_none_or(|day| day.ends_with("-12-31"));
    let is_months =
        start.is_none_or(|day| day.ends_with("-01")) && end.is_none_or(is_last_of_month);
    match (is_years, is_months) {
        (true, _) => Unit::Year,
        (_, true) => Unit::Month,
        _ => Unit::Day,
    }
}

fn is_last_of_month(day: &str) -> bool {
    day::parse_period(&day[..7]).is_some_and(|(_, last)| last.to_string() == day)
}

impl EventDate {
    /// The parts of a day such as `2008-06-01`, down to a unit.
    fn new(day: &str, unit: Unit) -> Self {
        let mut parts = day
            .split('-')
            .map(|part| part.parse().expect("days are numbers"));
        let mut next = || parts.next().expect("days have a year, a month and a day");
        let (year, month, day) = (next(), next(), next());
        let (month, day) = match unit {
            Unit::Year => (None, None),
            Unit::Month => (Some(month), None),
            Unit::Day => (Some(month), Some(day)),
        };
        Self { year, month, day }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped() {
        let item = DatedItem {
            id: "<i>".to_owned(),
            kind: "<i>".to_owned(),
            title: "<i>".to_owned(),
            claim: Some("<i>".to_owned()),
            date: Some(ItemDate {
                text: Some("<i>1990</i>".to_owned()),
                earliest: Some("1990-01-01".to_owned()),
                latest: Some("1990-12-31".to_owned()),
            }),
        };
        let event = serde_json::to_string(&event(item).unwrap()).unwrap();
        assert!(
            !event.contains('<') && event.contains("&lt;i&gt;1990"),
            "{event}"
        );
    }
}
