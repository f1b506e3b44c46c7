//! Dates that are no more precise than their source: EDTF (ISO 8601-2, levels 0 to 2) with bounds and qualifiers.
//!
//! Bounds are strict: `~` (approximate) and `?` (uncertain) do not widen them. Seasons are the northern meteorological
//! ones: `2008-22` runs from 1 June to 31 August 2008, `2008-24` from 1 December 2008 to 28 February 2009.

use edtf_core::{
    Bound, Date as EdtfDate, DateField, Edtf, IntervalEndpoint, Precision as Component, YearKind,
};

use super::day::Day;

/// Every precision, the finest first.
pub const PRECISIONS: &[&str] = &[
    "day", "month", "season", "year", "decade", "century", "interval",
];

/// The remedy for text that is not a supported date.
const FORMS: &str = "write EDTF: 2007-01-01, 1993-10, 2008-22 (summer 2008), 1998, 199X (the 1990s), 14XX (the 15th \
                     century), 16XX/17XX or ../1991; append ~ if it is approximate, ? if it is uncertain";

/// A date of the years 0000 to 9999.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The EDTF expression as the curator wrote it.
    pub edtf: String,
    /// One of [`PRECISIONS`].
    pub precision: &'static str,
    /// The first possible day; `None` if the start is open or unknown.
    pub earliest: Option<Day>,
    /// The last possible day; `None` if the end is open or unknown.
    pub latest: Option<Day>,
    /// A part is marked `~` or `%`.
    pub approximate: bool,
    /// A part is marked `?` or `%`.
    pub uncertain: bool,
    /// The finest unit that the expression states of its start. Finer parts of `earliest` are only bounds.
    pub start_unit: Unit,
    /// The same of its end and `latest`.
    pub end_unit: Unit,
}

/// A unit of the calendar, the coarsest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Year,
    Month,
    Day,
}

impl Unit {
    /// The unit that a date of this precision states. A season begins and ends with a month.
    fn of_precision(precision: &str) -> Self {
        match precision {
            "day" => Self::Day,
            "month" | "season" => Self::Month,
            _ => Self::Year,
        }
    }
}

impl Date {
    /// Parses an EDTF expression.
    pub fn parse(text: &str) -> Result<Self, InvalidDate> {
        let edtf = Edtf::parse(text).map_err(|_| parse_error(text))?;
        let bounds = edtf.bounds();
        let [start_unit, end_unit] = stated_units(&edtf)?;
        Ok(Self {
            edtf: text.to_owned(),
            precision: precision(&edtf)?,
            earliest: day(bounds.earliest)?,
            latest: day(bounds.latest)?,
            approximate: edtf.is_approximate(),
            uncertain: edtf.is_uncertain(),
            start_unit,
            end_unit,
        })
    }

    /// Returns true if the date is approximate, uncertain or open, so that no period certainly contains it.
    pub fn is_doubtful(&self) -> bool {
        self.approximate || self.uncertain || self.earliest.is_none() || self.latest.is_none()
    }

    /// The year, if the whole date lies in one; otherwise the EDTF expression.
    pub fn year_or_edtf(&self) -> String {
        let year = |day: Option<Day>| day.map(|day| day.yyyymmdd() / 10_000);
        match (year(self.earliest), year(self.latest)) {
            (Some(first), Some(last)) if first == last => format!("{first:04}"),
            _ => self.edtf.clone(),
        }
    }

    /// The first possible day; for an open start, [`Day::FIRST`].
    pub fn first_day(&self) -> Day {
        self.earliest.unwrap_or(Day::FIRST)
    }

    /// The last day of its beginning, for something that goes on since then: of `1991/..` the last of 1991. Of a date with an end,
    /// or without a beginning, the last day.
    pub fn last_day_of_start(&self) -> Day {
        let start = self.edtf.split_once('/').filter(|_| self.latest.is_none());
        let start = start.and_then(|(start, _)| Self::parse(start).ok());
        start.map_or(self.last_day(), |start| start.last_day())
    }

