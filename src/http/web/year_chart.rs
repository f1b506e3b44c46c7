//! The visits of a country by year, as SVG: those that it made above the line, those that it received below.

use askama::Template;

/// The numbers of visits in a year.
#[derive(Debug, Clone)]
pub struct VisitsOfYear {
    /// A year, or the EDTF form of a date that lies in no single year.
    pub year: String,
    pub made: u64,
    pub received: u64,
}

const WIDTH: f64 = 640.0;
/// The height of each half.
const HALF: f64 = 84.0;
/// The height of a bar for one visit, at most.
const STEP: f64 = 16.0;
/// The fewest years that the width shows, so that bars do not become beams.
const MIN_YEARS: i32 = 24;

/// A drawing.
#[derive(Debug, Template)]
#[template(path = "year_chart.svg", config = "src/http/web/askama.toml")]
pub struct YearChart {
    code: String,
    bars: Vec<Bar>,
    bar_width: f64,
    labels: Vec<YearLabel>,
}

#[derive(Debug)]
struct Bar {
    x: f64,
    year: i32,
    made: u64,
    received: u64,
    /// The heights of the two numbers.
    up: f64,
    down: f64,
}

#[derive(Debug)]
struct YearLabel {
    x: f64,
    year: i32,
}

impl YearChart {
    /// The chart of a country by its code; `None` if no visit has a year.
    pub fn new(code: &str, years: &[VisitsOfYear]) -> Option<Self> {
        let known = years
            .iter()
            .filter_map(|one| Some((one.year.parse().ok()?, one)));
        let known: Vec<(i32, &VisitsOfYear)> = known.collect();
        let (first, last) = (known.first()?.0, known.last()?.0);
        let shown = (last - first + 1).max(MIN_YEARS);
        let slot = WIDTH / f64::from(shown);
        let most = known
            .iter()
            .map(|(_, one)| one.made.max(one.received))
            .max()?;
        let height = |visits: u64| {
            let most = f64::from(u32::try_from(most).unwrap_or(u32::MAX));
            f64::from(u32::try_from(visits).unwrap_or(u32::MAX)) * STEP.min((HALF - 4.0) / most)
        };
        let x = |year: i32| f64::from(year - first) * slot;
        let bars = known.iter().map(|(year, one)| Bar {
            x: x(*year),
            year: *year,
            made: one.made,
            received: one.received,
            up: height(one.made),
            down: height(one.received),
        });
        let every = [1, 2, 5, 10, 20, 50, 100].into_iter();
        let every = every
            .into_iter()
            .find(|years| f64::from(*years) * slot >= 44.0);
        let every = every.unwrap_or(500);
        let labels = (first..first + shown).filter(|year| year % every == 0);
        let is_whole = |label: &YearLabel| label.x >= 16.0 && label.x <= WIDTH - 16.0;
        let labels = labels.map(|year| YearLabel {
            x: x(year) + slot / 2.0,
            year,
        });
        Some(Self {
            code: code.to_owned(),
            bars: bars.collect(),
            bar_width: (slot - 2.0).max(1.0),
            labels: labels.filter(is_whole).collect(),
        })
    }
}
