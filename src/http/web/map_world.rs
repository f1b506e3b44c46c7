//! The outlines of all countries, as maps begin the world: at 180° west or at Greenwich.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::cities;
use super::map_frame::{Frame, Point};

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

/// The largest distance between the main part of a country and those of its islands that the map must show: 25 degrees.
const NEAR: i32 = 250;
/// The margin around a country that has no outline, because it is too small for the scale.
const AROUND_CITY: i32 = 20;

/// The world as a map begins it: at 180° west, or at Greenwich where that keeps the two countries together.
pub struct World {
    west_end: i32,
    pub outlines: BTreeMap<&'static str, Outline>,
}

/// The worlds that begin at 180° west, and at Greenwich.
pub static WORLDS: LazyLock<[World; 2]> = LazyLock::new(|| [-1800, 0].map(World::new));

impl World {
    fn new(west_end: i32) -> Self {
        let moved = |ring: &Vec<Point>| -> Vec<Point> {
            let ring = unbroken(ring);
            let centre = Frame::around(ring.iter().copied()).map_or(0, |frame| frame.centre().x);
            // A ring moves as a whole: one that crosses the line would be torn.
            let by = if centre < west_end { 3600 } else { 0 };
            ring.iter().map(|point| point.moved_east(by)).collect()
        };
        let outlines = OUTLINES.iter();
        let outlines = outlines.map(|(code, outline)| (*code, outline.iter().map(moved).collect()));
        Self {
            west_end,
            outlines: outlines.collect(),
        }
    }

    pub fn place(&self, point: Point) -> Point {
        point.moved_east(if point.x < self.west_end { 3600 } else { 0 })
    }

    pub fn with_margin(&self, frame: Frame) -> Frame {
        frame.with_margin(self.west_end)
    }

    /// The main part of a country with the islands near it; around its capital for one without an outline.
    pub fn frame_of(&self, code: &str) -> Option<Frame> {
        let Some(outline) = self.outlines.get(code) else {
            let capital = self.place(cities::capital(code)?.point);
            return Frame::around([capital].into_iter()).map(|frame| frame.grown(AROUND_CITY));
        };
        let main = main_part(outline)?.grown(NEAR);
        let near = outline.iter().filter(|ring| {
            Frame::around(ring.iter().copied()).is_some_and(|frame| main.contains(frame.centre()))
        });
        Frame::around(near.flatten().copied())
    }

    pub fn frame(&self, codes: [&str; 2]) -> Option<Frame> {
        let [one, other] = codes;
        let [one, other] = [self.frame_of(one)?, self.frame_of(other)?];
        let corners = [one, other].map(|frame| {
            [
                Point {
                    x: frame.west,
                    y: frame.south,
                },
                Point {
                    x: frame.east,
                    y: frame.north,
                },
            ]
        });
        Frame::around(corners.into_iter().flatten())
    }
}

/// A ring that crosses 180° with its longitudes going on there, rather than beginning again. Antarctica goes all around.
fn unbroken(ring: &[Point]) -> Vec<Point> {
    let frame = Frame::around(ring.iter().copied());
    let is_broken = frame.is_some_and(|frame| frame.width() > 1800 && frame.south > -600);
    let by = |point: &Point| if is_broken && point.x < 0 { 3600 } else { 0 };
    ring.iter()
        .map(|point| point.moved_east(by(point)))
        .collect()
}

/// The frame of the ring with the most points.
pub fn main_part(outline: &Outline) -> Option<Frame> {
    let largest = outline.iter().max_by_key(|ring| ring.len())?;
    Frame::around(largest.iter().copied())
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
}
