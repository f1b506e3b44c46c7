//! Days of the calendar in the years 0000 to 9999, and periods of a year, month or day.

use std::fmt;

use edtf_core::{Bound, BoundDate, Edtf};

/// A day. Days and their texts (`2007-01-01`) sort chronologically.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(BoundDate);

impl Day {
    /// The first day that a date can have.
    pub const FIRST: Self = Self(BoundDate {
        year: 0,
        month: 1,
        day: 1,
    });
    /// The last day that a date can have; as of this day, every event has happened.
    pub const LAST: Self = Self(BoundDate {
        year: 9999,
        month: 12,
        day: 31,
    });

    /// The digits of year, month and day as a number, which sorts chronologically.
    pub fn yyyymmdd(self) -> u32 {
        let BoundDate { year, month, day } = self.0;
        let year = u32::try_from(year).expect("years are 0 to 9999");
        year * 10_000 + u32::from(month) * 100 + u32::from(day)
    }

    /// The day after; `None` after [`LAST`](Self::LAST).
    pub fn next(self) -> Option<Self> {
        let BoundDate { year, month, day } = self.0;
        let year = i16::try_from(year).expect("years are 0 to 9999");
        let [month, day] = [month, day].map(|number| i8::try_from(number).expect("at most 31"));
        let civil = jiff::civil::Date::new(year, month, day).expect("a day of the calendar");
        let next = civil.tomorrow().ok()?;
        let [month, day] = [next.month(), next.day()].map(i8::unsigned_abs);
        Self::new(next.year().into(), month, day)
    }

    pub(super) fn new(year: i64, month: u8, day: u8) -> Option<Self> {
        (0..=9999)
            .contains(&year)
            .then_some(Self(BoundDate { year, month, day }))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The day written `YYYY-MM-DD`.
pub fn parse_day(text: &str) -> Option<Day> {
    let (first, last) = parse_period(text)?;
    (first == last).then_some(first)
}

/// The first and last day of a period written `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
pub fn parse_period(text: &str) -> Option<(Day, Day)> {
    let is_plain =
        matches!(text.len(), 4 | 7 | 10) && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let is_season = text.get(5..7).is_some_and(|month| month > "12");
    if !is_plain || is_season {
        return None;
    }
    match Edtf::parse(text).ok()?.bounds() {
        edtf_core::Bounds {
            earliest: Bound::Date(first),
            latest: Bound::Date(last),
        } => Some((Day(first), Day(last))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, parse_day, parse_period};

    #[test]
    fn the_calendar_goes_on_after_months_and_years_and_ends_in_9999() {
        let next = |text| {
            parse_day(text)
                .and_then(Day::next)
                .map(|day| day.to_string())
        };
        assert_eq!(next("0000-02-29").as_deref(), Some("0000-03-01"));
        assert_eq!(next("1900-02-28").as_deref(), Some("1900-03-01"));
        assert_eq!(next("2025-12-31").as_deref(), Some("2026-01-01"));
        assert_eq!(next("9999-12-30"), Some(Day::LAST.to_string()));
        assert_eq!(Day::LAST.next(), None);
        assert_eq!(parse_day("2025-12"), None);
    }

    #[test]
    fn a_period_has_its_first_and_last_day() {
        let bounds = |text| parse_period(text).map(|(first, last)| format!("{first} {last}"));
        assert_eq!(bounds("2005").as_deref(), Some("2005-01-01 2005-12-31"));
        assert_eq!(bounds("2004-02").as_deref(), Some("2004-02-01 2004-02-29"));
        assert_eq!(
            bounds("2004-02-29").as_deref(),
            Some("2004-02-29 2004-02-29")
        );
    }

    #[test]
    fn other_texts_are_no_period() {
        for text in [
            "",
            "20",
            "2005-13",
            "2005-21",
            "2005-02-30",
            "199X",
            "2005~",
            "-005",
            "2005-",
            "２００５",
        ] {
            assert_eq!(parse_period(text), None, "{text}");
        }
    }
}
