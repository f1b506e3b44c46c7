//! Days of the calendar, years 0000 to 9999, and the spans that a request names by year, month or day.

use std::fmt;

use edtf_core::{Bound, BoundDate, Edtf};

/// One day. Days order as the calendar does, and so do their texts (`2007-01-01`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(BoundDate);

impl Day {
    /// The day before which nothing is known.
    pub const FIRST: Self = Self(BoundDate {
        year: 0,
        month: 1,
        day: 1,
    });
    /// The day after which nothing is known; the day on which everything has happened.
    pub const LAST: Self = Self(BoundDate {
        year: 9999,
        month: 12,
        day: 31,
    });

    /// A number that orders as days do: the digits of year, month and day.
    pub fn yyyymmdd(self) -> u32 {
        let BoundDate { year, month, day } = self.0;
        u32::try_from(year).unwrap_or_default() * 10_000 + u32::from(month) * 100 + u32::from(day)
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

/// The first and last day of a year, month or day as a request writes it: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
pub fn parse_period(text: &str) -> Option<(Day, Day)> {
    let plain =
        matches!(text.len(), 4 | 7 | 10) && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let season = text.get(5..7).is_some_and(|month| month > "12");
    if !plain || season {
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
    use super::parse_period;

    #[test]
    fn a_year_means_all_its_days() {
        let shown = |text| parse_period(text).map(|(first, last)| format!("{first} {last}"));
        assert_eq!(shown("2005").as_deref(), Some("2005-01-01 2005-12-31"));
        assert_eq!(shown("2004-02").as_deref(), Some("2004-02-01 2004-02-29"));
        assert_eq!(
            shown("2004-02-29").as_deref(),
            Some("2004-02-29 2004-02-29")
        );
    }

    #[test]
    fn anything_else_is_no_span() {
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