    /// The last possible day; for an open end, [`Day::LAST`].
    pub fn last_day(&self) -> Day {
        self.latest.unwrap_or(Day::LAST)
    }

    /// The place among other dates: by the first possible day, or by the last if the start is open.
    pub fn sort_days(&self) -> SortDays {
        SortDays {
            day: self.earliest.unwrap_or(self.last_day()).yyyymmdd(),
            is_open_start: self.earliest.is_none(),
            last: self.last_day().yyyymmdd(),
        }
    }
}

/// The order of dates. Days are numbers, as [`Day::yyyymmdd`]; the order of the fields is the order of comparison.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortDays {
    /// The first possible day; the last one for an open start, which says nothing of the time long before.
    pub day: u32,
    /// A date with an open start comes after those that begin on its last day.
    pub is_open_start: bool,
    pub last: u32,
}

/// The reason why a text is not a supported date, as the end of a sentence ("`x` is …"), and what to write instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidDate {
    pub reason: &'static str,
    pub remedy: &'static str,
}

/// The library does not say why it rejects a text. The one common error in otherwise valid EDTF is an interval whose
/// ends are swapped.
fn parse_error(text: &str) -> InvalidDate {
    let is_date = |text: &str| Edtf::parse(text).is_ok();
    match text.split_once('/') {
        Some((start, end)) if is_date(start) && is_date(end) => invalid(
            "an interval that ends before it begins",
            "swap its start and end",
        ),
        _ => invalid("not a valid EDTF date", FORMS),
    }
}

const fn invalid(reason: &'static str, remedy: &'static str) -> InvalidDate {
    InvalidDate { reason, remedy }
}

fn day(bound: Bound) -> Result<Option<Day>, InvalidDate> {
    let Bound::Date(date) = bound else {
        return Ok(None);
    };
    Day::new(date.year, date.month, date.day)
        .map(Some)
        .ok_or(invalid("outside the years 0000 to 9999", FORMS))
}

fn precision(edtf: &Edtf) -> Result<&'static str, InvalidDate> {
    match edtf {
        Edtf::Date(date) => precision_of_date(date),
        Edtf::Interval(interval) => {
            let ends = [interval.start, interval.end];
            ends.iter()
                .filter_map(end_date)
                .try_for_each(|d| precision_of_date(d).map(drop))?;
            if ends.iter().any(|end| end_date(end).is_some()) {
                Ok("interval")
            } else {
                Err(invalid("an interval without a date", FORMS))
            }
        }
        Edtf::DateTime(_) => Err(invalid(
            "a time of day, but only days are recorded",
            "write only the day, such as 2025-04-10",
        )),
        Edtf::Set(_) => Err(invalid(
            "a set of several dates",
            "write one fact for each date",
        )),
    }
}

/// The finest unit that is stated of the start and of the end. An open end states nothing.
fn stated_units(edtf: &Edtf) -> Result<[Unit; 2], InvalidDate> {
    let unit = |date: Option<&EdtfDate>| {
        let precision = date.map_or(Ok("year"), precision_of_date);
        precision.map(Unit::of_precision)
    };
    Ok(match edtf {
        Edtf::Date(date) => [unit(Some(date))?; 2],
        Edtf::Interval(interval) => [
            unit(end_date(&interval.start))?,
            unit(end_date(&interval.end))?,
        ],
        Edtf::DateTime(_) | Edtf::Set(_) => [Unit::Year; 2],
    })
}

