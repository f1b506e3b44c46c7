//! The feed of TimelineJS: dated facts, with month and day only where they are known.

use serde::{Deserialize, Serialize};

use crate::kind::calendar_name;
use crate::kinds;
use crate::values::date::{Date, Unit};
use crate::values::day::Day;
use crate::values::html::escape;

/// The keys of an entry of the timeline that a feed shows.
#[derive(Deserialize)]
struct Entry {
    id: String,
    kind: String,
    title: String,
    summary: String,
    attribution: Option<String>,
    rank: String,
    date: Option<EntryDate>,
    sources: Vec<Source>,
}

#[derive(Deserialize)]
struct Source {
    document: String,
    pointer: String,
}

#[derive(Deserialize)]
struct EntryDate {
    edtf: String,
    text: Option<String>,
    calendar: Option<String>,
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

#[derive(Debug, Clone, Copy, Serialize, PartialEq, Eq)]
struct EventDate {
    year: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u32>,
}

/// The text of a feed before its first event. Events are separated by commas.
pub const START: &[u8] = b"{\"events\":[";

/// The text of a feed after its last event.
pub const END: &[u8] = b"]}";

/// The JSON of the event that stands for an entry of the timeline; `None` for one without a date, which a feed leaves out.
pub fn event_json(entry: &str) -> Option<Vec<u8>> {
    let entry = serde_json::from_str(entry).expect("stored entries are JSON: tests/stored.rs");
    Some(serde_json::to_vec(&event(entry)?).expect("an event is plain data"))
}

fn event(entry: Entry) -> Option<Event> {
    let EntryDate {
        edtf,
        text,
        calendar,
    } = entry.date?;
    let date = Date::parse(&edtf).expect("stored dates are valid: `migrate` has parsed them");
    let earliest = date
        .earliest
        .map(|day| EventDate::new(day, date.start_unit));
    let latest = date.latest.map(|day| EventDate::new(day, date.end_unit));
    // TimelineJS requires a start: a date with an open start is placed at its end.
    let (start_date, end_date) = match (earliest, latest) {
        (Some(start), end) => (start, end.filter(|end| *end != start)),
        (None, end) => (end?, None),
    };
    let kind = escape(&entry.kind);
    // TimelineJS shows headlines without the text too.
    let caveat = kinds::caveat(entry.attribution.as_deref(), &entry.rank);
    let headline = match caveat {
        Some(caveat) => [&entry.title, ", ", &caveat].concat(),
        None => entry.title,
    };
    let summary = [&entry.summary, &told_by(&entry.sources)].map(|text| escape(text));
    Some(Event {
        start_date,
        end_date,
        display_date: escape(&display_date(text, calendar)),
        text: EventText {
            headline: escape(&headline),
            text: format!("<p>{}</p><p>{}</p>", summary[0], summary[1]),
        },
        unique_id: format!("{kind}-{}", escape(&entry.id)),
        group: kind,
    })
}

/// The document's words for a date. Those of another calendar differ from the date beside them, so it is named.
fn display_date(text: Option<String>, calendar: Option<String>) -> String {
    let calendar = calendar.map(|calendar| format!(" ({})", calendar_name(&calendar)));
    text.unwrap_or_default() + calendar.as_deref().unwrap_or("")
}

/// The sentences that an entry was read from: "Source: a-b, Lead 1.2; a-b, Visits 2.1".
fn told_by(sources: &[Source]) -> String {
    let name = |source: &Source| [source.document.as_str(), ", ", &source.pointer].concat();
    let names: Vec<String> = sources.iter().map(name).collect();
    match names[..] {
        [] => "No source".to_owned(),
        [_] => ["Source: ", &names[0]].concat(),
        _ => ["Sources: ", &names.join("; ")].concat(),
    }
}

impl EventDate {
    /// The parts of a day down to a unit.
    fn new(day: Day, unit: Unit) -> Self {
        let number = day.yyyymmdd();
        Self {
            year: number / 10_000,
            month: (unit >= Unit::Month).then_some(number / 100 % 100),
            day: (unit >= Unit::Day).then_some(number % 100),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_escaped() {
        let mark = || "<i>".to_owned();
        let entry = Entry {
            id: mark(),
            kind: mark(),
            title: mark(),
            summary: mark(),
            attribution: Some(mark()),
            rank: mark(),
            date: Some(EntryDate {
                edtf: "1990".to_owned(),
                text: Some("<i>1990</i>".to_owned()),
                calendar: None,
            }),
            sources: vec![Source {
                document: mark(),
                pointer: mark(),
            }],
        };
        let event = serde_json::to_string(&event(entry).unwrap()).unwrap();
        assert!(
            !event.contains("<i>") && event.contains("&lt;i&gt;1990"),
            "{event}"
        );
    }

    /// The month and the day that the text of a date states. A season is some months long: `offset` counts them from 0.
    fn stated(edtf: &str, offset: u32) -> (Option<u32>, Option<u32>) {
        let plain = edtf.replace(['?', '~', '%'], "");
        let mut parts = plain.split('-');
        let year_is_known = parts.next().is_some_and(|year| !year.contains('X'));
        let mut known = || parts.next()?.parse().ok().filter(|_| year_is_known);
        let month = known();
        let day = known().filter(|_| month.is_some());
        let month_of_season = |season: u32| ((season - 20) * 3 + offset - 1) % 12 + 1;
        let calendar = |month: u32| {
            if month > 20 {
                month_of_season(month)
            } else {
                month
            }
        };
        (month.map(calendar), day)
    }

    fn date() -> impl Strategy<Value = String> {
        let year = "(19[0-9]{2}|19[0-9]X|19XX|2000|2004)";
        let month = "(0[1-9]|1[0-2]|2[1-4]|XX|0X|1X)";
        let day = "(0[1-9]|[12][0-9]|3[01]|XX|[012]X|X[0-9])";
        let text = format!("{year}[?~%]?(-{month}[?~%]?(-{day}[?~%]?)?)?");
        prop::string::string_regex(&text).expect("a regular expression")
    }

    /// Dates, and intervals with at most one open or unknown end.
    fn edtf() -> impl Strategy<Value = String> {
        let open = || prop::sample::select(vec!["..", ""]);
        prop_oneof![
            date(),
            (date(), date()).prop_map(|(start, end)| [start, end].join("/")),
            (date(), open()).prop_map(|(start, open)| [start.as_str(), open].join("/")),
            (open(), date()).prop_map(|(open, end)| [open, end.as_str()].join("/")),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn a_feed_has_the_parts_that_the_date_states_and_no_others(edtf in edtf()) {
            let Ok(parsed) = Date::parse(&edtf) else { return Ok(()) };
            let entry = Entry {
                id: String::new(),
                kind: String::new(),
                title: String::new(),
                summary: String::new(),
                attribution: None,
                rank: String::new(),
                date: Some(EntryDate { edtf: edtf.clone(), text: None, calendar: None }),
                sources: Vec::new(),
            };
            let event = event(entry).expect("a dated event");
            let (start, end) = edtf.split_once('/').unwrap_or((&edtf, &edtf));
            let end_date = event.end_date.unwrap_or(event.start_date);
            for (text, offset, shown, bound) in [
                (start, 0, event.start_date, parsed.earliest),
                (end, 2, end_date, parsed.latest),
            ] {
                // An open end is shown at the other one.
                let Some(bound) = bound.map(Day::yyyymmdd) else {
                    prop_assert!(event.end_date.is_none());
                    continue;
                };
                let (month, day) = stated(text, offset);
                prop_assert_eq!(shown.year, bound / 10_000);
                prop_assert_eq!((shown.month, shown.day), (month, day), "{}", text);
            }
        }
    }
}
