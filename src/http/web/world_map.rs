//! A map of the world with pairs of countries as arcs, as SVG.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use askama::Template;

use super::map_frame::Point;
use super::map_world::{OUTLINES, Outline};
use super::points::point;

/// The width of the drawing, which shows 360 degrees of longitude.
const WIDTH: f64 = 2000.0;
/// The latitudes at the edges: no country with people lies beyond them.
const NORTH: f64 = 81.0;
const SOUTH: f64 = -56.0;

/// The width of a letter of a label, on average.
const LETTER: f64 = 13.0;
const LABEL_HEIGHT: f64 = 22.0;
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
        (LABEL_GAP - 4.0, -LABEL_GAP + 3.0, "start", 0.0),
        (LABEL_GAP - 4.0, LABEL_GAP + 14.0, "start", 0.0),
        (-LABEL_GAP + 4.0, -LABEL_GAP + 3.0, "end", -width),
        (-LABEL_GAP + 4.0, LABEL_GAP + 14.0, "end", -width),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn map(parties: [&str; 2]) -> String {
        let pair = MapPair {
            href: "/relations/a-b".to_owned(),
            title: "A–B".to_owned(),
            parties: parties.map(str::to_owned),
            facts: 20,
        };
        let country = |code: &&str| MapCountry {
            code: (*code).to_owned(),
            name: (*code).to_owned(),
            pairs: 1,
        };
        let countries: Vec<MapCountry> = parties.iter().map(country).collect();
        WorldMap::new(vec![pair], &countries).render().unwrap()
    }

    #[test]
    fn an_arc_takes_the_shorter_way_over_the_edge_of_the_map() {
        let [mexico, taiwan, france] =
            ["MEX", "TWN", "FRA"].map(|code| project(point(code).unwrap()));
        let over_the_edge = arc_path(mexico, taiwan);
        assert_eq!(over_the_edge.matches('M').count(), 2, "{over_the_edge}");
        assert_eq!(arc_path(mexico, france).matches('M').count(), 1);
        assert!(map(["MEX", "TWN"]).contains(&over_the_edge));
    }

    #[test]
    fn no_outline_crosses_the_map() {
        for (code, outline) in OUTLINES.iter().filter(|(code, _)| **code != "ATA") {
            for ring in outline {
                let steps = ring.windows(2).map(|two| (two[0].x - two[1].x).abs());
                let ends = ring.first().zip(ring.last());
                let closing = ends.map(|(first, last)| (first.x - last.x).abs());
                assert!(steps.chain(closing).all(|step| step < 1800), "{code}");
            }
        }
    }

    #[test]
    fn small_countries_are_marked_and_labelled_and_former_ones_left_out() {
        let drawing = map(["SGP", "HKG"]);
        for part in [">SGP</text>", ">HKG</text>", "class=\"arc weight-2\""] {
            assert!(drawing.contains(part), "{part}");
        }
        let former = map(["SUN", "HKG"]);
        assert!(!former.contains("class=\"arc") && !former.contains("/countries/SUN"));
    }

    #[test]
    fn labels_do_not_lie_on_one_another() {
        let drawing = map(["BEL", "NLD"]);
        assert!(drawing.contains(">BEL</text>") && drawing.contains(">NLD</text>"));
        let crowd = [
            "SVN", "HRV", "BIH", "MNE", "ALB", "MKD", "XKX", "SRB", "HUN", "AUT",
        ];
        let country = |code: &str| MapCountry {
            code: code.to_owned(),
            name: "A very long name of a country".to_owned(),
            pairs: 1,
        };
        let dots = dots(&crowd.map(country));
        let labels = dots.iter().filter(|dot| dot.label.is_some()).count();
        assert!((1..crowd.len()).contains(&labels), "{labels}");
    }
}
