//! Dates as true as the text: EDTF (ISO 8601-2, levels 0 to 2) with bounds, precision and doubt.
//!
//! Bounds are strict: `~` and `?` do not widen them. Seasons are the northern meteorological ones, so `2008-22` runs from
//! 1 June to 31 August 2008 and `2008-24` from 1 December 2008 to 28 February 2009.

use edtf_core::{
    Bound, Date as EdtfDate, Edtf, IntervalEndpoint, Precision as Component, YearKind,
};

use super::day::Day;

/// The names of all precisions, from the finest.
pub const PRECISIONS: &[&str] = &[
    "day", "month", "season", "year", "decade", "century", "interval",
];

/// What to write instead of anything that is not a date of ours.
const FORMS: &str = "write EDTF: 2007-01-01, 1993-10, 2008-22 (summer 2008), 1998, 199X (the 1990s), 14XX (the 15th \
                     century), 16XX/17XX, ../1991, with ~ for about and ? for doubtful";

/// A date of the years 0000 to 9999.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The EDTF expression as the curator wrote it.
    pub edtf: String,
    /// One of [`PRECISIONS`].
    pub precision: &'static str,
    /// The first day it may mean; `None` for an open or unknown start.
    pub earliest: Option<Day>,
    /// The last day it may mean; `None` for an open or unknown end.
    pub latest: Option<Day>,
    /// "About": a part is marked `~` or `%`.
    pub approximate: bool,
    /// Doubtful: a part is marked `?` or `%`.
    pub uncertain: bool,
}

impl Date {
    /// Reads an EDTF expression, or says what is wrong with it and what would be right.
    pub fn parse(text: &str) -> Result<Self, InvalidDate> {
        let edtf = Edtf::parse(text).map_err(|_| unread(text))?;
        let bounds = edtf.bounds();
        Ok(Self {
            edtf: text.to_owned(),
            precision: precision(&edtf)?,
            earliest: day(bounds.earliest)?,
            latest: day(bounds.latest)?,
            approximate: edtf.is_approximate(),
            uncertain: edtf.is_uncertain(),
        })
    }

    /// Whether no period certainly holds it: it is approximate, uncertain or open.
    pub fn is_doubtful(&self) -> bool {
        self.approximate || self.uncertain || self.earliest.is_none() || self.latest.is_none()
    }

    /// The first day it may mean, an open start taken as the first day of all.
    pub fn first_day(&self) -> Day {
        self.earliest.unwrap_or(Day::FIRST)
    }

    /// The last day it may mean, an open end taken as the last day of all.
    pub fn last_day(&self) -> Day {
        self.latest.unwrap_or(Day::LAST)
    }
}

/// Why a text is no date, and what would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidDate {
    pub reason: &'static str,
    pub remedy: &'static str,
}

/// Why a text is no EDTF: most often it is none at all, sometimes an interval the wrong way round.
fn unread(text: &str) -> InvalidDate {
    let good = |half: &str| Edtf::parse(half).is_ok();
    match text.split_once('/') {
        Some((start, end)) if good(start) && good(end) => {
            refused("an interval that ends before it begins", "swap its ends")
        }
        _ => refused("no date of the calendar", FORMS),
    }
}

const fn refused(reason: &'static str, remedy: &'static str) -> InvalidDate {
    InvalidDate { reason, remedy }
}

fn day(bound: Bound) -> Result<Option<Day>, InvalidDate> {
    let Bound::Date(date) = bound else {
        return Ok(None);
    };
    let found = Day::new(date.year, date.month, date.day);
    found
        .map(Some)
        .ok_or(refused("outside the years 0000 to 9999", FORMS))
}

fn precision(edtf: &Edtf) -> Result<&'static str, InvalidDate> {
    match edtf {
        Edtf::Date(date) => precision_of_date(date),
        Edtf::Interval(interval) => {
            let ends = [interval.start, interval.end];
            ends.iter()
                .filter_map(end_date)
                .try_for_each(|d| precision_of_date(d).map(drop))?;
            let dated = ends.iter().any(|e| end_date(e).is_some());
            if dated {
                Ok("interval")
            } else {
                Err(refused("an interval without a date", FORMS))
            }
        }
        Edtf::DateTime(_) => Err(refused(
            "a time of day, which is not kept",
            "write the day alone, such as 2025-04-10",
        )),
        Edtf::Set(_) => Err(refused(
            "a set, which is several dates",
            "write one fact for each date",
        )),
    }
}

