//! The day for which the page of a pair shows the states of its missions.

use super::facts::Facts;
use super::item::Item;
use super::timeline::year_range;
use crate::http::parsed_request::ParsedRequest;
use crate::kinds;
use crate::store::Store;
use crate::values::day::{Day, parse_day};

/// The day for which the states of missions are shown, and the range of the slider that chooses it.
pub struct MissionsDay {
    pub first: i32,
    pub last: i32,
    pub year: i32,
    /// The last year of which the documents can speak, or that of the last event of a mission: bands end there.
    pub last_known: i32,
    /// The day in words.
    pub as_of: String,
    pub is_requested: bool,
}

/// The year of the newest document whose day is known, from which on undated missions count.
fn newest_year(store: &Store, documents: &Facts) -> Option<i32> {
    let revised = store.dataset.revised.as_deref().and_then(parse_day);
    let days = documents
        .items
        .iter()
        .filter_map(|one| one.document_day(revised));
    let year = |day: Day| i32::try_from(day.yyyymmdd() / 10_000).ok();
    days.max().and_then(year)
}

impl MissionsDay {
    #[expect(clippy::cast_possible_truncation, reason = "years have four digits")]
    pub fn new(request: &ParsedRequest, dated: &[Item], documents: &Facts) -> Self {
        // Facts such as history are older than any mission.
        let events = dated
            .iter()
            .filter(|fact| has_state(&fact.text("part_of.kind")));
        let (first, last_event) = year_range(events).unwrap_or((1900.0, 2000.0));
        let (_, last) = year_range(dated).unwrap_or((1900.0, 2000.0));
        let newest = newest_year(&request.store, documents).unwrap_or(0);
        let last = (last as i32).max(newest);
        let day = request.query.filters.as_of.map(|day| day.to_string());
        let year = day.as_ref().and_then(|day| day.get(..4)?.parse().ok());
        Self {
            first: first as i32,
            last,
            last_known: newest.max(last_event as i32),
            year: year.unwrap_or(last),
            is_requested: day.is_some(),
            as_of: day.map_or_else(|| "the latest event".to_owned(), in_words),
        }
    }
}

/// True for a kind whose facts change with the days.
fn has_state(kind: &str) -> bool {
    kinds::by_name(kind).is_some_and(|kind| kind.states.is_some())
}

/// A day, or the year whose last day it is.
fn in_words(day: String) -> String {
    let year = day
        .strip_suffix("-12-31")
        .map(|year| format!("the end of {year}"));
    year.unwrap_or(day)
}
