//! Trade figures of one flow in one currency as bars. The rest of a range, and the digits to which a sum is not told, are drawn
//! paler.

use askama::Template;

use super::item::Item;
use super::timeline_label::to_f64;

/// The drawing, in user units: the room for the period, for the bars, and for the sum.
const WIDTH: f64 = 640.0;
const LEFT: f64 = 110.0;
const RIGHT: f64 = 180.0;
const ROW: f64 = 24.0;

/// Figures that can be compared.
#[derive(Template)]
#[template(path = "trade_chart.svg", config = "src/http/web/askama.toml")]
pub struct TradeChart {
    pub title: String,
    height: f64,
    bars: Vec<Bar>,
}

#[derive(Debug)]
struct Bar {
    href: String,
    period: String,
    sum: String,
    y: f64,
    /// The certain part, and the part that the figure leaves open.
    certain: f64,
    open: f64,
    /// True if the sum has no upper end.
    is_open_ended: bool,
}

/// The ends of a sum. A sum that is told to the million may be half a million more or less.
#[derive(Debug, PartialEq)]
struct Range {
    least: f64,
    most: Option<f64>,
}

impl Range {
    fn new(amount: &Item) -> Option<Self> {
        let number = |key: &str| amount.text(key).parse::<f64>().ok();
        if let Some(value) = number("value") {
            let half = number("precision").unwrap_or(0.0) / 2.0;
            return Some(Self {
                least: (value - half).max(0.0),
                most: Some(value + half),
            });
        }
        let (min, max) = (number("min"), number("max"));
        (min.or(max)).map(|_| Self {
            least: min.unwrap_or(0.0),
            most: max,
        })
    }
}

impl TradeChart {
    /// The charts of all figures that can be compared: at least two with the same flow, direction and currency.
    pub fn all(figures: &[Item]) -> Vec<Self> {
        let keys = ["flow", "exporter", "importer", "amount.currency"];
        let key = |figure: &Item| keys.map(|key| figure.text(key));
        let mut groups: Vec<([String; 4], Vec<&Item>)> = Vec::new();
        for figure in figures
            .iter()
            .filter(|figure| figure.has("amount") && figure.has("date"))
        {
            match groups.iter_mut().find(|(group, _)| *group == key(figure)) {
                Some((_, group)) => group.push(figure),
                None => groups.push((key(figure), vec![figure])),
            }
        }
        let groups = groups.into_iter().filter(|(_, figures)| figures.len() > 1);
        groups
            .filter_map(|(_, figures)| Self::new(&figures))
            .collect()
    }

    fn new(figures: &[&Item]) -> Option<Self> {
        let ranges: Option<Vec<Range>> = figures
            .iter()
            .map(|figure| Range::new(&figure.part("amount")))
            .collect();
        let ranges = ranges?;
        let most = ranges
            .iter()
            .map(|range| range.most.unwrap_or(range.least * 1.25))
            .fold(0.0, f64::max);
        if most <= 0.0 {
            return None;
        }
        let room = WIDTH - LEFT - RIGHT;
        let bar = |(index, (figure, range)): (usize, (&&Item, &Range))| {
            let end = range.most.unwrap_or(most);
            Bar {
                href: ["#", &figure.text("id")].concat(),
                period: figure.when(),
                sum: figure.text("amount.text"),
                y: ROW * to_f64(index),
                certain: range.least / most * room,
                open: (end - range.least).max(0.0) / most * room,
                is_open_ended: range.most.is_none(),
            }
        };
        let bars: Vec<Bar> = figures.iter().zip(&ranges).enumerate().map(bar).collect();
        let first = figures.first()?;
        Some(Self {
            title: flow_title(first),
            height: ROW * to_f64(bars.len()),
            bars,
        })
    }
}

/// `Exports of Iceland to Japan, in JPY`.
fn flow_title(figure: &Item) -> String {
    let (from, to) = (figure.country("exporter"), figure.country("importer"));
    let currency = figure.text("amount.currency");
    match figure.text("flow").as_str() {
        "export" => format!("Exports of {from} to {to}, in {currency}"),
        "import" => format!("Imports of {to} from {from}, in {currency}"),
        "investment" => format!("Investment of {from} in {to}, in {currency}"),
        _ => format!("Exports and imports together, in {currency}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn figure(id: &str, currency: &str, amount: &[(&str, u64)]) -> Item {
        let mut sum = json!({ "currency": currency, "text": id });
        for (key, number) in amount {
            sum[*key] = Value::from(*number);
        }
        let date = json!({ "text": id });
        Item::parse(
            &json!({ "id": id, "flow": "turnover", "amount": sum, "date": date }).to_string(),
        )
    }

    #[test]
    fn bars_say_what_a_figure_leaves_open() {
        let figures = [
            figure("a", "EUR", &[("value", 90), ("precision", 20)]),
            figure("b", "EUR", &[("min", 40), ("max", 60)]),
            figure("c", "EUR", &[("min", 50)]),
            figure("d", "USD", &[("value", 500)]),
        ];
        let charts = TradeChart::all(&figures);
        assert_eq!(charts.len(), 1, "a figure alone is no chart");
        let room = WIDTH - LEFT - RIGHT;
        let expected = [(0.8, 0.2, false), (0.4, 0.2, false), (0.5, 0.5, true)];
        for (bar, (certain, open, is_open_ended)) in charts[0].bars.iter().zip(expected) {
            assert!((bar.certain - certain * room).abs() < 0.1, "{bar:?}");
            assert!((bar.open - open * room).abs() < 0.1, "{bar:?}");
            assert_eq!(bar.is_open_ended, is_open_ended);
        }
    }
}
