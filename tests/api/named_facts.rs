//! Wherever a page or a feed names a fact by its title, it says whose statement the fact is.

use std::collections::BTreeMap;

use bilateral::http::Service;
use bilateral::kinds;
use serde_json::Value;

use crate::client::{get_from, text};
use crate::full_model::{service, service_changed_by};

const PAGE: &str = "/relations/iceland-japan";

fn body(service: &Service, path: &str) -> String {
    let response = get_from(service, path);
    assert_eq!(response.status, 200, "{path}");
    response.body
}

fn items(service: &Service, path: &str) -> Vec<Value> {
    let list: Value = serde_json::from_str(&body(service, path)).unwrap();
    list["items"].as_array().unwrap().clone()
}

fn escaped(text: &str) -> String {
    text.replace('\'', "&#39;")
}

/// The titles and caveats of all facts that have a caveat.
fn caveats(service: &Service) -> Vec<(String, String)> {
    let all =
        kinds::written().flat_map(|kind| items(service, &format!("{}?limit=1000", kind.path())));
    let caveat = |item: Value| {
        let attribution = kinds::attribution(item.as_object().unwrap(), &BTreeMap::new());
        let caveat = kinds::caveat(attribution.as_deref(), item["rank"].as_str().unwrap())?;
        Some((text(&item["title"]), caveat))
    };
    all.filter_map(caveat).collect()
}

/// The number of links of a page that have this title, each of which must be followed by the caveat.
fn named(page: &str, title: &str, caveat: &str) -> usize {
    let link = format!("\">{}</a>", escaped(title));
    let expected = format!("<span class=\"caveat\">, {}</span>", escaped(caveat));
    let names = page.split(&link).skip(1);
    let names = names.inspect(|rest| {
        let rest: String = rest.chars().take(120).collect();
        assert!(rest.starts_with(&expected), "{title}, {caveat}: {rest}");
    });
    names.count()
}

#[test]
fn a_fact_that_is_only_named_says_whose_statement_it_is() {
    let (_folder, service) = service();
    let caveats = caveats(&service);
    assert!(caveats.len() > 10, "{caveats:?}");
    let audits = ["iceland-japan", "iceland-release"];
    let audits = audits.map(|id| body(&service, &format!("/documents/{id}")));
    let (page, embed) = (
        body(&service, PAGE),
        body(&service, "/embed/timeline?relation=iceland-japan"),
    );
    for (title, caveat) in &caveats {
        assert!(named(&audits.concat(), title, caveat) > 0, "{title}");
        named(&page, title, caveat);
        named(&embed, title, caveat);
        let words = title.replace(' ', "+");
        let found = body(&service, &format!("/?q={words}"));
        assert!(named(&found, title, caveat) > 0, "{title}");
    }
}

#[test]
fn responses_and_discrepancies_say_whose_statement_they_name() {
    let attributed = "status = \"E\"\nattributed_to = { name = \"Customs\", country = \"ISL\" }";
    let (_folder, service) = service_changed_by(&[("trade.toml", "status = \"E\"", attributed)]);
    let page = body(&service, PAGE) + &body(&service, &[PAGE, "/discrepancies"].concat());
    for expected in [
        "In response to <a href=\"/relations/iceland-japan#senators-reykjavik\">Two senators of Japan visit Reykjavík</a>\
         <span class=\"caveat\">, postponed, according to Harbour Board (Iceland)</span>.",
        "#imports-2001\">Imports of Iceland from Japan in 2001</a>\
         <span class=\"caveat\">, according to Customs (Iceland)</span>: 900 million krónur (alternative)",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
}

#[test]
fn headlines_of_the_feed_say_whose_statement_they_are() {
    let (_folder, service) = service();
    let feed: Value = serde_json::from_str(&body(&service, "/v1/timeline.timelinejs")).unwrap();
    let headline = |id: &str| {
        let events = feed["events"].as_array().unwrap();
        let event = events.iter().find(|event| event["unique_id"] == id);
        text(&event.unwrap()["text"]["headline"])
    };
    assert_eq!(
        headline("history-lost-manuscript"),
        "A manuscript is lost, according to Harbour Board (Iceland)"
    );
    assert_eq!(
        headline("relation_event-iceland-japan-established"),
        "Relations established"
    );
}

#[test]
fn the_state_of_relations_says_whose_statement_its_event_is() {
    let (_folder, service) = service_changed_by(&[(
        "relation.toml",
        "type = \"re_established\"",
        "type = \"re_established\"\nattributed_to = { name = \"Board of Letters\", country = \"JPN\" }",
    )]);
    let state = "re-established on 1 December 1976, according to Board of Letters (Japan)";
    assert!(body(&service, "/").contains(&format!("<p class=\"state\">{state}")));
    assert!(body(&service, PAGE).contains(&format!("<strong>{state}")));
}
