//! The day after which the documents of a pair cannot speak of a state.

use std::fs;

use bilateral::kinds;
use bilateral::seed::{Sources, migrate};
use bilateral::store::Store;
use bilateral::values::day::parse_day;
use serde_json::Value;
use tokio::runtime::Runtime;

use crate::copy::{DOCUMENT, PairCopy, check};

/// `after_documents` of a mission without a day, and on each of these days.
fn after_documents(copy: &PairCopy, days: &[&str]) -> Vec<Value> {
    let missions = kinds::all().find(|kind| kind.plural == "missions");
    let database = copy.folder.path().join("db.sqlite");
    Runtime::new().unwrap().block_on(async {
        migrate(&copy.sources(), &database, &|_, _| ())
            .await
            .unwrap();
        let store = Store::open(&database).await.unwrap();
        let mut flags = Vec::new();
        for day in [None].into_iter().chain(days.iter().map(Some)) {
            let day = day.map(|day| parse_day(day).unwrap());
            let item = store.item(missions.unwrap(), "iceland-to-japan", day).await;
            let item: Value = serde_json::from_str(&item.unwrap().unwrap()).unwrap();
            flags.push(item["state"]["after_documents"].clone());
        }
        flags
    })
}

#[test]
fn documents_are_from_the_day_of_their_retrieval_else_of_the_last_revision() {
    let copy = PairCopy::new();
    let days = [
        "1900-01-01",
        "2024-02-29",
        "2024-03-01",
        "2025-12-31",
        "2026-01-01",
    ];
    let [no, yes, unknown] = [Value::from(false), Value::from(true), Value::Null];
    assert_eq!(
        after_documents(&copy, &days),
        [&no, &unknown, &unknown, &unknown, &unknown, &unknown].map(Value::clone)
    );
    let dataset = copy.folder.path().join("dataset.toml");
    fs::write(dataset, "revised = \"2025-12-31\"\n").unwrap();
    assert_eq!(
        after_documents(&copy, &days),
        [&no, &no, &no, &no, &no, &yes].map(Value::clone)
    );
    let licence = "licence = \"CC0-1.0\"\n";
    let retrieved = [licence, "retrieved = \"2024-02-29\"\n"].concat();
    copy.replace(DOCUMENT, licence, &retrieved);
    assert_eq!(
        after_documents(&copy, &days),
        [&no, &no, &no, &yes, &yes, &yes].map(Value::clone)
    );
}

/// These keys of the state of a fact at the end of these years.
fn states(
    copy: &PairCopy,
    (plural, id): (&str, &str),
    keys: &[&str],
    years: &[i16],
) -> Vec<String> {
    let kind = kinds::all().find(|kind| kind.plural == plural).unwrap();
    let database = copy.folder.path().join("db.sqlite");
    // The documents of the copy do not say what the test adds.
    let sources = Sources {
        documents: None,
        ..copy.sources()
    };
    Runtime::new().unwrap().block_on(async {
        migrate(&sources, &database, &|_, _| ()).await.unwrap();
        let store = Store::open(&database).await.unwrap();
        let mut states = Vec::new();
        for year in years {
            let day = parse_day(&format!("{year}-12-31"));
            let item = store.item(kind, id, day).await;
            let item: Value = serde_json::from_str(&item.unwrap().unwrap()).unwrap();
            let values = keys.iter().map(|key| item["state"][key].to_string());
            let values = values.collect::<Vec<_>>().join(" ").replace('"', "");
            states.push(format!("{year}: {values}"));
        }
        states
    })
}

const RELATION: (&str, &str) = ("relations", "iceland-japan");
const MISSION: (&str, &str) = ("missions", "iceland-to-japan");

