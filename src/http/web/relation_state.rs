//! The state of relations in words, as the page of a pair and the home page show it first: the status after all events, and the
//! date of the event that led to it. An event that ends relations replaces the date on which they were established.

use super::item::Item;
use super::plain_date::{in_or_on, since};
use crate::kinds;

/// The types of event by which relations begin.
const BEGINNINGS: [&str; 2] = ["re_established", "established"];

/// The types of event by which relations come back to their full level.
const RAISED: [&str; 2] = ["upgraded", "ambassador_returned"];

/// The state of a relation without a requested day: `severed since 2016, represented by Switzerland`.
pub fn relation_state(relation: &Item) -> String {
    [vec![status_in_words(relation)], representation(relation)]
        .concat()
        .join(", ")
}

/// The state of a relation on a day that was requested: `severed, as last known`.
pub fn state_on_day(relation: &Item) -> String {
    let status = match relation.text("state.status").as_str() {
        "unknown" => "not known".to_owned(),
        status => in_words(status),
    };
    let is_last = relation.is("state.after_documents");
    let last = is_last.then(|| "as last known".to_owned());
    let mut parts = [vec![status], representation(relation)].concat();
    parts.extend(last);
    parts.join(", ")
}

/// The level of relations below that of ambassadors, and the powers that represent them.
fn representation(relation: &Item) -> Vec<String> {
    let level = match relation.text("state.level").as_str() {
        "" | "ambassador" => None,
        "interests_section" => Some("with interests sections".to_owned()),
        "consular" => Some("at consular level".to_owned()),
        _ => Some(format!("at the level of {}", relation.level("state.level"))),
    };
    let powers = relation.countries("state.protecting_powers");
    let powers = (!powers.is_empty()).then(|| ["interests represented by ", &powers].concat());
    [level, powers].into_iter().flatten().collect()
}

fn status_in_words(relation: &Item) -> String {
    let status = relation.text("state.status");
    let events = relation.list("events").into_iter();
    let events: Vec<Item> = events
        .filter(|event| event.text("rank") != "deprecated")
        .collect();
    let deciding = deciding_events(&events, &status);
    match status.as_str() {
        "unknown" => "not known".to_owned(),
        "established" => established(&events, deciding),
        "none" => with_date("none", best(deciding), |event| {
            format!("({})", event.when())
        }),
        "ambassador_recalled" | "ambassador_expelled" => {
            with_date(&in_words(&status), best(deciding), in_or_on)
        }
        other => with_date(&in_words(other), best(deciding), since),
    }
}

