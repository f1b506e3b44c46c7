//! Names that the curator has added to those of the documents, and places that share a name.

use serde_json::json;

use crate::client::{get, ids, ok};

#[test]
fn places_are_found_by_the_spellings_that_the_curator_added() {
    for place in ["Рейкьявик", "reykyavik", "Reykjavík", "reykjavik"] {
        let url = format!("/v1/visits?place={}", encoded(place));
        assert_eq!(ids(&url), ["senators-reykjavik"], "{place}");
    }
    let url = format!("/v1/missions?place={}", encoded("Рейкьявик"));
    assert_eq!(ids(&url), ["japan-in-iceland"]);
    for words in ["Рейкьявик", "norðurnes", "nordurnes"] {
        let hits = ids(&format!("/v1/search?q={}", encoded(words)));
        assert!(!hits.is_empty(), "{words}");
    }
}

#[test]
fn the_spellings_that_the_curator_added_stand_apart_from_the_name() {
    let visit = &ok("/v1/visits/senators-reykjavik")["item"];
    let place = json!({ "id": "reykjavik", "name": "Reykjavík", "also": ["Рейкьявик"] });
    assert_eq!(visit["places"][0], place);
    let visit = &ok("/v1/visits/mori-nes")["item"];
    let guest = json!({
        "name": "Ichirō Mori", "also": ["森 一郎", "Mori Itirou"], "title": "Envoy", "number": null, "office": "envoy", "other_offices": null,
        "country": "JPN",
    });
    assert_eq!(visit["guests"], json!([guest]));
    let csv = get("/v1/visits.csv?id=mori-nes&fields=guests,places").body;
    assert_eq!(
        csv.lines().nth(1),
        Some(
            "mori-nes,Ichirō Mori,\"森 一郎, Mori Itirou\",Envoy,,envoy,,JPN,nes-north,Nes,Norðurnes"
        )
    );
    let mission = &ok("/v1/missions/japan-in-iceland")["item"];
    assert_eq!(mission["state"]["seats"], json!([place]));
}

#[test]
fn people_and_bodies_are_found_by_the_spellings_that_the_curator_added() {
    for guest in ["Mori Itirou", "itirou", "森 一郎", "Ichiro Mori"] {
        let url = format!("/v1/visits?guest={}", encoded(guest));
        assert_eq!(ids(&url), ["mori-nes"], "{guest}");
        let url = format!("/v1/search?q={}", encoded(guest));
        assert_eq!(ids(&url), ["mori-nes"], "{guest}");
    }
    assert_eq!(
        ids("/v1/search?q=haekuhringurinn"),
        ["haiku-contest"],
        "a body"
    );
    // Facets count the name of the document alone.
    let facet = &ok("/v1/visits?facets=guest&guest=itirou")["facets"]["guest"];
    assert_eq!(
        facet["values"],
        json!([{ "value": "Ichirō Mori", "count": 1 }])
    );
}

#[test]
fn places_that_share_a_name_are_told_apart_by_their_ids() {
    assert_eq!(ids("/v1/visits?place=Nes"), ["mori-nes"]);
    assert_eq!(ids("/v1/visits?place=nes-north"), ["mori-nes"]);
    assert_eq!(ids("/v1/visits?place=nes-west"), Vec::<String>::new());
    let garden = &ok("/v1/cooperation/garden-nes")["item"];
    let place = json!({ "id": "nes-west", "name": "Nes", "also": [] });
    assert_eq!(garden["place"], place);
    assert_eq!(garden["sources"][0]["supports"], json!(["place", "date"]));
}

#[test]
fn a_date_names_the_calendar_of_its_words() {
    let date = &ok("/v1/visits/mori-nes")["item"]["date"];
    assert_eq!(
        (&date["edtf"], &date["text"], &date["calendar"]),
        (
            &json!("1905-06-16"),
            &json!("3 June 1905"),
            &json!("julian")
        )
    );
    assert_eq!(
        ok("/v1/visits/minister-akureyri")["item"]["date"]["calendar"],
        json!(null)
    );
    let csv = get("/v1/visits.csv?id=mori-nes&fields=date").body;
    assert_eq!(
        csv.lines().nth(1),
        Some("mori-nes,1905-06-16,3 June 1905,julian,day,1905-06-16,1905-06-16,false,false")
    );
    let page = get("/relations/iceland-japan").body;
    assert!(page.contains("<p class=\"when\">3 June 1905 (Julian calendar)</p>"));
    let schema = &ok("/openapi.json")["components"]["schemas"]["Date"];
    let calendar = schema["properties"]["calendar"]["description"].as_str();
    assert!(
        calendar.is_some_and(|text| text.contains("`julian`: the Julian calendar")),
        "{calendar:?}"
    );
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