#[test]
fn a_level_outlives_the_events_of_ambassadors_and_ends_with_the_relations() {
    let copy = PairCopy::new();
    let event = |id: &str, year: u32, rest: &str| {
        format!(
            "[[relation.event]]\nid = \"{id}\"\ntitle = \"T\"\nat = \"Breaks 1.1\"\ndate = \"{year}\"\n\
             date_text = \"{year}\"\n{rest}\n\n"
        )
    };
    let lowered = "type = \"downgraded\"\nlevel_after = \"charge_d_affaires\"";
    let recalled = "type = \"ambassador_recalled\"\nactor_country = \"JPN\"";
    let returned = "type = \"ambassador_returned\"\nlevel_after = \"ambassador\"";
    let severed = "type = \"severed\"\nprotecting_power = \"CHN\"";
    let represented = "type = \"represented\"\nactor_country = \"ISL\"\nprotecting_power = \"SWE\"";
    let events = [
        event("lowered", 1961, lowered),
        event("recalled", 1961, recalled),
        event("returned", 1962, returned),
        event("severed", 1963, severed),
        event("for-iceland", 1964, represented),
        event("again", 1965, "type = \"re_established\""),
    ];
    let suspended = "[[relation.event]]\nid = \"iceland-japan-suspended\"";
    let events = [&events.concat(), suspended].concat();
    copy.replace("relation.toml", suspended, &events);
    assert_eq!(
        states(
            &copy,
            RELATION,
            &["status", "level", "protecting_powers"],
            &[1960, 1961, 1962, 1963, 1964, 1965]
        ),
        [
            "1960: established null []",
            "1961: ambassador_recalled charge_d_affaires []",
            "1962: established ambassador []",
            "1963: severed null [CHN]",
            "1964: severed null [CHN,SWE]",
            "1965: established null []",
        ]
    );
}

/// Puts the text before the events of the mission of Iceland, in place of its opening.
fn with_mission_events(events: &[&str]) -> PairCopy {
    let copy = PairCopy::new();
    let path = copy.path("missions.toml");
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text
        .split_once("[[mission.event]]\nid = \"iceland-accredited-to-japan\"")
        .unwrap();
    let (_, after) = rest.split_once("[[mission]]").unwrap();
    let event = |(number, event): (usize, &&str)| {
        format!(
            "[[mission.event]]\nid = \"event-{number}\"\ntitle = \"T\"\nat = \"Missions 1.2\"\n{event}\n\n"
        )
    };
    let events: String = events.iter().enumerate().map(event).collect();
    fs::write(path, [before, &events, "[[mission]]", after].concat()).unwrap();
    let dataset = copy.folder.path().join("dataset.toml");
    fs::write(dataset, "revised = \"2025-12-31\"\n").unwrap();
    copy
}

#[test]
fn an_event_without_a_date_may_happen_after_the_one_before_it_and_has_by_the_day_of_the_document() {
    let copy = with_mission_events(&[
        "type = \"opened\"\ntype_after = \"consulate\"\nplace = \"Beijing\"\ndate = \"1958\"\ndate_text = \"1958\"",
        "type = \"upgraded\"\ntype_after = \"embassy\"",
        "type = \"stated\"\nname_after = \"Norræna sendiráðið\"",
    ]);
    assert_eq!(
        states(
            &copy,
            MISSION,
            &["type", "name", "may_have_happened", "last_evidence"],
            &[1950, 1960, 2024, 2025]
        ),
        [
            "1950: null null [] null",
            "1960: consulate null [event-1,event-2] 1958",
            "2024: consulate null [event-1,event-2] 1958",
            "2025: embassy Norræna sendiráðið [] 2025-12-31",
        ]
    );
}

#[test]
fn a_mission_that_has_closed_at_an_unknown_time_is_not_known_to_be_open() {
    let copy = with_mission_events(&[
        "type = \"opened\"\ntype_after = \"consulate\"\nplace = \"Beijing\"\ndate = \"1958\"\ndate_text = \"1958\"",
        "type = \"accredited\"\nhead = { name = \"G. Steinn\", country = \"ISL\" }\ndate = \"1959\"\ndate_text = \"1959\"",
        "type = \"vacated\"\nhead = { name = \"G. Steinn\", country = \"ISL\" }\ndate = \"1961\"\ndate_text = \"1961\"",
        "type = \"closed\"",
        "type = \"reopened\"\ntype_after = \"embassy\"\ndate = \"1970\"\ndate_text = \"1970\"",
    ]);
    let found = states(
        &copy,
        MISSION,
        &["status", "type", "head", "seats", "may_have_happened"],
        &[1950, 1958, 1959, 1961, 1962, 1970],
    );
    let head = "{name:G. Steinn,also:[],title:null,number:null,office:null,other_offices:null,country:ISL}";
    let seats = "[{id:beijing,name:Beijing,also:[]}]";
    assert_eq!(
        found,
        [
            "1950: not_open null null [] []",
            &format!("1958: open consulate null {seats} []"),
            &format!("1959: open consulate {head} {seats} []"),
            &format!("1961: unknown consulate null {seats} [event-3]"),
            &format!("1962: unknown consulate null {seats} [event-3]"),
            "1970: open embassy null [] []",
        ]
    );
}

