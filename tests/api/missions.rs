//! Missions: their events, and the state that these give on any day.

use crate::client::{ids, items, ok, rejections, table};

const STATE: &[&str] = &[
    "id",
    "state.status",
    "state.type",
    "state.seats",
    "state.may_have_happened",
];

fn as_of(day: &str) -> String {
    table(
        &items(&format!(
            "/v1/missions?relation=kazakhstan-mongolia&as_of={day}"
        )),
        STATE,
    )
}

#[test]
fn missions_after_all_events_agree_with_the_infobox() {
    insta::assert_snapshot!(table(&items("/v1/missions?relation=kazakhstan-mongolia"), STATE), @"
    mongolia-in-kazakhstan | open | embassy | Almaty + Astana | 
    kazakhstan-in-mongolia | open | embassy | Ulaanbaatar |
    ");
}

#[test]
fn the_state_of_a_mission_depends_on_the_day() {
    let days = [
        "1991",
        "1992-06",
        "1992-09-15",
        "1992",
        "2005",
        "2006-12-31",
        "2007-01-01",
        "2010-06",
        "2010",
    ];
    insta::assert_snapshot!(days.map(|day| format!("{day}\n{}", as_of(day))).join("\n\n"), @"
    1991
    mongolia-in-kazakhstan | not_open | null |  | 
    kazakhstan-in-mongolia | not_open | null |  | 

    1992-06
    mongolia-in-kazakhstan | not_open | null |  | 
    kazakhstan-in-mongolia | not_open | null |  | kazakhstan-opens-in-ulaanbaatar

    1992-09-15
    mongolia-in-kazakhstan | not_open | null |  | mongolia-opens-in-almaty
    kazakhstan-in-mongolia | not_open | null |  | kazakhstan-opens-in-ulaanbaatar

    1992
    mongolia-in-kazakhstan | open | embassy | Almaty | 
    kazakhstan-in-mongolia | open | diplomatic_mission | Ulaanbaatar | 

    2005
    mongolia-in-kazakhstan | open | embassy | Almaty | 
    kazakhstan-in-mongolia | open | diplomatic_mission | Ulaanbaatar | 

    2006-12-31
    mongolia-in-kazakhstan | open | embassy | Almaty | 
    kazakhstan-in-mongolia | open | diplomatic_mission | Ulaanbaatar | 

    2007-01-01
    mongolia-in-kazakhstan | open | embassy | Almaty | 
    kazakhstan-in-mongolia | open | embassy | Ulaanbaatar | 

    2010-06
    mongolia-in-kazakhstan | open | embassy | Almaty | mongolia-adds-astana
    kazakhstan-in-mongolia | open | embassy | Ulaanbaatar | 

    2010
    mongolia-in-kazakhstan | open | embassy | Almaty + Astana | 
    kazakhstan-in-mongolia | open | embassy | Ulaanbaatar |
    ");
}

#[test]
fn an_embassy_can_close_and_reopen() {
    let at = |day: &str| {
        table(
            &items(&format!("/v1/missions?id=japan-in-iceland&as_of={day}")),
            &STATE[1..],
        )
    };
    assert_eq!(at("1969"), "open | embassy | Reykjavík | ");
    assert_eq!(at("1971"), "closed | embassy |  | ");
    assert_eq!(
        at("1985-06"),
        "closed | embassy |  | japan-reopens-in-reykjavik"
    );
    assert_eq!(at("1986"), "open | embassy | Reykjavík | ");
}

#[test]
fn type_and_place_filter_by_the_state_on_the_day() {
    assert_eq!(
        ids("/v1/missions?type=embassy&receiving=MNG"),
        ["kazakhstan-in-mongolia"]
    );
    assert_eq!(
        ids("/v1/missions?type=embassy&receiving=MNG&as_of=2006"),
        Vec::<String>::new()
    );
    assert_eq!(
        ids("/v1/missions?type=diplomatic_mission&as_of=2006"),
        ["kazakhstan-in-mongolia"]
    );
    assert_eq!(
        ids("/v1/missions?place=nur-sultan"),
        ["mongolia-in-kazakhstan"]
    );
    assert_eq!(
        ids("/v1/missions?place=nur-sultan&as_of=2009"),
        Vec::<String>::new()
    );
    assert_eq!(
        ids("/v1/missions?place=almaty&as_of=2009"),
        ["mongolia-in-kazakhstan"]
    );
}

#[test]
fn a_mission_accredited_from_a_third_country_is_not_resident() {
    let mission = &ok("/v1/missions/iceland-to-japan")["item"];
    assert_eq!(
        (&mission["resident"], &mission["state"]["seats"][0]["id"]),
        (&false.into(), &"beijing".into())
    );
}

#[test]
fn an_item_takes_only_as_of() {
    let item = ok("/v1/missions/kazakhstan-in-mongolia?as_of=2005");
    assert_eq!(item["item"]["state"]["type"], "diplomatic_mission");
    assert_eq!(item["item"]["state"]["as_of"], "2005-12-31");
    let errors = rejections("/v1/missions/kazakhstan-in-mongolia?type=embassy");
    assert_eq!(errors, ["type unknown null"]);
}

#[test]
fn events_have_dates_and_sources_of_their_own() {
    let events = ok("/v1/missions/kazakhstan-in-mongolia")["item"]["events"].clone();
    let paths = ["id", "type", "date.edtf", "type_after", "place", "rank"];
    insta::assert_snapshot!(table(events.as_array().unwrap(), &paths), @"
    kazakhstan-opens-in-ulaanbaatar | opened | 1992 | diplomatic_mission | Ulaanbaatar | normal
    kazakhstan-upgrades-in-ulaanbaatar | upgraded | 2007-01-01 | embassy | null | normal
    ");
    assert_eq!(events[1]["sources"][0]["pointer"], "Lead 2.3");
}
