//! A map of the world with pairs of countries as arcs, as SVG.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use askama::Template;

use super::map::{OUTLINES, Outline, Point};
use super::points::point;

/// The width of the drawing, which shows 360 degrees of longitude.
const WIDTH: f64 = 2000.0;
/// The latitudes at the edges: no country with people lies beyond them.
const NORTH: f64 = 84.0;
const SOUTH: f64 = -56.0;

/// The width of a letter of a label, on average.
const LETTER: f64 = 13.0;
const LABEL_HEIGHT: f64 = 26.0;
/// The distance of a label from the middle of its dot.
const LABEL_GAP: f64 = 13.0;

/// The outlines without Antarctica, as paths.
static LAND: LazyLock<BTreeMap<&'static str, String>> = LazyLock::new(|| {
    let inhabited = OUTLINES.iter().filter(|(code, _)| **code != "ATA");
    inhabited
        .map(|(code, outline)| (*code, path(outline)))
        .collect()
});

/// The height of the drawing.
static HEIGHT: LazyLock<f64> = LazyLock::new(|| (northing(NORTH) - northing(SOUTH)).ceil());

/// The distance from the equator, by the cylindrical projection of Patterson. Its meridians are straight, so that an arc over the
/// Pacific leaves at one edge and comes back at the other at the same height.
fn northing(latitude: f64) -> f64 {
    let phi = latitude.to_radians();
    let y = 0.02406 * phi.powi(9) - 0.14499 * phi.powi(7) + 0.23185 * phi.powi(5) + 1.0148 * phi;
    y * WIDTH / std::f64::consts::TAU
}

fn project(point: Point) -> (f64, f64) {
    let [longitude, latitude] = [point.x, point.y].map(|tenths| f64::from(tenths) / 10.0);
    (
        (longitude + 180.0) / 360.0 * WIDTH,
        northing(NORTH) - northing(latitude),
    )
}

/// The `d` attribute of an outline: whole units, each point from the one before.
fn path(outline: &Outline) -> String {
    let mut path = String::new();
    for ring in outline {
        let mut last: Option<(i32, i32)> = None;
        for (x, y) in ring.iter().map(|point| rounded(project(*point))) {
            let (dx, dy) = last.map_or((x, y), |(from_x, from_y)| (x - from_x, y - from_y));
            let command = match last {
                Some(_) if (dx, dy) == (0, 0) => continue,
                Some(_) => "l",
                None => "M",
            };
            let space = if dy < 0 { "" } else { " " };
            write!(path, "{command}{dx}{space}{dy}").expect("text has room");
            last = Some((x, y));
        }
        path.push('z');
    }
    path
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "positions in the drawing are small"
)]
fn rounded((x, y): (f64, f64)) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

/// A pair to be drawn.
pub struct MapPair {
    pub href: String,
    pub title: String,
    /// The codes of its countries.
    pub parties: [String; 2],
    /// The number of its facts.
    pub facts: u64,
}

/// A country to be marked, with the number of its pairs.
#[derive(Debug, Clone)]
pub struct MapCountry {
    pub code: String,
    pub name: String,
    pub pairs: u64,
}

/// A drawing.
#[derive(Template)]
#[template(path = "world_map.svg", config = "src/http/web/askama.toml")]
pub struct WorldMap {
    height: f64,
    land: Vec<Land>,
    arcs: Vec<PairArc>,
    dots: Vec<Dot>,
}

struct Land {
    path: &'static str,
    has_pairs: bool,
}

struct PairArc {
    pair: MapPair,
    path: String,
    /// 1 to 4, by the number of facts.
    weight: u32,
}

struct Dot {
    country: MapCountry,
    x: f64,
    y: f64,
    label: Option<Label>,
}

#[derive(Debug, Clone, Copy)]
struct Label {
    x: f64,
    y: f64,
    anchor: &'static str,
}

