//! The state of relations in words, as the page of a pair shows it first: the status after all events, and the date of the
//! event that led to it.

use super::item::Item;
use crate::kinds;

/// The state of a relation without a requested day: `severed since 2016`.
pub fn relation_state(relation: &Item) -> String {
    let status = relation.text("state.status");
    let Some(event) = deciding_event(relation, &status) else {
        return without_date(&status);
    };
    let date = event.date_words("date");
    match (
        event.text("type").as_str(),
        event.text("date.precision").as_str(),
    ) {
        (_, _) if date.is_empty() => without_date(&status),
        ("suspended" | "severed", _) => format!("{status} since {date}"),
        ("absent", _) => format!("{} ({date})", without_date(&status)),
        (established, "day") => format!("{} on {date}", in_words(established)),
        (established, "month" | "season" | "year") => {
            format!("{} in {date}", in_words(established))
        }
        (established, _) => format!("{} ({date})", in_words(established)),
    }
}

fn without_date(status: &str) -> String {
    match status {
        "unknown" => "not known".to_owned(),
        other => other.to_owned(),
    }
}

/// The type of an event as a word: `re-established`.
fn in_words(event_type: &str) -> String {
    event_type.replace('_', "-")
}

/// The best-ranked of the last events that set this status, in the same way as `established` is chosen.
fn deciding_event(relation: &Item, status: &str) -> Option<Item> {
    let states = kinds::pair().states.expect("relations have states");
    let status_after = |event: &Item| {
        let event_type = event.text("type");
        let transition = states.transitions.iter();
        let mut transition = transition.filter(|transition| transition.event == event_type);
        transition.next()?.status
    };
    let events = relation.list("events").into_iter().rev();
    let events = events.filter(|event| event.text("rank") != "deprecated");
    let with_status = events.filter_map(|event| Some((status_after(&event)?, event)));
    // An event that another one is preferred to may stand last, and does not count.
    let last = with_status
        .skip_while(|(after, _)| *after != status)
        .take_while(|(after, _)| *after == status);
    let mut last: Vec<Item> = last.map(|(_, event)| event).collect();
    last.reverse();
    last.into_iter()
        .max_by_key(|event| event.text("rank") == "preferred")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// The words for a status after events of a type, date, precision and rank.
    fn words(status: &str, events: &[[&str; 4]]) -> String {
        let event = |[event_type, date, precision, rank]: &[&str; 4]| {
            let date = json!({ "text": date, "precision": precision });
            json!({ "type": event_type, "date": date, "rank": rank })
        };
        let events: Vec<Value> = events.iter().map(event).collect();
        let relation = json!({ "state": { "status": status }, "events": events });
        relation_state(&Item::parse(&relation.to_string()))
    }

    const ESTABLISHED: [&str; 4] = ["established", "5 May 1970", "day", "normal"];
    const SEVERED: [&str; 4] = ["severed", "2016", "year", "normal"];

    #[test]
    fn a_later_event_replaces_the_date_of_establishment() {
        let recognised = ["recognised", "2017", "year", "normal"];
        assert_eq!(
            words("established", &[ESTABLISHED]),
            "established on 5 May 1970"
        );
        assert_eq!(
            words("severed", &[ESTABLISHED, SEVERED, recognised]),
            "severed since 2016"
        );
        let suspended = ["suspended", "May 2018", "month", "normal"];
        assert_eq!(
            words("suspended", &[ESTABLISHED, suspended]),
            "suspended since May 2018"
        );
        let again = ["re_established", "2023", "year", "normal"];
        assert_eq!(
            words("established", &[ESTABLISHED, SEVERED, again]),
            "re-established in 2023"
        );
    }

    #[test]
    fn the_preferred_of_contradictory_dates_is_shown() {
        let preferred = ["severed", "3 January 2016", "day", "preferred"];
        let deprecated = ["severed", "2010", "year", "deprecated"];
        for events in [
            [preferred, SEVERED, deprecated],
            [SEVERED, preferred, deprecated],
        ] {
            let events = [&[ESTABLISHED][..], &events].concat();
            assert_eq!(words("severed", &events), "severed since 3 January 2016");
        }
        let again = ["re_established", "2017", "year", "normal"];
        let alternative = ["severed", "2018", "year", "normal"];
        let events = [ESTABLISHED, preferred, again, alternative];
        assert_eq!(words("established", &events), "re-established in 2017");
    }

    #[test]
    fn a_state_without_a_decisive_date_has_none() {
        assert_eq!(words("unknown", &[]), "not known");
        assert_eq!(words("none", &[]), "none");
        let absent = ["absent", "until 1991", "interval", "normal"];
        assert_eq!(words("none", &[absent]), "none (until 1991)");
        let vague = ["established", "1990s", "decade", "normal"];
        assert_eq!(words("established", &[vague]), "established (1990s)");
    }
}
