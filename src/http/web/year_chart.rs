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
/// The height of the highest bar, at most.
const MAX_HEIGHT: f64 = 84.0;
/// The height of a bar for one visit, at most.
const STEP: f64 = 16.0;
/// The height of the labels of the years.
const LABELS: f64 = 22.0;
/// The width that the label of a year needs.
const LABEL_WIDTH: f64 = 44.0;
/// The fewest years that the width shows, so that bars do not become beams.
const MIN_YEARS: i32 = 24;

/// A drawing.
#[derive(Debug, Template)]
#[template(path = "year_chart.svg", config = "src/http/web/askama.toml")]
pub struct YearChart {
    code: String,
    bars: Vec<Bar>,
    bar_width: f64,
    /// The position of the line between the two directions.
    line: f64,
    height: f64,
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
        let number = |visits: u64| f64::from(u32::try_from(visits).unwrap_or(u32::MAX));
        let most = |of: fn(&VisitsOfYear) -> u64| {
            let visits = known.iter().map(|(_, one)| of(one));
            number(visits.max().unwrap_or(0))
        };
        let (made, received) = (most(|one| one.made), most(|one| one.received));
        let step = STEP.min(MAX_HEIGHT / made.max(received).max(1.0));
        let height = |visits: u64| number(visits) * step;
        let x = |year: i32| f64::from(year - first) * slot;
        let bars = known.iter().map(|(year, one)| Bar {
            x: x(*year),
            year: *year,
            made: one.made,
            received: one.received,
            up: height(one.made),
            down: height(one.received),
        });
        Some(Self {
            code: code.to_owned(),
            bars: bars.collect(),
            bar_width: (slot - 2.0).max(1.0),
            line: made * step + 4.0,
            height: (made + received) * step + 8.0 + LABELS,
            labels: year_labels(first, shown, slot),
        })
    }
}

/// The labels of as many years as have room, each in the middle of its slot.
fn year_labels(first: i32, shown: i32, slot: f64) -> Vec<YearLabel> {
    let mut steps = [1, 2, 5, 10, 20, 50, 100].into_iter();
    let step = steps.find(|years| f64::from(*years) * slot >= LABEL_WIDTH);
    let step = step.unwrap_or(500);
    let labels = (first..first + shown).filter(|year| year % step == 0);
    let labels = labels.map(|year| YearLabel {
        x: (f64::from(year - first) + 0.5) * slot,
        year,
    });
    let edge = LABEL_WIDTH / 3.0;
    let is_whole = |label: &YearLabel| label.x >= edge && label.x <= WIDTH - edge;
    labels.filter(is_whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(visits: &[(&str, u64, u64)]) -> Option<YearChart> {
        let visits = visits.iter().map(|(year, made, received)| VisitsOfYear {
            year: (*year).to_owned(),
            made: *made,
            received: *received,
        });
        YearChart::new("ISL", &visits.collect::<Vec<_>>())
    }

    #[test]
    fn bars_are_in_proportion_and_lie_in_the_drawing() {
        for most in [1, 5, 400] {
            let chart = chart(&[("1900", most, 0), ("1950", most / 2, most), ("2020", 0, 1)]);
            let chart = chart.unwrap();
            let [first, second, third] = &chart.bars[..] else {
                panic!("{chart:?}")
            };
            assert!((first.up - second.down).abs() < 0.001);
            assert!(first.up > 2.0 * second.up - 0.001 && third.down > 0.0);
            assert!(chart.line >= first.up && chart.height >= chart.line + second.down + LABELS);
            assert!(third.x + chart.bar_width <= WIDTH);
            let gaps = chart.labels.windows(2).map(|two| two[1].x - two[0].x);
            assert!(gaps.into_iter().all(|gap| gap >= LABEL_WIDTH));
        }
    }

    #[test]
    fn years_alone_are_drawn() {
        assert!(chart(&[]).is_none() && chart(&[("199X", 2, 0)]).is_none());
        let chart = chart(&[("199X", 2, 0), ("2001", 1, 1)]).unwrap();
        assert_eq!(chart.bars.len(), 1);
    }
}
