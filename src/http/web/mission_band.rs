//! The states of a mission over time as a band: announced, mission, embassy, closed, or open since nobody says when.

use askama::Template;

use super::item::Item;
use super::timeline::year;
use crate::kinds;
use crate::values::day::Day;

/// The width of the drawing, in user units.
const WIDTH: f64 = 400.0;
/// The narrowest segment that has room for a letter, and the width of one.
const LETTER: f64 = 5.6;

/// The years that the bands of a pair span, and the day that is marked in them.
#[derive(Clone, Copy)]
pub struct BandYears {
    pub first: i32,
    pub last: i32,
    /// The day whose state is shown, if one is requested.
    pub marked: Option<Day>,
}

/// A drawing.
#[derive(Template)]
#[template(path = "mission_band.svg", config = "src/http/web/askama.toml")]
pub struct MissionBand {
    title: String,
    /// `one` or `other`: the sending country.
    class: &'static str,
    segments: Vec<Segment>,
    years: BandYears,
    /// The position of the marked day.
    marked: Option<f64>,
}

/// A mission with its band, if its dates are known.
pub struct MissionRow {
    pub mission: Item,
    pub band: Option<MissionBand>,
}

#[derive(Debug, PartialEq)]
struct Segment {
    class: &'static str,
    label: String,
    title: String,
    x: f64,
    width: f64,
}

/// The state from an event on.
#[derive(Clone, Default, PartialEq)]
struct State {
    class: &'static str,
    /// The type of mission in words.
    label: String,
}

impl State {
    /// The state after an event; one that changes nothing keeps it.
    fn after(&self, event: &Item) -> Self {
        let states = kinds::by_name("mission").and_then(|kind| kind.states);
        let transitions = states.map_or(&[][..], |states| states.transitions);
        let event_type = event.text("type");
        let mut transition = transitions.iter().filter(|one| one.event == event_type);
        let status = transition.next().and_then(|transition| transition.status);
        let mission_type = event.words("type_after");
        let label = if mission_type.is_empty() {
            self.label.clone()
        } else {
            mission_type
        };
        let class = match (event_type.as_str(), status) {
            ("announced", _) => "announced",
            ("abandoned", _) => "",
            (_, Some("closed")) => "closed",
            (_, Some(_)) if label == "embassy" => "embassy",
            (_, Some(_)) => "mission",
            (_, None) => self.class,
        };
        Self { class, label }
    }

    fn words(&self) -> String {
        match self.class {
            "announced" => ["announced: ", &self.label].concat(),
            "closed" => "closed".to_owned(),
            _ if self.label.is_empty() => "open".to_owned(),
            _ => self.label.clone(),
        }
    }
}

impl MissionBand {
    /// The band of a mission; `None` if none of its events has a date.
    pub fn new(mission: &Item, class: &'static str, years: BandYears) -> Option<Self> {
        let changes = changes(mission, years);
        if changes.iter().all(|(_, event)| !event.has("date")) {
            return None;
        }
        let marked = years.marked.and_then(|day| year(&day.to_string()));
        Some(Self {
            title: mission.text("title"),
            class,
            segments: segments(&changes, years),
            years,
            marked: marked
                .map(|year| years.x(year))
                .filter(|x| (0.0..=WIDTH).contains(x)),
        })
    }
}

impl BandYears {
    fn x(self, year: f64) -> f64 {
        let span = f64::from((self.last + 1 - self.first).max(1));
        (year - f64::from(self.first)) / span * WIDTH
    }
}

/// The events of a mission with the years from which on they have happened. Those without a date count only before all others.
fn changes(mission: &Item, years: BandYears) -> Vec<(f64, Item)> {
    let events = mission.list("events").into_iter();
    let mut changes: Vec<(f64, Item)> = Vec::new();
    for event in events.filter(|event| event.text("rank") != "deprecated") {
        let start = year(&event.text("date.earliest"));
        let start = match start {
            Some(start) => start,
            None if changes.is_empty() => f64::from(years.first),
            None => continue,
        };
        let before = changes.last().map_or(start, |(before, _)| *before);
        changes.push((start.max(before), event));
    }
    changes
}

