//! Dates in words, such as "autumn of 2004", compared with EDTF.

use super::date_phrase::{DatePhrase, Link};
use super::date_reading::{Match, Reading, readings};
use super::date_words::Bound;
use crate::values::date::Date;

/// The largest number of dates that a remedy proposes.
const MAX_PROPOSED: usize = 4;

/// The result of comparing a date with the words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateComparison {
    Agrees,
    /// The words mean another date: one of these, in EDTF.
    Disagrees {
        expected: Vec<String>,
    },
    /// The words are not understood, or may well mean the date.
    NotCompared,
}

/// Compares a date with the words for it.
pub fn compare_date(date: &Date, words: &str) -> DateComparison {
    let Some(phrase) = DatePhrase::parse(words).filter(|_| !is_relative(words)) else {
        return DateComparison::NotCompared;
    };
    let readings: Vec<Reading> = years(date)
        .into_iter()
        .flat_map(|year| readings(&phrase, year))
        .collect();
    match readings.iter().map(|reading| reading.compare(date)).max() {
        None | Some(Match::Possible) => DateComparison::NotCompared,
        Some(Match::Full) => DateComparison::Agrees,
        Some(Match::None) => {
            let mut expected: Vec<String> = Vec::new();
            for reading in readings {
                if !expected.contains(&reading.date.edtf) {
                    expected.push(reading.date.edtf);
                }
            }
            expected.truncate(MAX_PROPOSED);
            DateComparison::Disagrees { expected }
        }
    }
}

/// True for words that count from another date: "the day after 22 January 1992".
fn is_relative(words: &str) -> bool {
    let words = words.to_lowercase();
    let units = ["day", "days", "week", "month", "year", "eve", "anniversary"];
    let limits = ["after", "before", "of"];
    let mut pairs = units
        .iter()
        .flat_map(|unit| limits.map(|limit| (*unit, limit)));
    pairs.any(|(unit, limit)| {
        let is_plain = limit == "of" && !matches!(unit, "eve" | "anniversary");
        !is_plain && words.contains(&[unit, " ", limit, " "].concat())
    })
}

/// The years that a date without a year may be of: those of the date that it is compared with.
fn years(date: &Date) -> Vec<Option<u32>> {
    let days = [date.earliest, date.latest].into_iter().flatten();
    let mut years: Vec<_> = days.map(|day| Some(day.yyyymmdd() / 10_000)).collect();
    years.dedup();
    years
}

/// The date in EDTF that words give, if they can mean only one: `2 June 2012` gives `2012-06-02`; `3 January`, `early 2005` and
/// `from 2004` give none.
pub fn date_from_words(words: &str) -> Option<String> {
    let phrase = DatePhrase::parse(words).filter(|_| !is_relative(words))?;
    let readings = readings(&phrase, None);
    let is_certain = match (phrase.link, phrase.bound) {
        _ if phrase.dates.iter().any(|date| date.is_part) => false,
        (None | Some(Link::Range), None) => readings.len() == 1,
        // The limit alone may also be the date of the event, but that is not what the words say.
        (None, Some(Bound::Since | Bound::Until)) => readings.len() == 2,
        _ => false,
    };
    let first = readings.into_iter().next().filter(|_| is_certain);
    // Numbers of three digits are seldom years, but decades and centuries may be as early.
    let is_likely =
        |edtf: &String| edtf.contains('X') || !edtf.trim_start_matches("../").starts_with('0');
    first.map(|reading| reading.date.edtf).filter(is_likely)
}

/// Every date in EDTF that words with a year may mean, the usual one first: `early 2005` gives `2005`, `from 2004` gives `2004/..`
/// and `2004`.
pub fn date_readings(words: &str) -> Vec<String> {
    let phrase = DatePhrase::parse(words).filter(|_| !is_relative(words));
    let readings = phrase.iter().flat_map(|phrase| readings(phrase, None));
    readings.map(|reading| reading.date.edtf).collect()
}
