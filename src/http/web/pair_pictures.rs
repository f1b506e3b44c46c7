//! The pictures of a pair: its map, and the states of its missions over time.

use super::colours::{Colours, OF_PARTIES};
use super::goods::{GoodsFlow, flows};
use super::item::Item;
use super::lanes::{FoldedTimeline, lanes_by_kind};
use super::map::LocatorMap;
use super::map_marks::{Party, Seat};
use super::mission_band::{BandYears, MissionBand, MissionRow};
use super::missions_day::MissionsDay;
use super::pair_sections::PairSections;
use super::timeline::year_range;
use super::trade_chart::TradeChart;
use super::visit_chart::VisitChart;
use crate::values::day::Day;

/// The two countries of a pair.
pub struct Parties {
    /// The id of the pair.
    pair: String,
    pub codes: [String; 2],
    pub names: [String; 2],
}

impl Parties {
    pub fn new(relation: &Item) -> Self {
        let parties = relation.list("parties");
        let party = |index: usize| parties.get(index);
        let code = |index| party(index).map_or_else(String::new, |party| party.text(""));
        let name = |index| party(index).map_or_else(String::new, |party| party.country(""));
        Self {
            pair: relation.text("id"),
            codes: [0, 1].map(code),
            names: [0, 1].map(name),
        }
    }

    /// The position of a country by its code.
    fn position(&self, code: &str) -> Option<usize> {
        self.codes.iter().position(|own| own == code)
    }
}

/// The pictures of the page.
pub struct Pictures {
    pub map: Option<LocatorMap>,
    pub timeline: FoldedTimeline,
    pub colours: Colours,
    pub missions: Vec<MissionRow>,
    pub visits: Option<VisitChart>,
    pub trade: Vec<TradeChart>,
    pub goods: Vec<GoodsFlow>,
}

impl Pictures {
    /// Draws all but the map. A requested day is marked in the bands of missions.
    pub fn new(
        parties: &Parties,
        facts: &PairSections,
        colours: Colours,
        map: Option<LocatorMap>,
        day: &MissionsDay,
        requested: Option<Day>,
    ) -> Self {
        let (codes, names) = (&parties.codes, &parties.names);
        let lanes = lanes_by_kind(&facts.dated.items);
        let page = format!("/relations/{}", parties.pair);
        Self {
            map,
            timeline: FoldedTimeline::new(&lanes, &page, &colours),
            missions: mission_rows(parties, &facts.missions.items, day.last_known, requested),
            visits: VisitChart::new(&facts.visits.items, codes, names.clone()),
            trade: TradeChart::all(&facts.trade.items),
            goods: flows(codes, names, &facts.goods.items),
            colours,
        }
    }
}

/// The map of the two countries, with the missions that are open.
pub fn locator_map(parties: &Parties, missions: &[Item]) -> Option<LocatorMap> {
    let countries = [0, 1].map(|index| Party {
        code: parties.codes[index].clone(),
        name: parties.names[index].clone(),
    });
    let open = missions
        .iter()
        .filter(|mission| mission.text("state.status") == "open");
    let seats = open.flat_map(|mission| {
        let sender = parties.position(&mission.text("sending"));
        let seats = mission.list("state.seats").into_iter();
        seats.filter_map(move |seat| {
            Some(Seat {
                city: seat.text("name"),
                sender: sender?,
                title: mission.text("title"),
            })
        })
    });
    LocatorMap::new(&countries, &seats.collect::<Vec<_>>())
}

/// The missions with their bands, all over the same years: from the first event up to `last`.
fn mission_rows(
    parties: &Parties,
    missions: &[Item],
    last: i32,
    marked: Option<Day>,
) -> Vec<MissionRow> {
    let events: Vec<Item> = missions
        .iter()
        .flat_map(|mission| mission.list("events"))
        .collect();
    #[expect(clippy::cast_possible_truncation, reason = "years have four digits")]
    let first = year_range(&events).map_or(last, |(first, _)| first as i32);
    let years = BandYears {
        first,
        last,
        marked,
    };
    let row = |mission: &Item| {
        let sender = parties.position(&mission.text("sending")).unwrap_or(0);
        MissionRow {
            band: MissionBand::new(mission, OF_PARTIES[sender], years),
            mission: mission.clone(),
        }
    };
    missions.iter().map(row).collect()
}
