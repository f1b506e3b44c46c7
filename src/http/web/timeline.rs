//! Dated facts along the years, as SVG. A date known to the day is a point; a less precise one is a bar from its earliest to
//! its latest day.

use askama::Template;

use super::colours::Colours;
use super::item::Item;
use super::timeline_label::{Label, WIDTH, to_f64};

/// The margins of the drawing, in user units.
const MARGIN: f64 = 8.0;
const RIGHT: f64 = 24.0;
/// The room for the names of lanes to the left of the marks, and the longest name that it holds.
const GUTTER: f64 = 120.0;
const MAX_NAME: usize = 15;
/// The width of a letter in the name of a lane.
const NAME_LETTER: f64 = 8.0;
/// The heights of a row of marks, of a lane's name above its marks, of the scale, and between lanes.
const ROW: f64 = 20.0;
const LANE_NAME: f64 = 26.0;
const SCALE: f64 = 26.0;
const GAP: f64 = 7.0;
/// The width of the label of a year.
const YEAR_LABEL: f64 = 32.0;
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

/// The place of a drawing on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// It is always there, so that it defines the gradient for all drawings of the page.
    Main,
    /// History that is folded away.
    Earlier,
}

/// A drawing.
#[derive(Template)]
#[template(path = "timeline.svg", config = "src/http/web/askama.toml")]
pub struct Timeline {
    drawing: Drawing,
    height: f64,
    scale: YearScale,
    years: Vec<YearLine>,
    lanes: Vec<LaneName>,
    marks: Vec<Mark>,
}

/// A round year, and the end of the period that begins with it. Every other period is shaded: lines would cross the labels.
struct YearLine {
    x: f64,
    /// The left end of its label.
    label_x: f64,
    year: f64,
    end: f64,
    is_shaded: bool,
}

struct LaneName {
    name: String,
    y: f64,
}

/// A fact with its label.
struct Mark {
    href: String,
    /// The whole title and the date.
    tooltip: String,
    class: String,
    is_point: bool,
    x: f64,
    y: f64,
    width: f64,
    label: Label,
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
    /// The left end of the marks.
    left: f64,
}

impl YearScale {
    fn x(self, year: f64) -> f64 {
        self.left + (year - self.first) / (self.last - self.first) * (WIDTH - self.left - RIGHT)
    }

    /// Round years, twelve at most.
    fn lines(self) -> Vec<YearLine> {
        let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0];
        let fits = |step: &f64| (self.last - self.first) / step <= 12.0;
        let step = steps.into_iter().find(fits).unwrap_or(500.0);
        let first = (self.first / step).ceil() * step;
        std::iter::successors(Some(first), |year| Some(year + step))
            .take_while(|year| *year < self.last)
            .map(|year| YearLine {
                x: self.x(year),
                label_x: (self.x(year).max(self.left) + 4.0).min(WIDTH - YEAR_LABEL),
                year,
                end: self.x((year + step).min(self.last)),
                is_shaded: (year / step) % 2.0 == 0.0,
            })
            .collect()
    }
}

impl Timeline {
    /// Draws lanes from top to bottom, for the page of this path; `None` if no fact has a date.
    pub fn new(
        lanes: &[TimelineLane],
        drawing: Drawing,
        page: &str,
        colours: &Colours,
    ) -> Option<Self> {
        let facts = lanes.iter().flat_map(|lane| &lane.facts);
        let (first, last) = year_range(facts)?;
        let are_short = lanes
            .iter()
            .all(|lane| lane.name.chars().count() <= MAX_NAME);
        let scale = YearScale {
            first: first - 0.5,
            last: last + 0.5,
            left: if are_short { GUTTER } else { MARGIN },
        };
        let mut timeline = Self {
            drawing,
            height: SCALE,
            scale,
            years: scale.lines(),
            lanes: Vec::new(),
            marks: Vec::new(),
        };
        for lane in lanes
            .iter()
            .filter(|lane| lane.facts.iter().any(|fact| fact.has("date")))
        {
            timeline.add_lane(lane, page, colours);
        }
        Some(timeline)
    }

