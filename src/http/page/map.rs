//! A locator map of two countries among their neighbours, as SVG.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::values::country;
use crate::values::html::escape;

/// Longitude and latitude in tenths of a degree.
type Point = (i32, i32);

/// The rings of a country's outline.
type Outline = Vec<Vec<Point>>;

/// Outlines by alpha-3 code.
static OUTLINES: LazyLock<BTreeMap<&'static str, Outline>> = LazyLock::new(|| {
    let lines = include_str!("outlines.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .map(|(code, rings)| (code, rings.split('|').map(ring).collect()))
        .collect()
});

fn ring(text: &str) -> Vec<Point> {
    let point = |pair: &str| {
        pair.split_once(',')
            .and_then(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?)))
    };
    text.split(' ').filter_map(point).collect()
}

/// What a map shows: a part of the world, north up.
#[derive(Debug, Clone, Copy)]
struct Frame {
    west: i32,
    east: i32,
    south: i32,
    north: i32,
}

impl Frame {
    fn of<'p>(points: impl Iterator<Item = &'p Point>) -> Option<Self> {
        points.fold(None, |frame: Option<Self>, &(x, y)| {
            let Self {
                west,
                east,
                south,
                north,
            } = frame.unwrap_or(Self {
                west: x,
                east: x,
                south: y,
                north: y,
            });
            Some(Self {
                west: west.min(x),
                east: east.max(x),
                south: south.min(y),
                north: north.max(y),
            })
        })
    }

    /// A quarter more on each side, and no more than the world.
    fn widened(self) -> Self {
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

    fn meets(self, other: Self) -> bool {
        self.west < other.east
            && other.west < self.east
            && self.south < other.north
            && other.south < self.north
    }
}

/// The map; `None` where one of them is too small to be drawn.
pub fn draw(one: &str, other: &str) -> Option<String> {
    let parties = [OUTLINES.get_key_value(one)?, OUTLINES.get_key_value(other)?];
    let frame = Frame::of(
        parties
            .iter()
            .flat_map(|(_, outline)| outline.iter().flatten()),
    )?
    .widened();
    // Degrees of longitude are shorter away from the equator: as much as in the middle of the map.
    let middle = f64::from(frame.south + frame.north) / 20.0;
    let narrow = middle.to_radians().cos().max(0.2);
    let place = |&(x, y): &Point| {
        (
            f64::from(x - frame.west) * narrow,
            f64::from(frame.north - y),
        )
    };
    let (width, height) = place(&(frame.east, frame.south));
    let names = [one, other].map(|code| escape(country::name(code).unwrap_or(code)));
    let mut svg = format!(
        "<svg class=\"map\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-label=\"Map with {} and {} among their \
         neighbours\">",
        names[0], names[1]
    );
    let visible = OUTLINES.iter().filter(|(_, outline)| {
        Frame::of(outline.iter().flatten()).is_some_and(|of| of.meets(frame))
    });
    for (code, outline) in visible {
        let class = if *code == one {
            "one"
        } else if *code == other {
            "other"
        } else {
            "neighbour"
        };
        let _ = write!(
            svg,
            "<path class=\"{class}\" d=\"{}\"/>",
            path(outline, &place)
        );
    }
    for ((_, outline), name) in parties.iter().zip(names) {
        let largest = outline.iter().max_by_key(|ring| ring.len())?;
        let Frame {
            west,
            east,
            south,
            north,
        } = Frame::of(largest.iter())?;
        let (x, y) = place(&(i32::midpoint(west, east), i32::midpoint(south, north)));
        let size = width / 28.0;
        let _ = write!(
            svg,
            "<text x=\"{x:.0}\" y=\"{y:.0}\" font-size=\"{size:.0}\">{name}</text>"
        );
    }
    svg.push_str("</svg>");
    Some(svg)
}

fn path(outline: &Outline, place: &impl Fn(&Point) -> (f64, f64)) -> String {
    let mut path = String::new();
    for ring in outline {
        for (at, point) in ring.iter().enumerate() {
            let (x, y) = place(point);
            let _ = write!(path, "{}{x:.0} {y:.0}", if at == 0 { 'M' } else { 'L' });
        }
        path.push('Z');
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outline_is_of_a_country_and_on_the_globe() {
        assert!(OUTLINES.len() > 150);
        for (code, outline) in &*OUTLINES {
            assert!(
                country::is_alpha3(code) && outline.iter().all(|ring| ring.len() > 2),
                "{code}"
            );
            assert!(
                outline
                    .iter()
                    .flatten()
                    .all(|(x, y)| x.abs() <= 1800 && y.abs() <= 900),
                "{code}"
            );
        }
    }

    #[test]
    fn a_map_names_both_and_shows_their_neighbours() {
        let map = draw("KAZ", "MNG").unwrap();
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
        assert!(draw("KAZ", "SMR").is_none(), "too small for the scale");
    }
}
