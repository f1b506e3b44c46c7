//! The part of the world that a map shows, and its projection.

/// Longitude and latitude in tenths of a degree. East of 180°, longitudes go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

impl Point {
    pub const fn moved_east(self, by: i32) -> Self {
        Self {
            x: self.x + by,
            y: self.y,
        }
    }
}

/// A part of the world, north up.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    pub west: i32,
    pub east: i32,
    pub south: i32,
    pub north: i32,
}

impl Frame {
    /// The smallest frame around points; `None` without points.
    pub fn around(points: impl Iterator<Item = Point>) -> Option<Self> {
        points.fold(None, |frame: Option<Self>, Point { x, y }| {
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

    /// The frame with a margin of a quarter on each side, within the world whose map begins at this longitude.
    pub fn with_margin(self, west_end: i32) -> Self {
        let (x, y) = (
            (self.east - self.west) / 4 + 30,
            (self.north - self.south) / 4 + 30,
        );
        // A map is at least half as high as it is wide.
        let wide = self.width() / 2 + x - (self.north - self.south + 2 * y);
        let y = y + wide.max(0) / 2;
        Self {
            west: (self.west - x).max(west_end),
            east: (self.east + x).min(west_end + 3600),
            south: (self.south - y).max(-900),
            north: (self.north + y).min(900),
        }
    }

    pub const fn width(self) -> i32 {
        self.east - self.west
    }

    pub const fn contains(self, Point { x, y }: Point) -> bool {
        self.west <= x && x <= self.east && self.south <= y && y <= self.north
    }

    /// The frame with a margin of so much on each side.
    pub const fn grown(self, by: i32) -> Self {
        Self {
            west: self.west - by,
            east: self.east + by,
            south: self.south - by,
            north: self.north + by,
        }
    }

    pub const fn overlaps(self, other: Self) -> bool {
        self.west < other.east
            && other.west < self.east
            && self.south < other.north
            && other.south < self.north
    }

    pub fn centre(self) -> Point {
        Point {
            x: i32::midpoint(self.west, self.east),
            y: i32::midpoint(self.south, self.north),
        }
    }
}

/// Maps points to positions in the drawing.
#[derive(Debug, Clone, Copy)]
pub struct Projection {
    frame: Frame,
    /// A degree of longitude is shorter away from the equator: this is its length in the middle of the map.
    x_scale: f64,
}

impl Projection {
    pub fn new(frame: Frame) -> Self {
        let middle = f64::from(frame.south + frame.north) / 20.0;
        Self {
            frame,
            x_scale: middle.to_radians().cos().max(0.2),
        }
    }

    pub fn project(self, Point { x, y }: Point) -> (f64, f64) {
        (
            f64::from(x - self.frame.west) * self.x_scale,
            f64::from(self.frame.north - y),
        )
    }

    /// The `d` attribute of a path along rings.
    pub fn path(self, rings: &[Vec<Point>]) -> String {
        let ring = |ring: &Vec<Point>| {
            let points: Vec<String> = ring
                .iter()
                .map(|point| self.project(*point))
                .map(|(x, y)| format!("{x:.0} {y:.0}"))
                .collect();
            format!("M{}Z", points.join("L"))
        };
        rings.iter().map(ring).collect()
    }
}
