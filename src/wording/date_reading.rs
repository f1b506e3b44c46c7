//! The readings of a date's wording as EDTF, and the dates that agree with each.

use super::date_phrase::{DatePhrase, Link};
use super::date_words::Bound;
use crate::values::date::Date;
use crate::values::day::Day;

/// One meaning that the words may have.
#[derive(Debug)]
pub struct Reading {
    pub date: Date,
    pub tolerance: Tolerance,
}

/// The other dates that agree with a reading.
#[derive(Debug)]
pub enum Tolerance {
    /// None; but a wider interval may be meant.
    Exact,
    /// None; but an interval within it may be meant, whose limits the words do not give.
    Part,
    /// The same without this period, which it may contain or only touch: `before 1991`.
    Beside(Date),
    /// None, and no wider date either: the reading is a limit.
    Limit,
    /// None; but a wider date of another form may be meant.
    Range,
    /// None; but any wider date may be meant.
    Set,
}

/// The result of comparing a date with one reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    None,
    /// The words may be meant so, but do not say it.
    Possible,
    Full,
}

/// All readings of a phrase, the usual one first. A date without a year is taken to be of `year`.
pub fn readings(phrase: &DatePhrase, year: Option<u32>) -> Vec<Reading> {
    let dates = phrase.dates.iter().map(|date| date.to_edtf(year));
    let dates: Vec<Vec<String>> = dates.collect();
    let read = |(edtf, tolerance): (String, Tolerance)| {
        let date = Date::parse(&qualified(&edtf, phrase)).ok()?;
        Some(Reading { date, tolerance })
    };
    meanings(phrase, &dates)
        .into_iter()
        .filter_map(read)
        .collect()
}

/// The expressions in EDTF that the phrase may mean, without qualifiers. `dates` are the readings of each of its dates.
fn meanings(phrase: &DatePhrase, dates: &[Vec<String>]) -> Vec<(String, Tolerance)> {
    let (Some(first), Some(last)) = (dates.first(), dates.last()) else {
        return Vec::new();
    };
    if dates.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let is_part = phrase.dates.iter().any(|date| date.is_part);
    let ranges = first.iter().flat_map(|start| {
        let ends = last.iter();
        ends.map(move |end| [start, "/", end].concat())
    });
    match (phrase.link, phrase.bound) {
        (None, Some(bound)) => {
            let edtf = first.iter();
            edtf.flat_map(|edtf| bounded(edtf, bound)).collect()
        }
        (None, None) if is_part => all(first.iter().cloned(), || Tolerance::Part),
        (None, None) => all(first.iter().cloned(), || Tolerance::Exact),
        (Some(Link::Range), _) if is_part => all(ranges, || Tolerance::Part),
        (Some(Link::Range), _) => all(ranges, || Tolerance::Range),
        (Some(Link::Set), _) => {
            let each = dates.iter().flatten().cloned();
            all(each.chain(ranges), || Tolerance::Set)
        }
    }
}

fn all(
    edtf: impl Iterator<Item = String>,
    tolerance: impl Fn() -> Tolerance,
) -> Vec<(String, Tolerance)> {
    edtf.map(|edtf| (edtf, tolerance())).collect()
}

/// The readings of a limit.
fn bounded(edtf: &str, bound: Bound) -> Vec<(String, Tolerance)> {
    let plain = (edtf.to_owned(), Tolerance::Limit);
    let from = [edtf, "/.."].concat();
    let until = ["../", edtf].concat();
    let beside = || Date::parse(edtf).map_or(Tolerance::Limit, Tolerance::Beside);
    match bound {
        Bound::Since | Bound::From => vec![(from, Tolerance::Limit), plain],
        Bound::Until | Bound::By => vec![(until, Tolerance::Limit), plain],
        Bound::Before => vec![(until, beside())],
        Bound::After => vec![(from, beside())],
    }
}

/// The EDTF expression with the qualifiers of the phrase at each of its dates.
fn qualified(edtf: &str, phrase: &DatePhrase) -> String {
    let mark = match (phrase.approximate, phrase.uncertain) {
        (false, false) => return edtf.to_owned(),
        (true, false) => "~",
        (false, true) => "?",
        (true, true) => "%",
    };
    let ends = edtf.split('/');
    let ends = ends.map(|end| {
        if end == ".." {
            end.to_owned()
        } else {
            [end, mark].concat()
        }
    });
    ends.collect::<Vec<_>>().join("/")
}

impl Reading {
    /// Compares a date with the reading.
    pub fn compare(&self, date: &Date) -> Match {
        let lacks = |stated: bool, written: bool| stated && !written;
        let is_hedged = !lacks(self.date.approximate, date.approximate)
            && !lacks(self.date.uncertain, date.uncertain);
        let adds_hedge = lacks(date.approximate, self.date.approximate)
            || lacks(date.uncertain, self.date.uncertain);
        if self.has_period_of(date) {
            return match (is_hedged, adds_hedge) {
                (true, false) => Match::Full,
                (true, true) => Match::Possible,
                (false, _) => Match::None,
            };
        }
        if self.may_mean(date) {
            Match::Possible
        } else {
            Match::None
        }
    }

    fn has_period_of(&self, date: &Date) -> bool {
        if (date.earliest, date.latest) == (self.date.earliest, self.date.latest) {
            return true;
        }
        match &self.tolerance {
            Tolerance::Exact
            | Tolerance::Limit
            | Tolerance::Range
            | Tolerance::Set
            | Tolerance::Part => false,
            Tolerance::Beside(period) => {
                let next = |day: Option<Day>| day.and_then(Day::next);
                date.earliest.is_none() && next(date.latest) == period.earliest
                    || date.latest.is_none() && next(period.latest) == date.earliest
            }
        }
    }

    /// True if the date is wider or narrower than the reading in a way that a curator may have chosen.
    fn may_mean(&self, date: &Date) -> bool {
        let is_interval = date.precision == "interval";
        let is_season = date.precision == "season";
        let is_wider = contains(date, &self.date);
        match self.tolerance {
            Tolerance::Limit | Tolerance::Beside(_) => false,
            Tolerance::Set => is_wider,
            Tolerance::Range => is_wider && !is_interval,
            Tolerance::Exact => is_wider && (is_interval || self.date.approximate),
            Tolerance::Part => {
                is_wider && is_interval || (is_interval || is_season) && contains(&self.date, date)
            }
        }
    }
}

/// True if the first period contains the second.
fn contains(outer: &Date, inner: &Date) -> bool {
    outer.first_day() <= inner.first_day() && inner.last_day() <= outer.last_day()
}
