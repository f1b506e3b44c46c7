//! The pages, the timeline and the feed show what the model has: every kind, every field, and whose statement a fact is.

use bilateral::http::Service;
use bilateral::kind::{Field, FieldType, Kind, STANDING, Scope};
use bilateral::kinds;
use serde_json::Value;

use crate::client::{at, get_from, text};
use crate::full_model::service;

const PAGE: &str = "/relations/iceland-japan";
const EMBED: &str = "/embed/timeline?relation=iceland-japan";

fn body(service: &Service, path: &str) -> String {
    let response = get_from(service, path);
    assert_eq!(response.status, 200, "{path}");
    response.body
}

fn items(service: &Service, path: &str) -> Vec<Value> {
    let list: Value = serde_json::from_str(&body(service, path)).unwrap();
    list["items"].as_array().unwrap().clone()
}

/// Text as a page has it.
fn escaped(text: &str) -> String {
    let escaped = text.replace('&', "&#38;").replace('<', "&#60;");
    escaped.replace('"', "&#34;").replace('\'', "&#39;")
}

/// The part of a page that shows the fact with this id.
fn shown<'p>(page: &'p str, id: &str) -> &'p str {
    let start = format!(" id=\"{id}\"");
    let (_, rest) = page.split_once(&start).unwrap_or_else(|| panic!("no {id}"));
    // Notes are shown with the sources.
    let end = rest.find("</details>").unwrap_or(rest.len());
    &rest[..end]
}

