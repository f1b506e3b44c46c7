//! The marks of a locator map: the names of the countries, their capitals, and the seats of missions.

use super::cities::{self, City};
use super::colours::OF_PARTIES;
use super::map_frame::{Point, Projection};
use super::map_world::{World, main_part};
use super::timeline_label::to_f64;

/// A country of a map.
pub struct Party {
    pub code: String,
    pub name: String,
}

/// The seat of a mission that is open.
pub struct Seat {
    pub city: String,
    /// The position of the sending country among the parties.
    pub sender: usize,
    /// The title of the mission.
    pub title: String,
}

pub struct Label {
    pub name: String,
    pub class: &'static str,
    pub x: f64,
    pub y: f64,
}

pub struct CityMark {
    pub name: &'static str,
    /// False where the name would cover that of another city.
    pub has_name: bool,
    pub is_capital: bool,
    pub missions: Vec<MissionMark>,
    /// The start of its name, or the end of one to its left.
    pub label_x: f64,
    pub x: f64,
    pub y: f64,
    /// True if the name stands to the left of the mark.
    pub is_left: bool,
}

pub struct MissionMark {
    pub class: &'static str,
    pub title: String,
    /// Its left edge.
    pub x: f64,
}

/// The name of a country: in its middle if it is wide enough, else above it.
pub fn label(party: &Party, class: &'static str, on: &Drawn<'_>) -> Option<Label> {
    let main = match on.world.outlines.get(party.code.as_str()) {
        Some(outline) => main_part(outline)?,
        None => on.world.frame_of(&party.code)?,
    };
    let corners = [main.west, main.east].map(|x| Point { x, y: main.north });
    let [(left, top), (right, _)] = corners.map(|corner| on.projection.project(corner));
    let (x, y) = on.projection.project(main.centre());
    let half = half_width(&party.name, on.letter);
    let fits = half * 2.0 < right - left;
    let above = (top - on.letter * 0.5).max(on.letter);
    Some(Label {
        name: party.name.clone(),
        class,
        x: x.clamp(half, (on.width - half).max(half)),
        y: if fits { y } else { above },
    })
}

/// Half the width of a name.
fn half_width(name: &str, letter: f64) -> f64 {
    to_f64(name.chars().count()) * letter * 0.31
}

impl Label {
    /// Moves the label up until it covers no city and no name of one.
    pub fn clear_of(mut self, cities: &[CityMark], letter: f64) -> Self {
        let half = half_width(&self.name, letter);
        let covers = |y: f64| {
            cities.iter().any(|city| {
                (city.y - y).abs() < letter * 1.2 && (city.x - self.x).abs() < half + letter * 6.0
            })
        };
        let steps = (0..8).map(|step| self.y - letter * 0.5 * f64::from(step));
        let free = steps.filter(|y| *y > letter).find(|y| !covers(*y));
        self.y = free.unwrap_or(self.y);
        self
    }
}

/// The capitals of both countries, and the cities with missions.
pub fn city_marks(parties: &[Party; 2], seats: &[Seat], on: &Drawn<'_>) -> Vec<CityMark> {
    let mut marks: Vec<CityMark> = Vec::new();
    for capital in parties
        .iter()
        .filter_map(|party| cities::capital(&party.code))
    {
        let index = on.mark(&mut marks, capital);
        marks[index].is_capital = true;
    }
    for seat in seats {
        let Some(city) = cities::city(&seat.city) else {
            continue;
        };
        let index = on.mark(&mut marks, city);
        marks[index].add(seat, on.letter);
    }
    let (width, height) = (on.width, on.height);
    marks.retain(|mark| (0.0..=width).contains(&mark.x) && (0.0..=height).contains(&mark.y));
    for index in 1..marks.len() {
        let (before, rest) = marks.split_at_mut(index);
        let covers = |other: &CityMark| other.has_name && rest[0].covers(other, on.letter);
        rest[0].has_name = !before.iter().any(covers);
    }
    marks
}

/// The map that cities and labels are drawn on.
pub struct Drawn<'w> {
    pub world: &'w World,
    pub projection: Projection,
    pub width: f64,
    pub height: f64,
    pub letter: f64,
}

impl Drawn<'_> {
    /// The index of the mark of a city, which is added if it is not there yet.
    fn mark(&self, marks: &mut Vec<CityMark>, city: &City) -> usize {
        let index = marks.iter().position(|mark| mark.name == city.name);
        index.unwrap_or_else(|| {
            let (x, y) = self.projection.project(self.world.place(city.point));
            let is_left = x > self.width * 0.75;
            let gap = self.letter * 0.7;
            marks.push(CityMark {
                name: city.name,
                has_name: true,
                is_capital: false,
                missions: Vec::new(),
                label_x: if is_left { x - gap } else { x + gap },
                x,
                y,
                is_left,
            });
            marks.len() - 1
        })
    }
}

impl CityMark {
    /// True if its name would be in the row of another one's, and over a part of it.
    fn covers(&self, other: &Self, letter: f64) -> bool {
        let extent = |mark: &Self| {
            let width = half_width(mark.name, letter) * 2.0;
            let start = if mark.is_left {
                mark.label_x - width
            } else {
                mark.x
            };
            (start, start + width + letter)
        };
        let ((start, end), (other_start, other_end)) = (extent(self), extent(other));
        (self.y - other.y).abs() < letter * 0.8 && start < other_end && other_start < end
    }

    /// Adds a mission: the first in the middle, the others to its right, before the name.
    fn add(&mut self, seat: &Seat, letter: f64) {
        let offset = letter * 0.6 * to_f64(self.missions.len());
        self.missions.push(MissionMark {
            class: OF_PARTIES[seat.sender],
            title: seat.title.clone(),
            x: self.x - letter * 0.25 + offset,
        });
        if !self.is_left {
            self.label_x = self.x + letter * 0.7 + offset;
        }
    }
}
