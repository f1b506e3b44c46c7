//! Dated facts along the years, as SVG. What is known to the day is a point; what is less certain is as wide as it may be.

use std::fmt::Write as _;

use super::item::Item;
use crate::values::html::escape;

/// The width of the drawing, in units of its own, and the room for the names of lanes and at the end.
const WIDTH: f64 = 1000.0;
const LEFT: f64 = 8.0;
const RIGHT: f64 = 24.0;
/// The height of a row, of a lane's name, and of the years.
const ROW: f64 = 24.0;
const NAME: f64 = 26.0;
const YEARS: f64 = 26.0;
/// About how wide a letter is.
const LETTER: f64 = 6.3;
/// The longest title that is written out.
const TITLE: usize = 62;

/// Facts that are drawn together.
pub struct Lane {
    pub name: String,
    pub facts: Vec<Item>,
}

/// A fact along the years.
struct Mark<'f> {
    fact: &'f Item,
    /// Years with their parts; an open end has the end of the drawing.
    from: f64,
    to: f64,
}

impl<'f> Mark<'f> {
    fn of(fact: &'f Item, (first, last): (f64, f64)) -> Option<Self> {
        let bound = |key: &str, open: f64| year(&fact.text(key)).unwrap_or(open);
        // A day lasts until the next one begins.
        let to = bound("date.latest", last - DAY) + DAY;
        fact.has("date").then(|| Self {
            fact,
            from: bound("date.earliest", first),
            to,
        })
    }

    /// How it looks, as far as the style knows.
    fn class(&self) -> String {
        let about = if self.fact.is("date.approximate") || self.fact.is("date.uncertain") {
            " about"
        } else {
            ""
        };
        format!("mark {}{about}", self.fact.text("date.precision"))
    }
}

/// A part of a year.
const DAY: f64 = 1.0 / 365.25;