/// `re-established in 2017, upgraded in 2020`: the beginning of the relations, and what has raised them to their full level since.
fn established(events: &[Item], deciding: &[Item]) -> String {
    let of_type = |events: &[Item], event_type: &str| -> Vec<Item> {
        let events = events.iter().cloned();
        events
            .filter(|event| event.text("type") == event_type)
            .collect()
    };
    // Relations that were only lowered in between have begun before that.
    let found = [deciding, events].into_iter().find_map(|events| {
        BEGINNINGS.into_iter().find_map(|beginning| {
            let event = best(&of_type(events, beginning))?;
            Some((beginning, event))
        })
    });
    let beginning = found.map_or_else(
        || "established".to_owned(),
        |(beginning, event)| {
            let words = in_words(beginning);
            let words = if event.has("date") {
                words
            } else {
                words + " on an unknown date"
            };
            with_date(&words, Some(event), in_or_on)
        },
    );
    let raised = deciding.iter().rev();
    let mut raised = raised.filter(|event| RAISED.contains(&event.text("type").as_str()));
    let raised = raised.next().map(|event| {
        let event_type = event.text("type");
        with_date(&in_words(&event_type), Some(event.clone()), in_or_on)
    });
    let parts = [Some(beginning), raised];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn with_date(words: &str, event: Option<Item>, date: impl Fn(&Item) -> String) -> String {
    let Some(event) = event else {
        return words.to_owned();
    };
    let date = event.has("date").then(|| [" ", &date(&event)].concat());
    let attribution = event.attribution().map(|words| [", ", &words].concat());
    let details: Vec<String> = [date, attribution].into_iter().flatten().collect();
    [words, &details.concat()].concat()
}

/// A status or a type of event in words: `ambassador recalled`, `re-established`.
fn in_words(value: &str) -> String {
    value.replace("re_", "re-").replace('_', " ")
}

/// The preferred of events, or the last of them.
fn best(events: &[Item]) -> Option<Item> {
    let events = events.iter().cloned();
    events.max_by_key(|event| event.text("rank") == "preferred")
}

/// The last events in a row that set this status.
fn deciding_events<'e>(events: &'e [Item], status: &str) -> &'e [Item] {
    let states = kinds::pair().states.expect("relations have states");
    let status_after = |event: &Item| {
        let event_type = event.text("type");
        let transition = states.transitions.iter();
        let mut transition = transition.filter(|transition| transition.event == event_type);
        transition.next()?.status
    };
    let sets_another = |event: &&Item| status_after(event).is_some_and(|after| after != status);
    // An event that another one is preferred to may stand last, and does not count.
    let last = events
        .iter()
        .rposition(|event| status_after(event) == Some(status));
    let end = last.map_or(0, |last| last + 1);
    let before = events[..end].iter().rposition(|event| sets_another(&event));
    &events[before.map_or(0, |before| before + 1)..end]
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::values::date::Date;

    /// The words for a status after events of a type, date and rank.
    fn words(status: &str, events: &[[&str; 3]]) -> String {
        let event = |[event_type, edtf, rank]: &[&str; 3]| {
            let date = Date::parse(edtf).unwrap();
            let [earliest, latest] =
                [date.earliest, date.latest].map(|day| day.map(|day| day.to_string()));
            let date = json!({
                "edtf": edtf, "text": format!("“{edtf}”"), "precision": date.precision, "earliest": earliest,
                "latest": latest, "approximate": date.approximate, "uncertain": date.uncertain,
            });
            json!({ "type": event_type, "date": date, "rank": rank })
        };
        let events: Vec<Value> = events.iter().map(event).collect();
        let relation = json!({ "state": { "status": status }, "events": events });
        relation_state(&Item::parse(&relation.to_string()))
    }

    #[test]
    fn events_that_raise_nothing_are_not_told_with_the_beginning() {
        let represented = ["represented", "1985", "normal"];
        let again = ["re_established", "1990", "normal"];
        let stated = ["stated", "1995", "normal"];
        let events = [
            ESTABLISHED,
            SEVERED,
            represented,
            again,
            represented,
            stated,
        ];
        assert_eq!(words("established", &events), "re-established in 1990");
        let unofficial = ["unofficial", "1972/..", "normal"];
        assert_eq!(
            words("unofficial", &[ESTABLISHED, unofficial]),
            "unofficial since 1972"
        );
    }

    const ESTABLISHED: [&str; 3] = ["established", "1970-05-05", "normal"];
    const SEVERED: [&str; 3] = ["severed", "2016", "normal"];

    #[test]
    fn a_later_event_replaces_the_date_of_establishment() {
        for (event, date, expected) in [
            ("severed", "2016", "severed since 2016"),
            ("suspended", "2018-05", "suspended since May 2018"),
            ("suspended", "2018~", "suspended since about 2018"),
            (
                "downgraded",
                "2017-23",
                "downgraded since the autumn of 2017",
            ),
            ("downgraded", "199X", "downgraded (“199X”)"),
            (
                "ambassador_recalled",
                "2019-03-01",
                "ambassador recalled on 1 March 2019",
            ),
            ("ambassador_expelled", "2019", "ambassador expelled in 2019"),
        ] {
            let recognised = ["recognised", "2021", "normal"];
            let events = [ESTABLISHED, [event, date, "normal"], recognised];
            assert_eq!(words(event, &events), expected);
        }
    }

    #[test]
    fn every_status_has_words_of_its_own() {
        let statuses = kinds::pair().states.unwrap().statuses.values;
        let transitions = kinds::pair().states.unwrap().transitions;
        for status in statuses {
            let event = transitions.iter().find(|one| one.status == Some(status));
            let events = event.map(|event| [event.event, "2016", "normal"]);
            let words = words(status, events.as_slice());
            assert!(words.contains("2016") || *status == "unknown", "{words}");
            assert!(!words.contains('_'), "{words}");
        }
    }

    #[test]
    fn relations_that_were_raised_again_keep_the_date_of_their_beginning() {
        assert_eq!(
            words("established", &[ESTABLISHED]),
            "established on 5 May 1970"
        );
        let lowered = ["downgraded", "2010", "normal"];
        let raised = ["upgraded", "2012", "normal"];
        assert_eq!(
            words("established", &[ESTABLISHED, lowered, raised]),
            "established on 5 May 1970, upgraded in 2012"
        );
        let recalled = ["ambassador_recalled", "2017", "normal"];
        let returned = ["ambassador_returned", "2018-02", "normal"];
        assert_eq!(
            words("established", &[ESTABLISHED, recalled, returned]),
            "established on 5 May 1970, ambassador returned in February 2018"
        );
        let again = ["re_established", "2023", "normal"];
        assert_eq!(
            words("established", &[ESTABLISHED, SEVERED, again]),
            "re-established in 2023"
        );
    }

    #[test]
    fn the_preferred_of_contradictory_dates_is_shown() {
        let preferred = ["severed", "2016-01-03", "preferred"];
        let deprecated = ["severed", "2010", "deprecated"];
        for events in [
            [preferred, SEVERED, deprecated],
            [SEVERED, preferred, deprecated],
        ] {
            let events = [&[ESTABLISHED][..], &events].concat();
            assert_eq!(words("severed", &events), "severed since 3 January 2016");
        }
        let again = ["re_established", "2017", "normal"];
        let alternative = ["severed", "2018", "normal"];
        let events = [ESTABLISHED, preferred, again, alternative];
        assert_eq!(words("established", &events), "re-established in 2017");
    }

    #[test]
    fn the_level_and_the_protecting_powers_are_told() {
        for (level, powers, expected) in [
            ("ambassador", json!([]), "none"),
            ("minister", json!([]), "none, at the level of minister"),
            (
                "charge_d_affaires",
                json!([]),
                "none, at the level of chargé d'affaires",
            ),
            (
                "interests_section",
                json!(["CHE", "SWE"]),
                "none, with interests sections, interests represented by Switzerland and Sweden",
            ),
        ] {
            let state = json!({ "status": "none", "level": level, "protecting_powers": powers });
            let relation = json!({ "state": state, "events": [] });
            assert_eq!(
                relation_state(&Item::parse(&relation.to_string())),
                expected
            );
        }
    }

    #[test]
    fn a_state_without_a_decisive_date_has_none() {
        assert_eq!(words("unknown", &[]), "not known");
        assert_eq!(words("none", &[]), "none");
        let absent = ["absent", "../1991", "normal"];
        assert_eq!(words("none", &[absent]), "none (until “../1991”)");
        let vague = ["established", "199X", "normal"];
        assert_eq!(words("established", &[vague]), "established (“199X”)");
    }
}