impl WorldMap {
    /// The map of these pairs and countries. Those without a point, such as former countries, are left out.
    pub fn new(mut pairs: Vec<MapPair>, countries: &[MapCountry]) -> Self {
        let is_marked = |code: &str| countries.iter().any(|country| country.code == code);
        let land = LAND.iter().map(|(code, path)| Land {
            path,
            has_pairs: is_marked(code),
        });
        let land = land.collect();
        // The ones with the most facts are drawn last, over the others.
        pairs.sort_by_key(|pair| pair.facts);
        Self {
            height: *HEIGHT,
            land,
            arcs: pairs.into_iter().filter_map(PairArc::new).collect(),
            dots: dots(countries),
        }
    }
}

impl PairArc {
    fn new(pair: MapPair) -> Option<Self> {
        let [one, other] = [&pair.parties[0], &pair.parties[1]].map(|code| point(code));
        let (from, to) = (project(one?), project(other?));
        Some(Self {
            path: arc_path(from, to),
            weight: pair.facts.max(1).ilog(4).clamp(1, 4),
            pair,
        })
    }
}

/// An arc between two positions, the shorter way round the globe: over the edge of the map, it is drawn at both edges.
fn arc_path(from: (f64, f64), to: (f64, f64)) -> String {
    let turn = match to.0 - from.0 {
        distance if distance > WIDTH / 2.0 => -WIDTH,
        distance if distance < -WIDTH / 2.0 => WIDTH,
        _ => 0.0,
    };
    let near = curve(from, (to.0 + turn, to.1));
    if turn == 0.0 {
        return near;
    }
    near + &curve((from.0 - turn, from.1), to)
}

/// A curve that bends to the north.
fn curve(from: (f64, f64), to: (f64, f64)) -> String {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let bend = 0.22 * dx.signum();
    let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
    let control = (middle.0 + dy * bend, middle.1 - dx * bend);
    let [from, control, to] = [from, control, to].map(rounded);
    format!(
        "M{} {}Q{} {} {} {}",
        from.0, from.1, control.0, control.1, to.0, to.1
    )
}

/// The countries at their positions. Those with the most pairs get the first choice of a place for their label.
fn dots(countries: &[MapCountry]) -> Vec<Dot> {
    let mut countries = countries.to_vec();
    countries.sort_by_key(|country| std::cmp::Reverse(country.pairs));
    let placed = countries.into_iter().filter_map(|country| {
        let (x, y) = project(point(&country.code)?);
        Some(Dot {
            country,
            x,
            y,
            label: None,
        })
    });
    let mut dots: Vec<Dot> = placed.collect();
    let mut taken: Vec<Area> = dots.iter().map(|dot| Area::around(dot.x, dot.y)).collect();
    for dot in &mut dots {
        let own = Area::around(dot.x, dot.y);
        let free = label_places(dot).find(|(_, area)| {
            let others = taken.iter().filter(|other| **other != own);
            area.is_on_map() && others.into_iter().all(|other| !area.overlaps(other))
        });
        if let Some((label, area)) = free {
            dot.label = Some(label);
            taken.push(area);
        }
    }
    dots
}

/// The places for a label, the best first, each with the area that it takes.
fn label_places(dot: &Dot) -> impl Iterator<Item = (Label, Area)> + use<> {
    let (x, y) = (dot.x, dot.y);
    let letters = u32::try_from(dot.country.name.chars().count()).unwrap_or(u32::MAX);
    let width = f64::from(letters) * LETTER;
    let sides = [
        (LABEL_GAP, 8.0, "start", 0.0),
        (-LABEL_GAP, 8.0, "end", -width),
        (0.0, -LABEL_GAP, "middle", -width / 2.0),
        (0.0, LABEL_GAP + 18.0, "middle", -width / 2.0),
    ];
    sides.into_iter().map(move |(dx, dy, anchor, left)| {
        let (x, y) = (x + dx, y + dy);
        let area = Area {
            left: x + left,
            top: y - LABEL_HEIGHT + 4.0,
            right: x + left + width,
            bottom: y + 6.0,
        };
        (Label { x, y, anchor }, area)
    })
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    /// The area of a dot.
    fn around(x: f64, y: f64) -> Self {
        let radius = 8.0;
        Self {
            left: x - radius,
            top: y - radius,
            right: x + radius,
            bottom: y + radius,
        }
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn is_on_map(&self) -> bool {
        self.left >= 0.0 && self.right <= WIDTH && self.top >= 0.0 && self.bottom <= *HEIGHT
    }
}
