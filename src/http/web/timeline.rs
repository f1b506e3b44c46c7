//! Dated facts along the years, as SVG. A date known to the day is a point; a less precise one is a bar from its earliest to
//! its latest day.

use askama::Template;

use super::item::Item;

/// The width of the drawing and its margins, in user units.
const WIDTH: f64 = 1000.0;
const LEFT: f64 = 8.0;
const RIGHT: f64 = 24.0;
/// The heights of a row of marks, of a lane's name, and of the scale.
const ROW: f64 = 24.0;
const LANE_NAME: f64 = 26.0;
const SCALE: f64 = 26.0;
/// The average width of a letter.
const LETTER: f64 = 6.3;
/// The longest title that is shown in full, in characters.
const MAX_TITLE: usize = 62;
/// One day, in years.
const DAY: f64 = 1.0 / 365.25;

/// Facts that are drawn together.
pub struct TimelineLane {
    pub name: String,
    pub facts: Vec<Item>,
}

impl TimelineLane {
    pub fn new(name: &str, facts: Vec<Item>) -> Self {
        let name = name.to_owned();
        Self { name, facts }
    }
}

/// A drawing.
#[derive(Template)]
#[template(path = "timeline.svg", config = "src/http/web/askama.toml")]
pub struct Timeline {
    height: f64,
    years: Vec<YearLine>,
    lanes: Vec<LaneName>,
    marks: Vec<Mark>,
}

struct YearLine {
    x: f64,
    year: f64,
}

struct LaneName {
    name: String,
    y: f64,
}

/// A fact with its label.
struct Mark {
    fact: Item,
    class: String,
    is_point: bool,
    x: f64,
    y: f64,
    width: f64,
    label: Label,
}

struct Label {
    text: String,
    x: f64,
    anchor: &'static str,
    /// The part of the row that mark and label take.
    start: f64,
    end: f64,
}

/// The years of a fact's date. An open end reaches to the end of the drawing.
struct Period {
    start: f64,
    end: f64,
}

/// Maps years to horizontal positions.
#[derive(Clone, Copy)]
struct YearScale {
    first: f64,
    last: f64,
}

impl YearScale {
    fn x(self, year: f64) -> f64 {
        LEFT + (year - self.first) / (self.last - self.first) * (WIDTH - LEFT - RIGHT)
    }

    /// Lines at round years, twelve at most.
    fn lines(self) -> Vec<YearLine> {
        let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0];
        let fits = |step: &f64| (self.last - self.first) / step <= 12.0;
        let step = steps.into_iter().find(fits).unwrap_or(500.0);
        let first = (self.first / step).ceil() * step;
        std::iter::successors(Some(first), |year| Some(year + step))
            .take_while(|year| *year < self.last)
            .map(|year| YearLine {
                x: self.x(year),
                year,
            })
            .collect()
    }
}

impl Timeline {
    /// Draws lanes from top to bottom; `None` if no fact has a date.
    pub fn new(lanes: &[TimelineLane]) -> Option<Self> {
        let (first, last) = year_range(lanes)?;
        let scale = YearScale {
            first: first - 0.5,
            last: last + 0.5,
        };
        let mut timeline = Self {
            height: SCALE,
            years: scale.lines(),
            lanes: Vec::new(),
            marks: Vec::new(),
        };
        for lane in lanes
            .iter()
            .filter(|lane| lane.facts.iter().any(|fact| fact.has("date")))
        {
            timeline.add_lane(lane, scale);
        }
        Some(timeline)
    }

    fn add_lane(&mut self, lane: &TimelineLane, scale: YearScale) {
        self.lanes.push(LaneName {
            name: lane.name.clone(),
            y: self.height + 18.0,
        });
        self.height += LANE_NAME;
        // The right end of the last mark in each row.
        let mut rows: Vec<f64> = Vec::new();
        for fact in lane.facts.iter().filter(|fact| fact.has("date")) {
            let mut mark = Mark::new(fact, scale);
            let row = rows
                .iter()
                .position(|end| *end < mark.label.start)
                .unwrap_or_else(|| {
                    rows.push(0.0);
                    rows.len() - 1
                });
            rows[row] = mark.label.end;
            mark.y = self.height + ROW * to_f64(row);
            self.marks.push(mark);
        }
        self.height += ROW * to_f64(rows.len()) + 6.0;
    }
}

