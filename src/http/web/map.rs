//! A locator map of two countries among their neighbours, as SVG.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use askama::Template;

/// Longitude and latitude in tenths of a degree.
#[derive(Debug, Clone, Copy)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

/// The rings of a country's outline.
pub type Outline = Vec<Vec<Point>>;

/// Outlines by alpha-3 code.
pub static OUTLINES: LazyLock<BTreeMap<&'static str, Outline>> = LazyLock::new(|| {
    let lines = include_str!("outlines.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let countries = lines.filter_map(|line| line.split_once(' '));
    countries
        .map(|(code, rings)| (code, rings.split('|').map(parse_ring).collect()))
        .collect()
});

pub fn parse_ring(text: &str) -> Vec<Point> {
    let parse_point = |pair: &str| {
        let (x, y) = pair.split_once(',')?;
        Some(Point {
            x: x.parse().ok()?,
            y: y.parse().ok()?,
        })
    };
    text.split(' ').filter_map(parse_point).collect()
}

/// A part of the world, north up.
#[derive(Debug, Clone, Copy)]
struct Frame {
    west: i32,
    east: i32,
    south: i32,
    north: i32,
}

impl Frame {
    /// The smallest frame around points; `None` without points.
    fn around<'p>(points: impl Iterator<Item = &'p Point>) -> Option<Self> {
        points.fold(None, |frame: Option<Self>, &Point { x, y }| {
            let point = Self {
                west: x,
                east: x,
                south: y,
                north: y,
            };
            let Self {
                west,
                east,
                south,
                north,
            } = frame.unwrap_or(point);
            Some(Self {
                west: west.min(x),
                east: east.max(x),
                south: south.min(y),
                north: north.max(y),
            })
        })
    }

    /// The frame with a margin of a quarter on each side, within the bounds of the world.
    fn with_margin(self) -> Self {
        let (x, y) = (
            (self.east - self.west) / 4 + 30,
            (self.north - self.south) / 4 + 30,
        );
        Self {
            west: (self.west - x).max(-1800),
            east: (self.east + x).min(1800),
            south: (self.south - y).max(-900),
            north: (self.north + y).min(900),
        }
    }

    const fn overlaps(self, other: Self) -> bool {
        self.west < other.east
            && other.west < self.east
            && self.south < other.north
            && other.south < self.north
    }

    fn centre(self) -> Point {
        Point {
            x: i32::midpoint(self.west, self.east),
            y: i32::midpoint(self.south, self.north),
        }
    }
}

/// Maps points to positions in the drawing.
#[derive(Debug, Clone, Copy)]
struct Projection {
    frame: Frame,
    /// A degree of longitude is shorter away from the equator: this is its length in the middle of the map.
    x_scale: f64,
}

impl Projection {
    fn new(frame: Frame) -> Self {
        let middle = f64::from(frame.south + frame.north) / 20.0;
        Self {
            frame,
            x_scale: middle.to_radians().cos().max(0.2),
        }
    }

    fn project(self, Point { x, y }: Point) -> (f64, f64) {
        (
            f64::from(x - self.frame.west) * self.x_scale,
            f64::from(self.frame.north - y),
        )
    }

    /// The `d` attribute of an outline's path.
    fn path(self, outline: &Outline) -> String {
        let ring = |ring: &Vec<Point>| {
            let points: Vec<String> = ring
                .iter()
                .map(|point| self.project(*point))
                .map(|(x, y)| format!("{x:.0} {y:.0}"))
                .collect();
            format!("M{}Z", points.join("L"))
        };
        outline.iter().map(ring).collect()
    }
}

/// A drawing.
#[derive(Template)]
#[template(path = "map.svg", config = "src/http/web/askama.toml")]
pub struct LocatorMap {
    width: f64,
    height: f64,
    names: [String; 2],
    shapes: Vec<Shape>,
    labels: Vec<Label>,
}

struct Shape {
    class: &'static str,
    path: String,
}

struct Label {
    name: String,
    x: f64,
    y: f64,
}

impl LocatorMap {
    /// The map of two countries by their codes, with their names; `None` if one of them is too small to be drawn.
    pub fn new([one, other]: [&str; 2], names: [String; 2]) -> Option<Self> {
        let parties = [OUTLINES.get(one)?, OUTLINES.get(other)?];
        let frame = Frame::around(parties.iter().flat_map(|outline| outline.iter().flatten()))?;
        let frame = frame.with_margin();
        let projection = Projection::new(frame);
        let (width, height) = projection.project(Point {
            x: frame.east,
            y: frame.south,
        });
        let is_visible = |outline: &Outline| {
            let own = Frame::around(outline.iter().flatten());
            own.is_some_and(|own| own.overlaps(frame))
        };
        let visible = OUTLINES.iter().filter(|(_, outline)| is_visible(outline));
        let shape = |(code, outline): (&&str, &Outline)| {
            let class = match *code {
                code if code == one => "one",
                code if code == other => "other",
                _ => "neighbour",
            };
            Shape {
                class,
                path: projection.path(outline),
            }
        };
        let label = |(outline, name): (&Outline, &String)| {
            let largest = outline.iter().max_by_key(|ring| ring.len())?;
            let (x, y) = projection.project(Frame::around(largest.iter())?.centre());
            let name = name.clone();
            Some(Label { name, x, y })
        };
        let labels = parties.into_iter().zip(&names).filter_map(label);
        Some(Self {
            width,
            height,
            shapes: visible.map(shape).collect(),
            labels: labels.collect(),
            names,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::country;

    #[test]
    fn every_outline_belongs_to_a_country_and_lies_on_the_globe() {
        assert!(OUTLINES.len() > 150);
        for (code, outline) in &*OUTLINES {
            assert!(
                country::is_code(code) && outline.iter().all(|ring| ring.len() > 2),
                "{code}"
            );
            let mut points = outline.iter().flatten();
            assert!(
                points.all(|Point { x, y }| x.abs() <= 1800 && y.abs() <= 900),
                "{code}"
            );
        }
    }

    #[test]
    fn a_map_names_both_countries_and_shows_their_neighbours() {
        let names = || ["Kazakhstan", "Mongolia"].map(str::to_owned);
        let map = LocatorMap::new(["KAZ", "MNG"], names()).unwrap();
        let map = map.render().unwrap();
        for part in [
            "class=\"one\"",
            "class=\"other\"",
            "class=\"neighbour\"",
            ">Kazakhstan</text>",
            ">Mongolia</text>",
        ] {
            assert!(map.contains(part), "{part}");
        }
        assert!(map.len() < 40_000, "{}", map.len());
        assert!(
            LocatorMap::new(["KAZ", "SMR"], names()).is_none(),
            "San Marino is too small for the scale"
        );
    }
}
