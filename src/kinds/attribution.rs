//! Attribution in words: whose statement a fact is and how firmly the document makes it, so that no claim reads as ours.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::kind::{ATTRIBUTED_TO, STANDING, STANDING_FIELD};
use crate::values::country;

/// The statuses of what is not known to have taken place.
const NOT_HELD: [&str; 6] = [
    "planned",
    "offered",
    "invited",
    "postponed",
    "cancelled",
    "not_held",
];

/// The words for the values of a fact's own fields: `according to Ministry of Finance (Kazakhstan)`, `said to be disputed`.
/// `None` for a fact that has neither a standing nor somebody it is attributed to, and that is not merely planned. The names that
/// its documents use for countries are given by their codes.
pub fn attribution(
    values: &Map<String, Value>,
    country_names: &BTreeMap<String, String>,
) -> Option<String> {
    let words = [plan(values), reservation(values, country_names)];
    let words: Vec<String> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// The status of something that is not known to have taken place.
fn plan(values: &Map<String, Value>) -> Option<String> {
    let status = values.get("status").and_then(Value::as_str)?;
    let status = NOT_HELD.iter().find(|not_held| **not_held == status)?;
    Some(status.replace('_', " "))
}

fn reservation(
    values: &Map<String, Value>,
    country_names: &BTreeMap<String, String>,
) -> Option<String> {
    let standing = values.get(STANDING_FIELD).and_then(Value::as_str);
    let speaker = values.get(ATTRIBUTED_TO);
    let speaker = speaker.and_then(|actor| speaker_in_words(actor, country_names));
    match (standing, speaker) {
        (None | Some("stated" | "claimed"), Some(speaker)) => Some(speaker),
        // A plain statement needs no words: every fact is the source's.
        (None | Some("stated"), None) => None,
        (Some(other), speaker) => {
            let mut entries = STANDING.entries();
            let (_, meaning) = entries.find(|(value, _)| *value == other)?;
            let words = [Some(meaning.to_owned()), speaker];
            Some(words.into_iter().flatten().collect::<Vec<_>>().join(", "))
        }
    }
}

/// The attribution of a fact, and that it is superseded if its rank says so.
pub fn caveat(attribution: Option<&str>, rank: &str) -> Option<String> {
    let superseded = (rank == "deprecated").then_some("superseded");
    let caveats: Vec<&str> = attribution.into_iter().chain(superseded).collect();
    (!caveats.is_empty()).then(|| caveats.join("; "))
}

/// `according to` the actor, with its country unless the name says it.
fn speaker_in_words(actor: &Value, country_names: &BTreeMap<String, String>) -> Option<String> {
    let name = actor["name"].as_str()?;
    let country = actor["country"].as_str();
    let country = country.and_then(|code| {
        let own = country_names.get(code).map(String::as_str);
        own.or(country::name(code))
    });
    let country = country.filter(|country| !name.contains(country));
    let country = country.map_or_else(String::new, |country| format!(" ({country})"));
    Some(["according to ", name, &country].concat())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn words(values: &Value) -> Option<String> {
        let own = BTreeMap::from([("CIV".to_owned(), "Ivory Coast".to_owned())]);
        attribution(values.as_object().expect("an object"), &own)
    }

    #[test]
    fn every_standing_but_that_of_a_plain_statement_has_words() {
        for (standing, meaning) in STANDING.entries() {
            let alone = words(&json!({ "standing": standing, "attributed_to": null }));
            let expected = (standing != "stated").then_some(meaning);
            assert_eq!(alone.as_deref(), expected);
            let actor = json!({ "name": "Harbour Board", "country": "ISL" });
            let spoken = words(&json!({ "standing": standing, "attributed_to": actor })).unwrap();
            assert!(spoken.ends_with("according to Harbour Board (Iceland)"));
            let is_doubted =
                ["widely_accepted", "probable", "disputed", "expected"].contains(&standing);
            assert_eq!(spoken.starts_with(meaning), is_doubted, "{spoken}");
        }
    }

    #[test]
    fn a_country_that_the_name_says_is_not_repeated() {
        let actor = json!({ "name": "Bank of Iceland", "country": "ISL" });
        let spoken = words(&json!({ "attributed_to": actor }));
        assert_eq!(spoken.unwrap(), "according to Bank of Iceland");
        assert_eq!(words(&json!({ "host": "ISL" })), None);
    }

    #[test]
    fn countries_have_the_names_that_the_documents_use() {
        let actor = json!({ "name": "Cocoa Board", "country": "CIV" });
        let spoken = words(&json!({ "attributed_to": actor }));
        assert_eq!(spoken.unwrap(), "according to Cocoa Board (Ivory Coast)");
    }

    #[test]
    fn a_superseded_fact_says_so() {
        let both = caveat(Some("said to be disputed"), "deprecated");
        assert_eq!(both.unwrap(), "said to be disputed; superseded");
        assert_eq!(caveat(None, "deprecated").unwrap(), "superseded");
        assert_eq!(caveat(None, "preferred"), None);
    }
}
