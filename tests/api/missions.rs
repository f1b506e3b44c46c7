//! Missions: their events, and the state that these give on any day.

use serde_json::json;

use crate::client::{get, ids, items, ok, rejections, table, text};

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
    assert_eq!(at("1971"), "closed | null |  | ");
    assert_eq!(
        at("1985-06"),
        "closed | null |  | japan-reopens-in-reykjavik"
    );
    assert_eq!(at("1986"), "open | embassy | Reykjavík | ");
}

#[test]
fn a_closed_mission_has_neither_type_nor_seats() {
    let open = "/v1/missions?id=japan-in-iceland&as_of=1969";
    let closed = "/v1/missions?id=japan-in-iceland&as_of=1975";
    for filter in ["type=embassy", "place=reykjavik"] {
        assert_eq!(ids(&format!("{open}&{filter}")), ["japan-in-iceland"]);
        assert!(ids(&format!("{closed}&{filter}")).is_empty(), "{filter}");
    }
    let facets = ok("/v1/missions?as_of=1975&facets=type,place")["facets"].clone();
    assert_eq!(
        facets["type"]["values"],
        serde_json::json!([{ "value": "embassy", "count": 1 }]),
        "that of Iceland in Beijing"
    );
}

#[test]
fn a_state_says_what_it_rests_on() {
    let evidence = |path: &str| {
        let state = &ok(path)["item"]["state"];
        (
            text(&state["last_evidence"]),
            state["after_documents"].clone(),
        )
    };
    let mission = "/v1/missions/kazakhstan-in-mongolia";
    for (day, last_evidence, after_documents) in [
        ("", "2007-01-01", false),
        ("?as_of=1991", "null", false),
        ("?as_of=1992", "1992", false),
        ("?as_of=2026-11-27", "2007-01-01", false),
        ("?as_of=2026-11-28", "2007-01-01", true),
        ("?as_of=2100", "2007-01-01", true),
        ("?as_of=9999-12-31", "2007-01-01", true),
    ] {
        assert_eq!(
            evidence(&format!("{mission}{day}")),
            (last_evidence.to_owned(), after_documents.into()),
            "{day}"
        );
    }
    for (day, last_evidence) in [("1950", "../1991"), ("2000", "1992-01-22")] {
        let relation = format!("/v1/relations/kazakhstan-mongolia?as_of={day}");
        assert_eq!(evidence(&relation).0, last_evidence);
    }
    let mut rows = get("/v1/missions.csv?as_of=2100&id=kazakhstan-in-mongolia").body;
    rows.retain(|letter| letter != '\r');
    assert!(rows.contains(",2007-01-01,true,"), "{rows}");
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

#[test]
fn a_mission_that_is_only_stated_is_open_today_and_from_the_day_of_its_document() {
    let state = |query: &str| {
        ok(&format!("/v1/missions/japan-consulate-akureyri{query}"))["item"]["state"].clone()
    };
    let today = state("");
    assert_eq!(
        (&today["status"], &today["type"]),
        (&json!("open"), &json!("consulate"))
    );
    assert_eq!(today["seats"][0]["id"], "akureyri");
    // Nobody knows since when it has been there.
    assert_eq!(state("?as_of=1990")["status"], "unknown");
    assert_eq!(state("?as_of=2100")["status"], "open");
    assert_eq!(state("?as_of=2100")["after_documents"], true);
    let found = ids("/v1/missions?type=consulate&place=akureyri");
    assert!(found.contains(&"japan-consulate-akureyri".to_owned()));
    let open = ids("/v1/missions?status=open&as_of=1990");
    assert!(
        !open.contains(&"japan-consulate-akureyri".to_owned()),
        "{open:?}"
    );
}

#[test]
fn missions_in_third_countries_are_told_from_resident_ones() {
    assert_eq!(
        ids("/v1/missions?relation=iceland-japan&resident=false"),
        ["iceland-to-japan"]
    );
    assert!(!ids("/v1/missions?resident=true").contains(&"iceland-to-japan".to_owned()));
}
