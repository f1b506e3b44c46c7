//! Visits by direction and year, as SVG: those from one country above the axis, those from the other below it.

use std::collections::BTreeMap;

use askama::Template;

use super::item::Item;
use super::timeline_label::to_f64;

/// The drawing, in user units.
const WIDTH: f64 = 640.0;
const LEFT: f64 = 8.0;
/// The height of a visit, and the largest width.
const STEP: f64 = 14.0;
const MAX_WIDTH: f64 = 22.0;
/// The room for the name of a direction.
const NAME: f64 = 20.0;
/// The room for the years, between the two directions.
const SCALE: f64 = 20.0;
/// Fewer visits are no picture.
const MIN_VISITS: usize = 3;

/// A drawing, and its table.
#[derive(Template)]
#[template(path = "visit_chart.svg", config = "src/http/web/askama.toml")]
pub struct VisitChart {
    height: f64,
    middle: f64,
    countries: [String; 2],
    marks: Vec<Mark>,
    years: Vec<YearLabel>,
    /// The number of visits in each direction, by year.
    pub rows: Vec<YearRow>,
    /// The number of visits without a year.
    pub undated: usize,
}

struct Mark {
    href: String,
    title: String,
    class: &'static str,
    x: f64,
    y: f64,
    width: f64,
}

struct YearLabel {
    x: f64,
    year: i32,
}

/// The visits of a year, in both directions.
pub struct YearRow {
    pub year: i32,
    pub visits: [usize; 2],
}

/// The year in which a visit began; `None` without a date.
fn year(visit: &Item) -> Option<i32> {
    let days = ["date.earliest", "date.latest"].map(|key| visit.text(key));
    let day = days.into_iter().find(|day| !day.is_empty())?;
    day.split('-').next()?.parse().ok()
}

impl VisitChart {
    /// Draws the visits between two countries by their codes and names; `None` if there are too few.
    pub fn new(visits: &[Item], codes: &[String; 2], countries: [String; 2]) -> Option<Self> {
        let direction = |visit: &Item| {
            let guest = visit.list("guests").first()?.text("country");
            codes.iter().position(|code| *code == guest)
        };
        // A status says that a visit was planned or offered, or that nothing came of it.
        let took_place = visits.iter().filter(|visit| !visit.has("status"));
        let placed = took_place
            .clone()
            .filter_map(|visit| Some((visit, year(visit)?, direction(visit)?)));
        let placed: Vec<(&Item, i32, usize)> = placed.collect();
        let first = placed.iter().map(|(_, year, _)| *year).min()?;
        let last = placed.iter().map(|(_, year, _)| *year).max()?;
        if placed.len() < MIN_VISITS || first == last {
            return None;
        }
        let rows = rows(&placed);
        let most = |direction: usize| {
            let visits = rows.iter().map(|row| row.visits[direction]).max();
            STEP * to_f64(visits.unwrap_or(0))
        };
        let middle = NAME + most(0);
        let cell = (WIDTH - 2.0 * LEFT) / f64::from(last - first + 1);
        let x = |year: i32| LEFT + cell * f64::from(year - first);
        Some(Self {
            height: middle + SCALE + most(1) + NAME,
            middle,
            countries,
            marks: marks(&placed, middle, cell, x),
            years: year_labels(first, last)
                .map(|year| YearLabel {
                    x: x(year) + cell / 2.0,
                    year,
                })
                .collect(),
            undated: took_place.count() - placed.len(),
            rows,
        })
    }
}

fn rows(placed: &[(&Item, i32, usize)]) -> Vec<YearRow> {
    let mut rows: BTreeMap<i32, [usize; 2]> = BTreeMap::new();
    for (_, year, direction) in placed {
        rows.entry(*year).or_default()[*direction] += 1;
    }
    let rows = rows.into_iter();
    rows.map(|(year, visits)| YearRow { year, visits })
        .collect()
}

/// Stacks the visits of a year away from the axis.
fn marks(
    placed: &[(&Item, i32, usize)],
    middle: f64,
    cell: f64,
    x: impl Fn(i32) -> f64,
) -> Vec<Mark> {
    let width = cell.min(MAX_WIDTH) - 2.0;
    let mark = |(index, (visit, year, direction)): (usize, &(&Item, i32, usize))| {
        let before = placed[..index].iter();
        let below = before
            .filter(|(_, other, way)| other == year && way == direction)
            .count();
        let step = STEP * to_f64(below);
        Mark {
            href: ["#", &visit.text("id")].concat(),
            title: [visit.when(), ": ".to_owned(), visit.text("title")].concat(),
            class: ["one", "other"][*direction],
            x: x(*year) + (cell - width) / 2.0,
            y: if *direction == 0 {
                middle - step - STEP + 1.0
            } else {
                middle + SCALE + step + 1.0
            },
            width: width.max(2.0),
        }
    };
    placed.iter().enumerate().map(mark).collect()
}

/// Years for the scale, twelve at most.
fn year_labels(first: i32, last: i32) -> impl Iterator<Item = i32> {
    let steps = [1, 2, 5, 10, 20, 50];
    let step = steps
        .into_iter()
        .find(|step| (last - first) / step <= 12)
        .unwrap_or(100);
    (first..=last).filter(move |year| year % step == 0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn visits_are_stacked_by_year_and_direction() {
        let visit = |id: &str, guest: &str, day: &str| {
            let date = json!({ "text": day, "earliest": day, "latest": day });
            let guests = json!([{ "country": guest }]);
            Item::parse(
                &json!({ "id": id, "title": id, "guests": guests, "date": date }).to_string(),
            )
        };
        let visits = [
            visit("a", "JPN", "1990-05-01"),
            visit("b", "JPN", "1990-07-01"),
            visit("c", "ISL", "1995-01-01"),
            visit("d", "CHE", "1996-01-01"),
        ];
        let codes = ["ISL", "JPN"].map(str::to_owned);
        let chart = VisitChart::new(&visits, &codes, codes.clone()).unwrap();
        let rows: Vec<(i32, [usize; 2])> = chart
            .rows
            .iter()
            .map(|row| (row.year, row.visits))
            .collect();
        assert_eq!(rows, [(1990, [0, 2]), (1995, [1, 0])]);
        assert_eq!(chart.undated, 1);
        let [a, b, c] = &chart.marks[..] else {
            panic!("three marks")
        };
        assert!(a.x.total_cmp(&b.x).is_eq() && a.y < b.y && c.y < a.y && c.x > a.x);
        assert!(VisitChart::new(&visits[..2], &codes, codes.clone()).is_none());
    }
}