#[test]
fn the_timeline_of_pages_and_feeds_has_every_dated_fact_of_every_kind() {
    let (_folder, service) = service();
    let entries = items(&service, "/v1/timeline?limit=1000");
    let (page, embed) = (body(&service, PAGE), body(&service, EMBED));
    let feed = body(&service, "/v1/timeline.timelinejs");
    let feed: Value = serde_json::from_str(&feed).unwrap();
    let events: Vec<String> = feed["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| text(&event["unique_id"]))
        .collect();
    let mut kinds_drawn = Vec::new();
    for entry in &entries {
        let (id, kind) = (text(&entry["id"]), text(&entry["kind"]));
        let tooltip = format!("<title>{}", escaped(&text(&entry["title"])));
        let link = format!("<a href=\"#{id}\">{tooltip}");
        assert!(page.contains(&link), "{kind} {id} is not on the page");
        let link = format!("<a href=\"{PAGE}#{id}\">{tooltip}");
        assert!(embed.contains(&link), "{kind} {id} is not in the embed");
        assert!(
            events.contains(&format!("{kind}-{id}")),
            "{id} is not in the feed"
        );
        kinds_drawn.push(kind);
    }
    assert_eq!(events.len(), entries.len());
    for kind in kinds::written() {
        let dated = items(&service, &format!("{}?limit=1000", kind.path()));
        let is_dated = dated.iter().any(|item| !item["date"].is_null());
        assert_eq!(
            kinds_drawn.contains(&kind.name.to_owned()),
            is_dated,
            "{}",
            kind.name
        );
    }
    // History that would leave no room for the rest is folded away.
    let (_, earlier) = page.split_once("<details class=\"earlier\">").unwrap();
    let (earlier, rest) = earlier.split_once("</details>").unwrap();
    assert!(
        earlier.contains("History that begins before 1900 (1)"),
        "{earlier}"
    );
    assert!(earlier.contains("href=\"#first-book\"") && rest.contains("href=\"#first-haiku\""));
}

/// The texts that a field's value holds, as the kind declares them.
fn texts(field_type: FieldType, value: &Value) -> Vec<String> {
    let of_fields = |fields: &[Field]| -> Vec<String> {
        let fields = fields.iter();
        fields
            .flat_map(|field| texts(field.field_type, &value[field.name]))
            .collect()
    };
    match field_type {
        FieldType::Literal | FieldType::FreeText | FieldType::HsCode => {
            value.as_str().map(str::to_owned).into_iter().collect()
        }
        FieldType::Place => texts(FieldType::Literal, &value["name"]),
        FieldType::Fact => texts(FieldType::Literal, &value["title"]),
        FieldType::Date => texts(FieldType::Literal, &value["text"]),
        FieldType::Group(fields) => of_fields(fields),
        FieldType::List(entry) => {
            let entries = value.as_array().into_iter().flatten();
            entries.flat_map(|one| texts(*entry, one)).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn every_text_of_a_fact_is_on_the_page() {
    let (_folder, service) = service();
    let page = body(&service, PAGE);
    let discrepancies = body(&service, &[PAGE, "/discrepancies"].concat());
    let is_of_document = |kind: &Kind| {
        kinds::document()
            .parts()
            .any(|(_, part)| part.name == kind.name)
    };
    let mut without_value = Vec::new();
    for kind in kinds::all().filter(|kind| kind.scope == Scope::Fact && !is_of_document(kind)) {
        let all = items(&service, &format!("{}?limit=1000", kind.path()));
        let is_empty = |field: &&Field| {
            let has_value = |item: &Value| match &item[field.name] {
                Value::Null => false,
                Value::Array(entries) => !entries.is_empty(),
                _ => true,
            };
            !all.iter().any(has_value)
        };
        let empty = kind.fields.iter().filter(is_empty);
        without_value.extend(empty.map(|field| [kind.name, field.name].join(".")));
        for item in &all {
            let page = if kind.annotates.is_some() {
                &discrepancies
            } else {
                &page
            };
            let fact = shown(page, &text(&item["id"]));
            for field in kind.fields {
                for one in texts(field.field_type, &item[field.name]) {
                    // The page of a pair shows the goods by their labels, and coverage in the words of its count.
                    let counted = format!("“<strong>{}</strong>”", escaped(&one));
                    assert!(
                        fact.contains(&escaped(&one)) || page.contains(&counted),
                        "{} of {} {}: {one}",
                        field.name,
                        kind.name,
                        item["id"]
                    );
                }
            }
        }
    }
    // A new field needs a value in `full_model.rs`.
    assert_eq!(without_value, Vec::<String>::new());
}

#[test]
fn reasons_numbers_ranges_shares_and_responses_are_shown() {
    let (_folder, service) = service();
    let page = body(&service, PAGE);
    for (id, expected) in [
        (
            "iceland-japan-suspended",
            "Reason given: a quarrel about fishing.",
        ),
        (
            "iceland-japan-suspended",
            "In response to <a href=\"/relations/iceland-japan#fishing-limits-protest\">Japan protests",
        ),
        (
            "japan-closes-in-reykjavik",
            "Reason given: a shortage of coal.",
        ),
        (
            "japan-closes-in-reykjavik",
            "In response to <a href=\"/relations/iceland-japan#airspace-closed\">Japan closes",
        ),
        ("senators-reykjavik", "Two senators (2 people), Japan"),
        (
            "senators-reykjavik",
            "<dt>Occasion</dt><dd>the opening of a library</dd>",
        ),
        (
            "minister-akureyri",
            "Guards (12 people), keepers of the keys, Iceland; Prime Minister Jón Dalsmann, Iceland",
        ),
        (
            "isl-jpn-books",
            "<bdi>books</bdi> <strong>(main)</strong> <span class=\"when\">3 per cent of the imports of Japan from the other party</span> <span class=\"when\">HS 4901</span>",
        ),
        ("isl-jpn-books", "According to the source: sold by weight."),
        ("eider-1980", "over €20,000 (at least 20,000 EUR)"),
        (
            "eider-1980",
            "a small part (4.5%) of all exports of Iceland",
        ),
        (
            "eider-1980",
            "95th largest partner: number 95 among the partners in the trade of Iceland (Asia) (feathers)",
        ),
        ("eider-1980", ", according to Bureau of Feathers (Iceland)"),
        ("share-1981", "0.05 per cent of all imports of Iceland"),
        (
            "haiku-contest",
            "€60,000 to €70,000 (60,000 to 70,000 EUR), 17 poems, annual, in Akureyri",
        ),
        (
            "trawler-shot-at",
            "attack, by Masked men (7 people), against Japan, against trawler of Japan, in Akureyri",
        ),
        (
            "trawler-shot-at",
            "In response to <a href=\"/relations/iceland-japan#senators-reykjavik\">Two senators",
        ),
        (
            "films",
            "concluded by Guild of Cameramen, signed by Prime Minister Jón Dalsmann, Iceland, in Beijing; on silent films",
        ),
        (
            "trawler-shot-at",
            "Denied by <bdi>Coast Guard (Iceland)</bdi>.",
        ),
        (
            "haiku-contest",
            "With <bdi>Nordic Circle of Haiku (organiser)</bdi>",
        ),
        (
            "iceland-japan-suspended",
            "(by Japan; in favour of Switzerland; Ambassador Ichirō Mori, Japan; level: chargé d&#39;affaires; protecting power: Switzerland)",
        ),
        ("japan-closes-in-reykjavik", "“Old Embassy”"),
        ("iceland-to-japan", "also “Sendiráð”"),
        (
            "senators-reykjavik",
            "<dd>according to the source, the first visit of senators</dd>",
        ),
        (
            "iceland-to-japan",
            "headed by Ambassador G. Steinn, Iceland",
        ),
        ("at-least-3", "since 1950"),
        ("japan-consulate-akureyri-stated", "(consulate, Akureyri)"),
    ] {
        let fact = shown(&page, id);
        assert!(fact.contains(expected), "{expected} in {fact}");
    }
}

#[test]
fn no_statement_of_a_document_stands_as_ours() {
    let (_folder, service) = service();
    let (page, embed) = (body(&service, PAGE), body(&service, EMBED));
    let feed = body(&service, "/v1/timeline.timelinejs");
    let with_standing =
        kinds::all().filter(|kind| kind.fields.iter().any(|field| field.name == "standing"));
    let mut standings = Vec::new();
    for kind in with_standing {
        for item in items(&service, &format!("{}?limit=1000", kind.path())) {
            let (id, title) = (text(&item["id"]), text(&item["title"]));
            standings.extend(item["standing"].as_str().map(str::to_owned));
            let spoken = match (
                item["standing"].as_str(),
                at(&item, "attributed_to").is_object(),
            ) {
                (None | Some("stated"), false) => continue,
                (_, true) => "according to Harbour Board (Iceland)",
                (standing, _) => {
                    let standing = standing.unwrap();
                    STANDING
                        .entries()
                        .find(|(value, _)| *value == standing)
                        .unwrap()
                        .1
                }
            };
            let spoken = match item["status"].as_str() {
                Some("postponed") => &["postponed, ", spoken].concat(),
                _ => spoken,
            };
            let caveat = if item["rank"] == "deprecated" {
                format!("{spoken}; superseded")
            } else {
                spoken.to_owned()
            };
            assert!(shown(&page, &id).contains(&escaped(spoken)), "{id}");
            if item["rank"] == "deprecated" {
                assert!(
                    shown(&page, &id).contains("Superseded: known to be wrong"),
                    "{id}"
                );
            }
            let words = title.replace(' ', "+");
            let found = body(&service, &format!("/?q={words}"));
            let hit = format!("#{id}\">{}</a>", escaped(&title));
            let (_, hit) = found
                .split_once(&hit)
                .unwrap_or_else(|| panic!("no {id} in {found}"));
            let (hit, _) = hit.split_once("</li>").unwrap();
            assert!(hit.contains(&format!(", {}", escaped(&caveat))), "{hit}");
            if item["date"].is_null() {
                continue;
            }
            let tooltip = format!("{}, {}: ", escaped(&title), escaped(&caveat));
            for drawing in [&page, &embed] {
                let (_, mark) = drawing
                    .split_once(&tooltip)
                    .unwrap_or_else(|| panic!("no {tooltip}"));
                let label = mark.split("</text>").next().unwrap();
                assert!(label.ends_with(&escaped(&caveat)), "{label}");
            }
            let headline = format!("{title}, {}", caveat.replace('\'', "&#39;"));
            let (_, event) = feed
                .split_once(&format!("\"headline\":\"{headline}\""))
                .unwrap();
            let event = event.split("</p>").next().unwrap();
            assert!(
                event.ends_with(&format!("({}).", caveat.replace('\'', "&#39;"))),
                "{event}"
            );
        }
    }
    standings.sort();
    standings.dedup();
    assert_eq!(standings.len(), STANDING.values.len());
}

#[test]
fn the_home_page_says_the_state_of_relations() {
    let (_folder, service) = service();
    let home = body(&service, "/");
    assert!(home.contains(
        "Iceland–Japan relations</a></h3>\n<p class=\"state\">re-established on 1 December 1976</p>"
    ));
}
