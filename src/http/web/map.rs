//! A locator map of two countries among their neighbours, with their capitals and missions, as SVG.

use askama::Template;

use super::colours::OF_PARTIES;
use super::map_frame::{Frame, Point, Projection};
use super::map_marks::{CityMark, Drawn, Label, Party, Seat, city_marks, label};
use super::map_world::{Outline, WORLDS, World};

/// A drawing.
#[derive(Template)]
#[template(path = "map.svg", config = "src/http/web/askama.toml")]
pub struct LocatorMap {
    width: f64,
    height: f64,
    /// The size of a letter, in user units.
    letter: f64,
    names: [String; 2],
    shapes: Vec<Shape>,
    labels: Vec<Label>,
    cities: Vec<CityMark>,
}

struct Shape {
    class: &'static str,
    path: String,
}

impl LocatorMap {
    /// The map of two countries with the seats of their missions; `None` if it is not known where one of them is.
    pub fn new(parties: &[Party; 2], seats: &[Seat]) -> Option<Self> {
        let codes = [parties[0].code.as_str(), parties[1].code.as_str()];
        let worlds = WORLDS.iter();
        let framed = worlds.filter_map(|world| Some((world.frame(codes)?, world)));
        let (frame, world) = framed.min_by_key(|(frame, _)| frame.width())?;
        let frame = world.with_margin(frame);
        let projection = Projection::new(frame);
        let (width, height) = projection.project(Point {
            x: frame.east,
            y: frame.south,
        });
        let letter = width / 28.0;
        let drawn = Drawn {
            world,
            projection,
            width,
            height,
            letter,
        };
        let cities = city_marks(parties, seats, &drawn);
        let label = |index: usize| label(&parties[index], OF_PARTIES[index], &drawn);
        let labels = [0, 1].into_iter().filter_map(label);
        let labels = labels
            .map(|label| label.clear_of(&cities, letter))
            .collect();
        Some(Self {
            width,
            height,
            letter,
            shapes: shapes(parties, world, frame, projection),
            labels,
            cities,
            names: [0, 1].map(|index| parties[index].name.clone()),
        })
    }
}

fn shapes(parties: &[Party; 2], world: &World, frame: Frame, projection: Projection) -> Vec<Shape> {
    let is_visible = |outline: &Outline| {
        let own = Frame::around(outline.iter().flatten().copied());
        own.is_some_and(|own| own.overlaps(frame))
    };
    let visible = world
        .outlines
        .iter()
        .filter(|(_, outline)| is_visible(outline));
    let shape = |(code, outline): (&&str, &Outline)| {
        let party = parties.iter().position(|party| party.code == **code);
        Shape {
            class: party.map_or("neighbour", |party| OF_PARTIES[party]),
            path: projection.path(outline),
        }
    };
    visible.map(shape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::country;

    fn parties(codes: [&str; 2]) -> [Party; 2] {
        codes.map(|code| Party {
            code: code.to_owned(),
            name: country::name(code).unwrap().to_owned(),
        })
    }

    #[test]
    fn a_map_names_both_countries_their_capitals_and_missions() {
        let seats = [Seat {
            city: "Almaty".to_owned(),
            sender: 1,
            title: "Embassy <of>".to_owned(),
        }];
        let map = LocatorMap::new(&parties(["KAZ", "MNG"]), &seats).unwrap();
        let map = map.render().unwrap();
        for part in [
            "class=\"one\"",
            "class=\"other\"",
            "class=\"neighbour\"",
            ">Kazakhstan</text>",
            ">Mongolia</text>",
            ">Astana</text>",
            ">Ulaanbaatar</text>",
            ">Almaty</text>",
            "<title>Embassy &#60;of&#62;</title>",
        ] {
            assert!(map.contains(part), "{part}");
        }
        assert!(map.len() < 40_000, "{}", map.len());
    }

    #[test]
    fn a_country_too_small_for_an_outline_is_its_capital() {
        let map = LocatorMap::new(&parties(["KAZ", "SMR"]), &[]).unwrap();
        assert!(map.render().unwrap().contains(">San Marino</text>"));
    }

    #[test]
    fn countries_on_both_sides_of_180_degrees_stay_together() {
        for codes in [["FJI", "NZL"], ["RUS", "JPN"]] {
            let world = &WORLDS[1];
            let frame = world.frame(codes).unwrap();
            assert!(frame.width() < 2400, "{codes:?} {frame:?}");
        }
        let map = LocatorMap::new(&parties(["FJI", "NZL"]), &[]).unwrap();
        assert!(map.width < 1200.0, "{}", map.width);
    }
}
