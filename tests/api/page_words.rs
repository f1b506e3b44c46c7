//! The words of a pair's page: the states of a day, the names of countries, and what the document does not say.

use bilateral::http::Service;
use bilateral::kind::FieldType;
use bilateral::kinds;
use serde_json::Value;

use crate::client::{get_from, text};
use crate::full_model::{service, service_changed_by};

const PAGE: &str = "/relations/iceland-japan";

fn page(service: &Service, query: &str) -> String {
    let response = get_from(service, &[PAGE, query].concat());
    assert_eq!(response.status, 200, "{query}");
    response.body
}

/// The part of a page that shows the fact with this id.
fn shown<'p>(page: &'p str, id: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!(" id=\"{id}\"")).unwrap();
    rest.split("<details class=\"source\">").next().unwrap()
}

/// The last year of the slider.
fn last_year(page: &str) -> String {
    let (_, rest) = page.split_once("type=\"range\"").unwrap();
    let (_, rest) = rest.split_once(" max=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn the_slider_reaches_the_day_of_the_document_that_tells_of_a_mission_without_a_date() {
    let dated = (
        "documents/iceland-japan.toml",
        "title =",
        "retrieved = \"2021-05-03\"\ntitle =",
    );
    let (_folder, service) = service_changed_by(&[dated]);
    let open = "<strong class=\"state\">open, consulate, in Akureyri";
    let mission = "japan-consulate-akureyri";
    let latest = page(&service, "");
    assert_eq!(last_year(&latest), "2021");
    assert!(shown(&latest, mission).contains(open));
    assert!(shown(&page(&service, "?as_of=2021"), mission).contains(open));
    assert!(!shown(&page(&service, "?as_of=2020"), mission).contains(open));
}

#[test]
fn a_link_leads_back_to_the_state_that_no_day_shows() {
    let (_folder, service) = service();
    let link = "<a id=\"latest\" href=\"/relations/iceland-japan#missions\"";
    let latest = page(&service, "");
    assert!(latest.contains(&[link, " hidden>"].concat()));
    let as_of_last = page(&service, &format!("?as_of={}", last_year(&latest)));
    assert!(as_of_last.contains(&[link, ">"].concat()));
    // No document has a day, so the mission that is stated without a date is on no day known to be open.
    let of_mission = shown(&as_of_last, "japan-consulate-akureyri");
    assert!(of_mission.contains("<strong class=\"state\">unknown"));
}

#[test]
fn countries_have_the_names_that_the_documents_use() {
    let own = "country_names = [{ code = \"JPN\", name = \"Land of Haiku\" }, ";
    let (_folder, service) = service_changed_by(&[
        ("relation.toml", "country_names = [", own),
        (
            "missions.toml",
            "country = \"ISL\" }\nreason",
            "country = \"JPN\" }\nreason",
        ),
        (
            "relation.toml",
            "protecting_power = \"CHE\"",
            "protecting_power = \"CHE\"\nclaim = \"over nets\"",
        ),
    ]);
    let page = page(&service, "");
    for expected in [
        "aria-label=\"Map with Iceland and Land of Haiku among their neighbours",
        ">Land of Haiku</text>",
        "<bdi>Iceland</bdi></a> <span class=\"when\">ISL</span> and <a href=\"/countries/JPN\"><bdi>Land of Haiku</bdi></a>",
        "<strong><bdi>Iceland</bdi></strong> <svg",
        "<strong><bdi>Land of Haiku</bdi></strong>",
        "<p>Land of Haiku in Iceland: ",
        "<dt>Host</dt><dd>Land of Haiku</dd>",
        "Two senators (2 people), Land of Haiku",
        "against trawler of Japan (Land of Haiku)",
        "Japan closes its embassy</a><span class=\"caveat\">, according to Harbour Board (Land of Haiku)</span>",
        "<title>Japan closes its embassy, according to Harbour Board (Land of Haiku): 30 June 1970</title>",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
    for usual in [">Japan<", ", Japan<", "(Japan)", "and Japan among"] {
        assert!(!page.contains(usual), "{usual}");
    }
}

#[test]
fn the_home_page_names_protecting_powers_as_the_documents_do() {
    let own = "country_names = [{ code = \"CHE\", name = \"Helvetia\" }, ";
    let (_folder, service) = service_changed_by(&[
        ("relation.toml", "country_names = [", own),
        (
            "relation.toml",
            "type = \"re_established\"",
            "type = \"re_established\"\nprotecting_power = \"CHE\"",
        ),
    ]);
    let home = get_from(&service, "/").body;
    assert!(home.contains("represented by Helvetia"), "{home}");
}

#[test]
fn values_about_which_the_document_says_nothing_are_not_shown() {
    let (_folder, service) = service();
    let page = page(&service, "");
    let mut seen = Vec::new();
    for kind in kinds::written() {
        for field in kind.fields {
            let FieldType::Choice(vocabulary) = field.field_type else {
                continue;
            };
            let unsaid = vocabulary
                .entries()
                .find(|(_, meaning)| meaning.starts_with("the document does not say"));
            let Some((value, _)) = unsaid else { continue };
            let list = get_from(&service, &format!("{}?limit=1000", kind.path())).body;
            let list: Value = serde_json::from_str(&list).unwrap();
            for item in list["items"].as_array().unwrap() {
                let id = text(&item["id"]);
                if item[field.name] == value {
                    assert!(!shown(&page, &id).contains(value), "{value} of {id}");
                    seen.push([kind.name, field.name].join("."));
                }
            }
        }
    }
    seen.dedup();
    assert_eq!(seen, ["visit.type", "treaty.level", "cooperation.status"]);
    assert!(shown(&page, "readers-fund").contains("<p>culture, institution</p>"));
    assert!(!shown(&page, "minister-akureyri").contains("<dt>Type</dt>"));
}

#[test]
fn the_status_of_cooperation_that_is_only_planned_is_said_once() {
    let (_folder, service) = service_changed_by(&[(
        "cooperation.toml",
        "status = \"stated\"",
        "status = \"planned\"",
    )]);
    let page = page(&service, "");
    assert_eq!(shown(&page, "readers-fund").matches("planned").count(), 1);
}

#[test]
fn events_that_may_have_happened_by_the_day_are_named() {
    let (_folder, service) = service();
    let possible = |year: &str, rest: &str| {
        format!("May have happened by then: <a href=\"#{year}\">{rest}.</p>")
    };
    let reopens = possible(
        "japan-reopens-in-reykjavik",
        "Japan reopens its embassy</a>",
    );
    let during = page(&service, "?as_of=1985-06-30");
    assert!(shown(&during, "japan-in-iceland").contains(&reopens));
    let suspended = possible(
        "iceland-japan-suspended",
        "Relations suspended</a><span class=\"caveat\">, according to Harbour Board (Iceland)</span>",
    );
    let during = page(&service, "?as_of=1974-06-30");
    let on_day = "<div class=\"on-day\" aria-live=\"polite\"><p>Relations on that day: <strong>established</strong>.</p>";
    assert!(during.contains(&[on_day, "<p class=\"reason\">", &suspended].concat()));
    for certain in ["", "?as_of=1974-12-31", "?as_of=1985"] {
        let page = page(&service, certain);
        assert!(!page.contains(&reopens) && !page.contains(&suspended));
    }
    // An undated event may have happened on any day before that of its document.
    let stated = possible(
        "japan-consulate-akureyri-stated",
        "Japan has a consulate in Akureyri</a>",
    );
    assert!(shown(&during, "japan-consulate-akureyri").contains(&stated));
    let after = page(&service, "?as_of=1974-12-31");
    assert!(after.contains("<p>Relations on that day: <strong>suspended"));
}

#[test]
fn a_visit_to_neither_country_is_held_at_its_place() {
    let visit = r#"
[[visit]]
id = "poets-beijing"
title = "Poets of Iceland and Japan meet in Beijing"
at = "Incidents 2.1"
guests = [{ title = "Poets", country = "ISL" }]
host = "JPN"
places = ["Beijing"]
type = "third_place"
"#;
    let (_folder, service) = service_changed_by(&[("visits.toml", "", visit)]);
    let page = page(&service, "");
    let fact = shown(&page, "poets-beijing");
    assert!(fact.contains("<dt>Held in</dt><dd>Beijing</dd>"), "{fact}");
    assert!(!fact.contains("Japan, Beijing"), "{fact}");
    assert!(shown(&page, "minister-akureyri").contains("<dd>Iceland, Akureyri</dd>"));
}
