//! Folding events into states: what a fact is on each day, by the declaration of its kind.
//!
//! An event has certainly happened on a day once its latest day is reached, and then so have those before it; it may have
//! happened from its earliest day on. A state changes on these days only, so a fact has few of them, and each is kept.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::draft::Draft;
use crate::kind::{FieldType, ListUpdate, StateMachine, Transition, UNKNOWN};
use crate::values::date::Date;
use crate::values::day::Day;

/// What a fact is from one day on.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    pub since: Day,
    /// The first day on which it is no longer so; `None` for what it is after the last event, be that past or to come.
    pub until: Option<Day>,
    /// As answers show it, without the day asked for.
    pub state: Value,
}

/// An event as the fold sees it.
struct Event<'d> {
    draft: &'d Draft,
    effect: &'static Transition,
    /// The first day on which it may have happened.
    may: Day,
    /// The first day on which it certainly has.
    must: Day,
    /// The place among the events of the one preferred to it.
    preferred: Option<usize>,
}

/// The states of a fact, from the first day of all on. `rivals` tells whether two events are the subject of one
/// discrepancy: then a preferred one of the same type is folded and the other is not.
pub fn standings(
    states: &'static StateMachine,
    events: &[Draft],
    rivals: &dyn Fn(&Draft, &Draft) -> bool,
) -> Vec<Standing> {
    let events = readied(states, events, rivals);
    let changes: BTreeSet<Day> = events
        .iter()
        .flat_map(|e| [e.may, e.must])
        .chain([Day::FIRST])
        .collect();
    let mut standings: Vec<Standing> = Vec::new();
    for since in changes {
        let state = fold(states, &events, since);
        if standings.last().is_some_and(|before| before.state == state) {
            continue;
        }
        if let Some(before) = standings.last_mut() {
            before.until = Some(since);
        }
        standings.push(Standing {
            since,
            until: None,
            state,
        });
    }
    standings
}

fn readied<'d>(
    states: &'static StateMachine,
    events: &'d [Draft],
    rivals: &dyn Fn(&Draft, &Draft) -> bool,
) -> Vec<Event<'d>> {
    let known = events.iter().filter(|draft| draft.rank != "deprecated");
    // One without a date is left out before places are counted: [`Event::preferred`] is a place among those that are folded.
    let known: Vec<(&Draft, &Transition, &Date)> = known
        .filter_map(|draft| {
            let effect = states
                .transitions
                .iter()
                .find(|e| Some(e.event) == type_of(draft))?;
            Some((draft, effect, &draft.date.as_ref()?.date))
        })
        .collect();
    let preferred_to = |draft: &Draft| {
        let better = |other: &Draft| other.rank == "preferred" && draft.rank != "preferred";
        known.iter().position(|(other, ..)| {
            better(other) && type_of(other) == type_of(draft) && rivals(other, draft)
        })
    };
    let ready = known.iter().map(|(draft, effect, date)| {
        let must = if effect.lasting {
            date.first_day()
        } else {
            date.last_day()
        };
        Event {
            draft,
            effect,
            may: date.first_day(),
            must,
            preferred: preferred_to(draft),
        }
    });
    ready.collect()
}

fn fold(states: &'static StateMachine, events: &[Event<'_>], day: Day) -> Value {
    // The last event that has certainly happened takes those before it along.
    let folded = |event: &&Event<'_>| event.preferred.is_none();
    let last = events
        .iter()
        .rposition(|event| folded(&event) && event.must <= day);
    let happened = |at: usize| last.is_some_and(|last| at <= last);
    let mut status = initial(states, events, last.is_some());
    let mut carried = Map::new();
    for kept in states.carries {
        let empty = if matches!(kept.field.field_type, FieldType::List(_)) {
            json!([])
        } else {
            Value::Null
        };
        carried.insert(kept.field.name.to_owned(), empty);
    }
    for event in events
        .iter()
        .take(last.map_or(0, |last| last + 1))
        .filter(folded)
    {
        status = event.effect.status.unwrap_or(status);
        for kept in states.carries {
            let said = event
                .draft
                .own
                .get(kept.from)
                .filter(|said| !said.is_null());
            carry(&mut carried[kept.field.name], said, event.effect.lists);
        }
    }
    let open = events.iter().enumerate().filter(|(at, event)| {
        let settled = event.preferred.map_or(happened(*at), &happened);
        event.may <= day && !settled
    });
    let may: Vec<&str> = open
        .map(|(_, event)| event.draft.id.get_ref().as_str())
        .collect();
    let mut state = json!({ "as_of": null, "status": status });
    if let Some(fields) = state.as_object_mut() {
        fields.append(&mut carried);
        fields.insert("may_have_happened".to_owned(), json!(may));
    }
    state
}

/// The status on a day by which nothing, or nothing that sets one, has certainly happened.
fn initial(states: &StateMachine, events: &[Event<'_>], begun: bool) -> &'static str {
    let begins = |event: &Event<'_>| event.effect.event == states.first_event;
    let first = events.first().is_some_and(begins);
    let announced = begun && events.iter().any(begins);
    if first || announced {
        states.status_before
    } else {
        UNKNOWN
    }
}

fn carry(kept: &mut Value, said: Option<&Value>, lists: ListUpdate) {
    match (kept.as_array_mut(), said, lists) {
        (Some(list), _, ListUpdate::Empty) => list.clear(),
        (Some(list), Some(said), ListUpdate::Replace) => *list = vec![said.clone()],
        (Some(list), Some(said), ListUpdate::Join)
            if !list.iter().any(|entry| entry["id"] == said["id"]) =>
        {
            list.push(said.clone());
        }
        (None, Some(said), _) => *kept = said.clone(),
        _ => {}
    }
}

fn type_of(event: &Draft) -> Option<&str> {
    event.own.get("type").and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use toml::de::DeTable;

    use super::*;
    use crate::kinds;
    use crate::seed::fault::Diagnostics;
    use crate::seed::reader::Reader;
    use crate::seed::source::File;

    #[test]
    fn an_undated_event_moves_no_other_out_of_its_place() {
        let event = |id: &str, rest: &str| {
            format!(
                "[[mission.event]]\nid = \"{id}\"\ntitle = \"T\"\nat = \"Lead 1.1\"\ntype = \"opened\"\n{rest}\n"
            )
        };
        let dated = |year: u32, rank: &str| {
            format!("date = \"{year}\"\ndate_text = \"{year}\"\nrank = \"{rank}\"")
        };
        let text = [
            event("undated", ""),
            event("passed-over", &dated(1990, "normal")),
            event("preferred", &dated(1991, "preferred")),
        ];
        let text = ["[[mission]]\n", &text.concat()].concat();
        let table = DeTable::parse(&text).unwrap().into_inner();
        let file = Arc::new(File {
            path: String::new(),
            text: text.clone(),
            text_until: None,
        });
        let mut faults = Diagnostics::default();
        let mut reader = Reader {
            file,
            places: None,
            faults: &mut faults,
        };
        let kind = kinds::by_name("mission").unwrap();
        let missions = reader.facts(kind, &table);
        let states = standings(kind.states.unwrap(), &missions[0].parts[0].1, &|_, _| true);
        let last = &states.last().unwrap().state;
        assert_eq!(
            (&last["status"], &last["may_have_happened"]),
            (&json!("open"), &json!([]))
        );
    }
}