    fn add_lane(&mut self, lane: &TimelineLane, page: &str, colours: &Colours) {
        let name_above = if self.scale.left < GUTTER {
            LANE_NAME
        } else {
            0.0
        };
        self.lanes.push(LaneName {
            name: lane.name.clone(),
            y: self.height + if name_above > 0.0 { 18.0 } else { 15.0 },
        });
        self.height += name_above;
        // The right end of the last mark in each row. The first row may begin with the name, which labels must not cover.
        let name_end = to_f64(lane.name.chars().count()) * NAME_LETTER;
        let mut rows = vec![if name_above > 0.0 { 0.0 } else { name_end }];
        for fact in lane.facts.iter().filter(|fact| fact.has("date")) {
            let mut mark = Mark::new(fact, self.scale, page, colours.class(fact));
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
        self.height += ROW * to_f64(rows.len()) + GAP;
    }
}

impl Mark {
    /// A mark in a row that is not chosen yet.
    fn new(fact: &Item, scale: YearScale, page: &str, colour: &str) -> Self {
        let period = Period::new(fact, scale);
        let (from, to) = (scale.x(period.start), scale.x(period.end));
        let precision = fact.text("date.precision");
        let is_hedged = fact.is("date.approximate") || fact.is("date.uncertain");
        let hedge = if is_hedged { " about" } else { "" };
        let url = fact.page_url(&fact.text("relation"), "");
        let fragment = url.strip_prefix(page).filter(|rest| rest.starts_with('#'));
        let title = fact.text("title");
        let caveat = fact
            .caveat()
            .map_or_else(String::new, |caveat| [", ", &caveat].concat());
        Self {
            href: fragment.unwrap_or(&url).to_owned(),
            tooltip: [&title, &caveat, ": ", &fact.when()].concat(),
            class: format!("mark {colour} {precision}{hedge}"),
            is_point: precision == "day",
            x: from,
            y: 0.0,
            width: (to - from).max(3.0),
            label: Label::new(&title, &caveat, from, to),
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
pub fn year_range<'f>(facts: impl IntoIterator<Item = &'f Item>) -> Option<(f64, f64)> {
    let bounds = facts
        .into_iter()
        .flat_map(|fact| ["date.earliest", "date.latest"].map(|key| year(&fact.text(key))));
    bounds
        .flatten()
        .fold(None, |range: Option<(f64, f64)>, year| {
            let (first, last) = range.unwrap_or((year, year));
            Some((first.min(year.floor()), last.max(year.floor() + 1.0)))
        })
}

/// A day such as `2008-06-01` as a fractional year.
pub fn year(day: &str) -> Option<f64> {
    let mut parts = day.splitn(3, '-').map(|part| part.parse::<f64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(year + (month - 1.0) / 12.0 + (day - 1.0) * DAY)
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
        Item::parse(
            &json!({ "id": id, "relation": "a-b", "title": "A <b>", "date": date }).to_string(),
        )
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
        assert_eq!(year_range(&lanes[0].facts), Some((1991.0, 2029.0)));
        let svg =
            Timeline::new(&lanes, Drawing::Main, "/relations/a-b", &Colours::default()).unwrap();
        let svg = svg.render().unwrap();
        assert_eq!(
            (
                svg.matches("<circle").count(),
                svg.matches("<rect class=\"mark").count()
            ),
            (1, 3)
        );
        for part in [
            "class=\"mark both year about\"",
            "class=\"mark both season\"",
            "href=\"#open\"",
        ] {
            assert!(svg.contains(part), "{part} in {svg}");
        }
        assert!(
            !svg.contains("<b>") && !svg.contains("undated") && !svg.contains("NaN"),
            "{svg}"
        );
        let none = [TimelineLane::new("None", Vec::new())];
        assert!(Timeline::new(&none, Drawing::Main, "", &Colours::default()).is_none());
    }
}