fn end_date(end: &IntervalEndpoint) -> Option<&EdtfDate> {
    match end {
        IntervalEndpoint::Date(d)
        | IntervalEndpoint::OnOrBefore(d)
        | IntervalEndpoint::OnOrAfter(d) => Some(d),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

/// The finest part that is known with all parts before it: `2008-XX` and `2008-XX-05` have the precision of a year, `199X-05`
/// that of a decade.
fn precision_of_date(date: &EdtfDate) -> Result<&'static str, InvalidDate> {
    let year = precision_of_year(date)?;
    let is_season = date.precision() == Component::Season;
    let month = date.month.and_then(DateField::value);
    if is_season && !matches!(month, Some(21..=24)) {
        return Err(invalid(
            "not one of the four northern seasons",
            "write 21 for spring, 22 for summer, 23 for autumn or 24 for winter, or an interval of months",
        ));
    }
    if year != "year" || month.is_none() {
        return Ok(year);
    }
    match date.precision() {
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
        return Err(invalid("outside the years 0000 to 9999", FORMS));
    };
    if date.year.significant_digits.is_some() {
        return Err(invalid(
            "a year with significant digits",
            "write an X for each digit that is not significant, such as 195X for 1950S3",
        ));
    }
    match digits.map(|d| d.is_some()) {
        [true, true, true, true] => Ok("year"),
        [true, true, true, false] => Ok("decade"),
        [true, true, false, false] => Ok("century"),
        [_, false, false, false] => Err(invalid(
            "a millennium or more, but no date is less precise than a century",
            "write an interval of years, such as 1000/1999",
        )),
        _ => Err(invalid(
            "a year with an X before a digit",
            "write X for the last one or two digits of the year, such as 199X or 19XX",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe(edtf: &str) -> String {
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
            // The days that fit have gaps between them.
            ("1990-XX-05", "year 1990-01-05 1990-12-05"),
            ("1990-XX-31", "year 1990-01-31 1990-12-31"),
            ("1990-0X-31", "year 1990-01-31 1990-08-31"),
            ("1990-02-2X", "month 1990-02-20 1990-02-28"),
            ("1990-02-X9", "month 1990-02-09 1990-02-19"),
            ("1992-02-X9", "month 1992-02-09 1992-02-29"),
            ("1990-1X", "year 1990-10-01 1990-12-31"),
            ("20XX-02-29", "century 2000-02-29 2096-02-29"),
            ("19XX-02-29", "century 1904-02-29 1996-02-29"),
            ("199X-05", "decade 1990-05-01 1999-05-31"),
            ("199X-24", "decade 1990-12-01 2000-02-29"),
            ("1990-XX-05/199X-02-29", "interval 1990-01-05 1996-02-29"),
            ("1990-XX-05/", "interval 1990-01-05 open"),
            ("/199X-02-29~", "interval open 1996-02-29"),
        ] {
            assert_eq!(describe(edtf), expected, "{edtf}");
        }
    }

    #[test]
    fn years_that_are_too_vague_are_told_from_those_of_another_form() {
        for (edtf, reason) in [
            ("1XXX", "a millennium or more"),
            ("XXXX-12-25", "a millennium or more"),
            ("1XXX/2000", "a millennium or more"),
            ("19X5", "an X before a digit"),
            ("X9XX", "an X before a digit"),
            ("1950S2", "significant digits"),
            ("1950S4/1960", "significant digits"),
        ] {
            let error = Date::parse(edtf).expect_err(edtf);
            assert!(error.reason.contains(reason), "{edtf}: {error:?}");
        }
    }

    #[test]
    fn qualifiers_do_not_widen_the_bounds() {
        let date = Date::parse("2028~").expect("a date");
        assert!(date.approximate && !date.uncertain);
        assert_eq!(describe("2028~"), "year 2028-01-01 2028-12-31");
        assert!(Date::parse("2028%").is_ok_and(|d| d.approximate && d.uncertain));
    }

    #[test]
    fn unsupported_dates_are_rejected() {
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
            "199X-33",
            "199X-29/2001",
            "1990-2X",
            "1900-XX-32",
            "190X-02-30",
            "../..",
            "9999-24",
        ] {
            assert!(Date::parse(edtf).is_err(), "{edtf}");
        }
    }
}