fn end_date(end: &IntervalEndpoint) -> Option<&EdtfDate> {
    match end {
        IntervalEndpoint::Date(d)
        | IntervalEndpoint::OnOrBefore(d)
        | IntervalEndpoint::OnOrAfter(d) => Some(d),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

/// The finest part that is written out: `2008-XX` says no more than the year, `199X` no more than the decade.
fn precision_of_date(date: &EdtfDate) -> Result<&'static str, InvalidDate> {
    let year = precision_of_year(date)?;
    let Some(month) = date
        .month
        .filter(|m| year == "year" && !m.has_unspecified())
    else {
        return Ok(year);
    };
    match date.precision() {
        Component::Season if !matches!(month.value(), Some(21..=24)) => Err(refused(
            "a part of the year other than a northern season",
            "write 21 for spring, 22 for summer, 23 for autumn, 24 for winter, or an interval of months",
        )),
        Component::Season => Ok("season"),
        Component::Day if date.day.is_some_and(|d| !d.has_unspecified()) => Ok("day"),
        _ => Ok("month"),
    }
}

fn precision_of_year(date: &EdtfDate) -> Result<&'static str, InvalidDate> {
    let YearKind::Standard {
        negative: false,
        digits,
    } = date.year.kind
    else {
        return Err(refused("outside the years 0000 to 9999", FORMS));
    };
    match (digits.map(|d| d.is_some()), date.year.significant_digits) {
        ([true, true, true, true], None) => Ok("year"),
        ([true, true, true, false], None) => Ok("decade"),
        ([true, true, false, false], None) => Ok("century"),
        _ => Err(refused(
            "coarser than a century",
            "write an interval of years, such as 1000/1999",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(edtf: &str) -> String {
        let date = Date::parse(edtf).unwrap_or_else(|e| panic!("{edtf}: {e:?}"));
        let bound = |d: Option<Day>| d.map_or("open".to_owned(), |d| d.to_string());
        format!(
            "{} {} {}",
            date.precision,
            bound(date.earliest),
            bound(date.latest)
        )
    }

    #[test]
    fn bounds_and_precision_follow_the_expression() {
        for (edtf, expected) in [
            ("2007-01-01", "day 2007-01-01 2007-01-01"),
            ("1993-10", "month 1993-10-01 1993-10-31"),
            ("2008-22", "season 2008-06-01 2008-08-31"),
            ("2007-24", "season 2007-12-01 2008-02-29"),
            ("1998", "year 1998-01-01 1998-12-31"),
            ("199X", "decade 1990-01-01 1999-12-31"),
            ("14XX", "century 1400-01-01 1499-12-31"),
            ("16XX/17XX", "interval 1600-01-01 1799-12-31"),
            ("../1991", "interval open 1991-12-31"),
            ("1991/..", "interval 1991-01-01 open"),
            ("2004-02-XX", "month 2004-02-01 2004-02-29"),
            ("2004-XX", "year 2004-01-01 2004-12-31"),
        ] {
            assert_eq!(shown(edtf), expected, "{edtf}");
        }
    }

    #[test]
    fn doubt_is_told_and_does_not_widen_the_bounds() {
        let date = Date::parse("2028~").expect("a date");
        assert!(date.approximate && !date.uncertain);
        assert_eq!(shown("2028~"), "year 2028-01-01 2028-12-31");
        assert!(Date::parse("2028%").is_ok_and(|d| d.approximate && d.uncertain));
    }

    #[test]
    fn what_is_no_date_of_ours_is_refused() {
        for edtf in [
            "",
            "yesterday",
            "2019-02-29",
            "2019-13",
            "-0044",
            "Y17E7",
            "XXXX",
            "1XXX",
            "[1667,1668]",
            "{1960,1961}",
            "2019-10-05T12:00:00",
            "2019-33",
            "../..",
            "9999-24",
        ] {
            assert!(Date::parse(edtf).is_err(), "{edtf}");
        }
    }
}