#[test]
fn an_event_that_goes_on_since_a_year_has_happened_when_the_year_is_over() {
    let copy = with_mission_events(&[
        "type = \"stated\"\ntype_after = \"embassy\"\nplace = \"Beijing\"\ndate = \"1949/..\"\ndate_text = \"since 1949\"",
        "type = \"announced\"\ntype_after = \"consulate\"\nplace = \"Akureyri\"\ndate = \"1960\"\ndate_text = \"1960\"",
    ]);
    assert_eq!(
        states(
            &copy,
            MISSION,
            &["status", "type", "may_have_happened"],
            &[1948, 1949, 1960]
        ),
        [
            "1948: unknown null []",
            "1949: open embassy []",
            // An announcement changes nothing yet.
            "1960: open embassy []",
        ]
    );
}

#[test]
fn a_protecting_power_ends_its_work_while_relations_are_broken_off() {
    let copy = PairCopy::new();
    let event = |id: &str, year: u32, rest: &str| {
        format!(
            "[[relation.event]]\nid = \"{id}\"\ntitle = \"T\"\nat = \"Breaks 1.1\"\ndate = \"{year}\"\n\
             date_text = \"{year}\"\n{rest}\n\n"
        )
    };
    let power = |kind: &str, code: &str| {
        format!("type = \"{kind}\"\nactor_country = \"ISL\"\nprotecting_power = \"{code}\"")
    };
    let events = [
        event(
            "severed",
            1963,
            "type = \"derecognised\"\nin_favour_of = \"CHN\"",
        ),
        event("one", 1964, &power("represented", "SWE")),
        event("other", 1965, &power("represented", "CHE")),
        event("end", 1966, &power("representation_ended", "SWE")),
        event("informal", 1967, "type = \"unofficial\""),
    ];
    let suspended = "[[relation.event]]\nid = \"iceland-japan-suspended\"";
    let events = [&events.concat(), suspended].concat();
    copy.replace("relation.toml", suspended, &events);
    assert_eq!(
        states(
            &copy,
            RELATION,
            &["status", "protecting_powers"],
            &[1963, 1965, 1966, 1967]
        ),
        [
            "1963: severed []",
            "1965: severed [SWE,CHE]",
            "1966: severed [CHE]",
            "1967: unofficial []",
        ]
    );
}

#[test]
fn a_stated_mission_that_counts_on_no_day_is_warned_of() {
    let copy = PairCopy::new();
    let warnings = || check(&copy.sources()).unwrap().warnings;
    let found = warnings();
    assert_eq!(found.len(), 1, "{found:?}");
    let expected = "iceland-japan/documents/iceland-japan.toml: 1 event without a date counts on no day, because the day of the \
                    document is unknown: add retrieved = \"YYYY-MM-DD\" or published = \"YYYY-MM-DD\", or revised to dataset.toml";
    assert!(found[0].ends_with(expected), "{found:?}");
    let licence = "licence = \"CC0-1.0\"\n";
    let dated = [licence, "published = \"2024-02-29\"\n"].concat();
    copy.replace(DOCUMENT, licence, &dated);
    assert_eq!(warnings(), Vec::<String>::new());
    copy.replace(DOCUMENT, &dated, licence);
    let dataset = copy.folder.path().join("dataset.toml");
    fs::write(dataset, "revised = \"2025-12-31\"\n").unwrap();
    assert_eq!(warnings(), Vec::<String>::new());
}