impl Mark {
    /// A mark in a row that is not chosen yet.
    fn new(fact: &Item, scale: YearScale) -> Self {
        let period = Period::new(fact, scale);
        let (from, to) = (scale.x(period.start), scale.x(period.end));
        let precision = fact.text("date.precision");
        let is_hedged = fact.is("date.approximate") || fact.is("date.uncertain");
        let hedge = if is_hedged { " about" } else { "" };
        Self {
            class: format!("mark {precision}{hedge}"),
            is_point: precision == "day",
            x: from,
            y: 0.0,
            width: (to - from).max(3.0),
            label: Label::new(&fact.text("title"), from, to),
            fact: fact.clone(),
        }
    }
}

impl Label {
    /// The title of a mark, to its right where there is room and otherwise to its left.
    fn new(title: &str, from: f64, to: f64) -> Self {
        let short: String = title.chars().take(MAX_TITLE).collect();
        let text = if short.len() < title.len() {
            [short.trim_end(), "…"].concat()
        } else {
            short
        };
        let width = to_f64(text.chars().count()) * LETTER;
        if to + 12.0 + width > WIDTH {
            let (start, end) = (from - width - 12.0, to.max(from + 10.0));
            return Self {
                text,
                x: from - 10.0,
                anchor: "end",
                start,
                end,
            };
        }
        let (start, end) = (from - 6.0, to.max(from + 10.0) + width + 12.0);
        Self {
            text,
            x: to.max(from + 5.0) + 5.0,
            anchor: "start",
            start,
            end,
        }
    }
}

impl Period {
    fn new(fact: &Item, scale: YearScale) -> Self {
        let start = year(&fact.text("date.earliest")).unwrap_or(scale.first);
        // A day lasts until the next one begins.
        let end = year(&fact.text("date.latest")).map_or(scale.last, |day| day + DAY);
        Self { start, end }
    }
}

/// The first and the last year of the facts' dates; open ends do not count.
pub fn year_range(lanes: &[TimelineLane]) -> Option<(f64, f64)> {
    let facts = lanes.iter().flat_map(|lane| &lane.facts);
    let bounds =
        facts.flat_map(|fact| ["date.earliest", "date.latest"].map(|key| year(&fact.text(key))));
    bounds
        .flatten()
        .fold(None, |range: Option<(f64, f64)>, year| {
            let (first, last) = range.unwrap_or((year, year));
            Some((first.min(year.floor()), last.max(year.floor() + 1.0)))
        })
}

/// A day such as `2008-06-01` as a fractional year.
fn year(day: &str) -> Option<f64> {
    let mut parts = day.splitn(3, '-').map(|part| part.parse::<f64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(year + (month - 1.0) / 12.0 + (day - 1.0) * DAY)
}

fn to_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("a page shows a few hundred facts"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fact(id: &str, precision: &str, earliest: Option<&str>, latest: Option<&str>) -> Item {
        let date = json!({
            "text": "then",
            "precision": precision,
            "earliest": earliest,
            "latest": latest,
            "approximate": id == "about",
        });
        Item::parse(&json!({ "id": id, "title": "A <b>", "date": date }).to_string())
    }

    #[test]
    fn days_are_points_and_less_precise_dates_are_bars() {
        let facts = vec![
            fact("day", "day", Some("1992-01-22"), Some("1992-01-22")),
            fact("season", "season", Some("2008-06-01"), Some("2008-08-31")),
            fact("about", "year", Some("2028-01-01"), Some("2028-12-31")),
            fact("open", "interval", None, Some("1991-12-31")),
            Item::parse(r#"{ "id": "undated", "title": "B", "date": null }"#),
        ];
        let lanes = [TimelineLane {
            name: "Facts".to_owned(),
            facts,
        }];
        assert_eq!(year_range(&lanes), Some((1991.0, 2029.0)));
        let svg = Timeline::new(&lanes).unwrap().render().unwrap();
        assert_eq!(
            (svg.matches("<circle").count(), svg.matches("<rect").count()),
            (1, 3)
        );
        for part in [
            "class=\"mark year about\"",
            "class=\"mark season\"",
            "href=\"#open\"",
        ] {
            assert!(svg.contains(part), "{part} in {svg}");
        }
        assert!(
            !svg.contains("<b>") && !svg.contains("undated") && !svg.contains("NaN"),
            "{svg}"
        );
        assert!(
            Timeline::new(&[TimelineLane {
                name: "None".to_owned(),
                facts: Vec::new()
            }])
            .is_none()
        );
    }
}