/// A state with its first year, and since when it is in words.
type Since = (f64, State, String);

/// The states of a mission in order. An event that changes nothing begins none.
fn states(changes: &[(f64, Item)], first: f64) -> Vec<Since> {
    let mut states: Vec<Since> = Vec::new();
    if let Some((start, event)) = changes.first()
        && event.text("type") == "stated"
        && *start > first
    {
        let unknown = State {
            class: "unknown",
            label: "not known".to_owned(),
        };
        states.push((first, unknown, "before".to_owned()));
    }
    let mut state = State::default();
    for (start, event) in changes {
        let before = state.clone();
        state = state.after(event);
        if state == before {
            continue;
        }
        let mut shown = state.clone();
        let mut since = ["from ", &event.when()].concat();
        if !event.has("date.earliest") {
            "since when is not known".clone_into(&mut since);
            if ["embassy", "mission"].contains(&shown.class) {
                shown.class = "undated";
            }
        }
        states.push((*start, shown, since));
    }
    states
}

fn segments(changes: &[(f64, Item)], years: BandYears) -> Vec<Segment> {
    let states = states(changes, f64::from(years.first));
    let end = |index: usize| {
        states
            .get(index + 1)
            .map_or(WIDTH, |(start, ..)| years.x(*start))
    };
    let segments = states
        .iter()
        .enumerate()
        .filter_map(|(index, (start, state, since))| {
            let (start, end) = (years.x(*start), end(index));
            let is_shown = end > start && !state.class.is_empty();
            is_shown.then(|| state.segment(start, end, since))
        });
    segments.collect()
}

impl State {
    fn segment(&self, start: f64, end: f64, when: &str) -> Segment {
        let (words, width) = (self.words(), end - start);
        let letters = f64::from(u32::try_from(words.chars().count()).unwrap_or(u32::MAX));
        let has_room = letters * LETTER + 8.0 < width;
        Segment {
            class: self.class,
            title: [&words, ", ", when].concat(),
            label: if has_room { words } else { String::new() },
            x: start,
            width: width.max(2.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const YEARS: BandYears = BandYears {
        first: 2000,
        last: 2019,
        marked: None,
    };

    fn event(event_type: &str, type_after: Option<&str>, earliest: Option<&str>) -> Value {
        let date = earliest.map(|day| json!({ "text": day, "earliest": day }));
        json!({ "type": event_type, "type_after": type_after, "date": date })
    }

    fn classes(events: &[Value]) -> Vec<(&'static str, f64)> {
        let mission = Item::parse(&json!({ "title": "M", "events": events }).to_string());
        let band = MissionBand::new(&mission, "one", YEARS);
        let segments = band.map_or_else(Vec::new, |band| band.segments);
        segments.iter().map(|one| (one.class, one.width)).collect()
    }

    #[test]
    fn a_band_follows_the_events() {
        let events = [
            event("announced", Some("embassy"), Some("2000-01-01")),
            event("opened", Some("diplomatic_mission"), Some("2002-01-01")),
            event("upgraded", Some("embassy"), Some("2005-01-01")),
            event("accredited", None, Some("2007-01-01")),
            event("closed", None, Some("2010-01-01")),
        ];
        assert_eq!(
            classes(&events),
            [
                ("announced", 40.0),
                ("mission", 60.0),
                ("embassy", 100.0),
                ("closed", 200.0)
            ]
        );
    }

    #[test]
    fn what_is_not_known_is_drawn_as_such() {
        let stated = [event("stated", Some("embassy"), Some("2010-01-01"))];
        assert_eq!(classes(&stated), [("unknown", 200.0), ("embassy", 200.0)]);
        let undated = event("stated", Some("embassy"), None);
        let closed = event("closed", None, Some("2010-01-01"));
        assert_eq!(
            classes(&[undated.clone(), closed]),
            [("undated", 200.0), ("closed", 200.0)]
        );
        assert!(classes(&[undated]).is_empty(), "no date, no band");
    }
}