/// `2008-06-01` in years.
fn year(day: &str) -> Option<f64> {
    let mut parts = day.splitn(3, '-').map(|part| part.parse::<f64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(year + (month - 1.0) / 12.0 + (day - 1.0) * DAY)
}

/// The first and the last year that the facts reach; open ends do not count.
pub fn span(lanes: &[Lane]) -> Option<(f64, f64)> {
    let facts = lanes.iter().flat_map(|lane| &lane.facts);
    let years = facts
        .flat_map(|fact| {
            [
                year(&fact.text("date.earliest")),
                year(&fact.text("date.latest")),
            ]
        })
        .flatten();
    years.fold(None, |span: Option<(f64, f64)>, at| {
        let (first, last) = span.unwrap_or((at, at));
        Some((first.min(at.floor()), last.max(at.floor() + 1.0)))
    })
}

/// The drawing; empty where nothing has a date.
pub fn draw(lanes: &[Lane]) -> String {
    let Some((first, last)) = span(lanes) else {
        return String::new();
    };
    let span = (first - 0.5, last + 0.5);
    let scale = |at: f64| LEFT + (at - span.0) / (span.1 - span.0) * (WIDTH - LEFT - RIGHT);
    let mut marks = String::new();
    let mut top = YEARS;
    for lane in lanes
        .iter()
        .filter(|lane| lane.facts.iter().any(|fact| fact.has("date")))
    {
        let _ = write!(
            marks,
            "<text class=\"lane\" x=\"{LEFT}\" y=\"{:.0}\">{}</text>",
            top + 18.0,
            escape(&lane.name)
        );
        top += NAME;
        let mut rows: Vec<f64> = Vec::new();
        for mark in lane.facts.iter().filter_map(|fact| Mark::of(fact, span)) {
            let row = place(&mut rows, &mark, &scale);
            push_mark(&mut marks, &mark, top + ROW * row, &scale);
        }
        top += ROW * count(rows.len()) + 6.0;
    }
    format!(
        "<svg class=\"timeline\" viewBox=\"0 0 {WIDTH:.0} {top:.0}\" role=\"group\" aria-label=\"Timeline\">{}{marks}</svg>",
        years(span, top, &scale)
    )
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Lines at round years.
fn years((first, last): (f64, f64), bottom: f64, scale: &impl Fn(f64) -> f64) -> String {
    let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0]
        .into_iter()
        .find(|step| (last - first) / step <= 12.0)
        .unwrap_or(500.0);
    let mut lines =
        "<defs><linearGradient id=\"about\"><stop offset=\"0\" class=\"edge\"/><stop offset=\".5\" class=\"middle\"/>\
                     <stop offset=\"1\" class=\"edge\"/></linearGradient></defs>"
            .to_owned();
    let mut year = (first / step).ceil() * step;
    while year < last {
        let x = scale(year);
        let _ = write!(
            lines,
            "<path class=\"year\" d=\"M{x:.1} {YEARS}V{bottom:.0}\"/><text class=\"year\" x=\"{x:.1}\" y=\"18\">{year:.0}</text>"
        );
        year += step;
    }
    lines
}

/// The title beside a mark, and whether it stands before it.
fn label(mark: &Mark<'_>, scale: &impl Fn(f64) -> f64) -> (String, bool, f64) {
    let title = mark.fact.text("title");
    let short: String = title.chars().take(TITLE).collect();
    let short = if short.len() < title.len() {
        [short.trim_end(), "…"].concat()
    } else {
        short
    };
    let width = count(short.chars().count()) * LETTER;
    let before = scale(mark.to) + 12.0 + width > WIDTH;
    (short, before, width)
}

/// The first row in which there is room for a mark with its title.
fn place(rows: &mut Vec<f64>, mark: &Mark<'_>, scale: &impl Fn(f64) -> f64) -> f64 {
    let (_, before, width) = label(mark, scale);
    let (from, to) = (
        scale(mark.from),
        scale(mark.to).max(scale(mark.from) + 10.0),
    );
    let (start, end) = if before {
        (from - width - 12.0, to)
    } else {
        (from - 6.0, to + width + 12.0)
    };
    let row = rows
        .iter()
        .position(|taken| *taken < start)
        .unwrap_or_else(|| {
            rows.push(0.0);
            rows.len() - 1
        });
    rows[row] = end;
    count(row)
}

fn push_mark(svg: &mut String, mark: &Mark<'_>, top: f64, scale: &impl Fn(f64) -> f64) {
    let (short, before, _) = label(mark, scale);
    let (from, to, middle) = (scale(mark.from), scale(mark.to), top + 11.0);
    let (id, title) = (
        escape(&mark.fact.text("id")),
        escape(&mark.fact.text("title")),
    );
    let (class, when) = (mark.class(), escape(&mark.fact.text("date.text")));
    let _ = write!(svg, "<a href=\"#{id}\"><title>{title}: {when}</title>");
    if mark.fact.text("date.precision") == "day" {
        let _ = write!(
            svg,
            "<circle class=\"{class}\" cx=\"{from:.1}\" cy=\"{middle}\" r=\"5\"/>"
        );
    } else {
        let width = (to - from).max(3.0);
        let y = top + 5.0;
        let _ = write!(
            svg,
            "<rect class=\"{class}\" x=\"{from:.1}\" y=\"{y}\" width=\"{width:.1}\" height=\"12\" rx=\"2\"/>"
        );
    }
    let (x, anchor) = if before {
        (from - 10.0, "end")
    } else {
        (to.max(from + 5.0) + 5.0, "start")
    };
    let y = top + 15.0;
    let _ = write!(
        svg,
        "<text x=\"{x:.1}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text></a>",
        escape(&short)
    );
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fact(id: &str, precision: &str, earliest: Option<&str>, latest: Option<&str>) -> Item {
        let date = json!({ "text": "then", "precision": precision, "earliest": earliest, "latest": latest, "approximate": id == "about" });
        Item(json!({ "id": id, "title": "A <b>", "date": date }))
    }

    #[test]
    fn certain_days_are_points_and_the_rest_is_as_wide_as_it_may_be() {
        let facts = vec![
            fact("day", "day", Some("1992-01-22"), Some("1992-01-22")),
            fact("season", "season", Some("2008-06-01"), Some("2008-08-31")),
            fact("about", "year", Some("2028-01-01"), Some("2028-12-31")),
            fact("open", "interval", None, Some("1991-12-31")),
            Item(json!({ "id": "undated", "title": "B", "date": null })),
        ];
        let lanes = [Lane {
            name: "Facts".to_owned(),
            facts,
        }];
        assert_eq!(span(&lanes), Some((1991.0, 2029.0)));
        let svg = draw(&lanes);
        assert_eq!(
            (svg.matches("<circle").count(), svg.matches("<rect").count()),
            (1, 3)
        );
        for part in [
            "class=\"mark year about\"",
            "class=\"mark season\"",
            "href=\"#open\"",
            "A &lt;b&gt;",
        ] {
            assert!(svg.contains(part), "{part} in {svg}");
        }
        assert!(!svg.contains("undated") && !svg.contains("NaN"));
        assert!(
            draw(&[Lane {
                name: "Nothing".to_owned(),
                facts: Vec::new()
            }])
            .is_empty()
        );
    }
}
