//! Folds events into states: the state of a fact on each day, by the state machine of its kind.
//!
//! An event may have happened from the first day of its date on, and certainly has from the last; one that goes on since its date
//! (`1991/..`) has from the last day of its beginning. Events are curated in order:
//! once one is certain, all before it are, and none is possible before those before it are. A state changes on these days only,
//! so a fact has few states, and all are stored.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value, json};

use super::annotations::Annotations;
use crate::kind::{CarriedField, CarriedUpdate, FieldType, StateMachine, Transition, UNKNOWN};
use crate::seed::read::{DocumentDays, FactRef, ParsedFact};
use crate::values::date::Date;
use crate::values::day::Day;

/// The state of a fact during an interval of days.
#[derive(Debug, Clone, PartialEq)]
pub struct StateInterval {
    pub since: Day,
    /// The first day after the interval; `None` for the state after the last event, even if that is in the future.
    pub until: Option<Day>,
    /// The state as responses show it, with `as_of` null: that is the day of a request.
    pub state: Value,
}

impl StateInterval {
    /// The state where no day is requested: all events are taken to have happened, and no day can be later than the documents.
    pub fn without_day(&self) -> Value {
        let mut state = self.state.clone();
        state[AFTER_DOCUMENTS] = json!(false);
        state
    }
}

/// The key that says if the day of a state is later than the documents.
const AFTER_DOCUMENTS: &str = "after_documents";

/// An event with the days on which it changes the state.
struct Event<'d> {
    fact: &'d ParsedFact,
    transition: &'static Transition,
    /// The first day on which it may have happened.
    possible: Day,
    /// The first day on which it certainly has happened.
    certain: Day,
    /// The date of an event, or the day of the document that tells one without a date, if it is known.
    evidence: Option<String>,
    /// The position among the events of the one that is preferred to it. Such an event is not folded.
    preferred: Option<usize>,
}

impl<'d> Event<'d> {
    fn dated(fact: &'d ParsedFact, transition: &'static Transition, date: &Date) -> Self {
        let (first_day, last_day) = (date.first_day(), date.last_day_of_start());
        Self {
            fact,
            transition,
            possible: first_day,
            certain: if transition.lasting {
                first_day
            } else {
                last_day
            },
            evidence: Some(date.edtf.clone()),
            preferred: None,
        }
    }

    /// An event without a date, which has happened by the day of the document that tells it; if that is unknown, it counts only
    /// where no day is asked for.
    fn undated(fact: &'d ParsedFact, transition: &'static Transition, day: Option<Day>) -> Self {
        let counts_from = day.unwrap_or(Day::LAST);
        Self {
            fact,
            transition,
            possible: Day::FIRST,
            certain: counts_from,
            evidence: day.map(|day| day.to_string()),
            preferred: None,
        }
    }
}

/// The states of a pair's facts after all their events, each computed when it is first needed.
pub struct FinalStates<'p> {
    facts: HashMap<FactRef, &'p ParsedFact>,
    annotations: &'p Annotations<'p>,
    found: RefCell<HashMap<FactRef, Option<Value>>>,
}

impl<'p> FinalStates<'p> {
    pub fn new(facts: &'p [ParsedFact], annotations: &'p Annotations<'p>) -> Self {
        // Of facts with the same id, which are reported, the first counts.
        let facts = facts.iter().rev().map(|fact| (fact.fact_ref(), fact));
        Self {
            facts: facts.collect(),
            annotations,
            found: RefCell::default(),
        }
    }

    /// The final state of the fact that is named; `None` if there is no such fact or its state is unknown.
    pub fn find(&self, named: &FactRef) -> Option<Value> {
        if let Some(state) = self.found.borrow().get(named) {
            return state.clone();
        }
        let state = final_state(self.facts.get(named)?, self.annotations);
        let mut found = self.found.borrow_mut();
        found.entry(named.clone()).or_insert(state).clone()
    }
}

/// The states of a fact from the first day of the calendar on; none if its kind has no states.
///
/// Of two events of the same type with a common annotation, only a preferred one is folded. Nothing is known of the days after
/// the newest document.
pub fn state_intervals(
    fact: &ParsedFact,
    annotations: &Annotations<'_>,
    document_days: &DocumentDays,
) -> Vec<StateInterval> {
    let Some(machine) = fact.kind.states else {
        return Vec::new();
    };
    let events = folded_events(machine, fact, annotations, document_days);
    let days = events
        .iter()
        .flat_map(|event| [event.possible, event.certain]);
    let after_documents = document_days.newest.and_then(Day::next);
    let changes: BTreeSet<Day> = days.chain([Day::FIRST]).chain(after_documents).collect();
    let mut intervals: Vec<StateInterval> = Vec::new();
    for since in changes {
        let mut state = state_on(machine, &events, since);
        let is_after = document_days.newest.map(|newest| since > newest);
        state.insert(AFTER_DOCUMENTS.to_owned(), json!(is_after));
        let state = Value::Object(state);
        if let Some(before) = intervals.last_mut() {
            if before.state == state {
                continue;
            }
            before.until = Some(since);
        }
        intervals.push(StateInterval {
            since,
            until: None,
            state,
        });
    }
    intervals
}

/// The state of a fact after all its events: `null` for a kind without states, `None` if an event has errors.
fn final_state(fact: &ParsedFact, annotations: &Annotations<'_>) -> Option<Value> {
    let Some(machine) = fact.kind.states else {
        return Some(Value::Null);
    };
    let has_unknown_type = |event: &ParsedFact| transition(machine, event).is_none();
    if fact.has_errors || fact.all_parts().any(has_unknown_type) {
        return None;
    }
    let last = state_intervals(fact, annotations, &DocumentDays::default()).pop();
    last.map(|interval| interval.without_day())
}

fn transition(machine: &'static StateMachine, event: &ParsedFact) -> Option<&'static Transition> {
    machine.transition(event.text("type"))
}

/// The events that can be folded: those with a transition whose rank is not deprecated.
fn folded_events<'d>(
    machine: &'static StateMachine,
    fact: &'d ParsedFact,
    annotations: &Annotations<'_>,
    document_days: &DocumentDays,
) -> Vec<Event<'d>> {
    let known = fact.all_parts().filter(|part| part.rank != "deprecated");
    let to_event = |fact: &'d ParsedFact| {
        let transition = transition(machine, fact)?;
        let Some(date) = fact.date.as_ref() else {
            let day = document_days.of_fact(fact);
            return Some(Event::undated(fact, transition, day));
        };
        Some(Event::dated(fact, transition, &date.date))
    };
    let mut events: Vec<Event<'d>> = known.filter_map(to_event).collect();
    // Positions are those among the events that are folded, so they are known only now.
    for position in 0..events.len() {
        let fact = events[position].fact;
        let is_better = |other: &Event<'_>| {
            other.fact.rank == "preferred"
                && fact.rank != "preferred"
                && other.fact.text("type") == fact.text("type")
                && annotations.share_one(other.fact, fact)
        };
        events[position].preferred = events.iter().position(is_better);
    }
    follow_in_order(&mut events);
    events
}

/// Makes events possible no earlier than those that they follow in the curated order, and undated ones not before these have
/// certainly happened. Dated alternatives of one event are of one type, and each has days of its own.
fn follow_in_order(events: &mut [Event<'_>]) {
    let mut before: Vec<(&str, Day)> = Vec::new();
    let mut certain = Day::FIRST;
    for event in events.iter_mut().filter(|event| event.preferred.is_none()) {
        let kind = event.transition.event;
        if event.fact.date.is_none() {
            event.possible = certain.min(event.certain);
        }
        let others = before.iter().filter(|(other, _)| *other != kind);
        let earliest = others.map(|(_, day)| *day).max().unwrap_or(Day::FIRST);
        event.possible = event.possible.max(earliest).min(event.certain);
        match before.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, day)) => *day = event.possible.max(*day),
            None => before.push((kind, event.possible)),
        }
        if event.fact.date.is_some() {
            certain = certain.max(event.certain);
        }
    }
}

/// The status and the carried fields after some events.
struct Folded {
    status: &'static str,
    carried: Map<String, Value>,
    last_evidence: Option<String>,
}

impl Folded {
    /// Applies an event.
    fn apply(&mut self, machine: &StateMachine, event: &Event<'_>) {
        self.status = event.transition.status.unwrap_or(self.status);
        self.last_evidence.clone_from(&event.evidence);
        for CarriedField { field, from } in machine.carries {
            let value = event.fact.values.get(*from).filter(|v| !v.is_null());
            update_carried(
                &mut self.carried[field.name],
                value,
                event.transition.carried,
            );
        }
    }
}

fn state_on(machine: &'static StateMachine, events: &[Event<'_>], day: Day) -> Map<String, Value> {
    let is_folded = |event: &&Event<'_>| event.preferred.is_none();
    // The number of events up to the last one that has certainly happened.
    let has_happened = |event: &Event<'_>| is_folded(&event) && event.certain <= day;
    let last = events.iter().rposition(has_happened);
    let happened = last.map_or(0, |last| last + 1);
    let nothing_carried = machine.carries.iter().map(|CarriedField { field, .. }| {
        let is_list = matches!(field.field_type, FieldType::List(_));
        let nothing = if is_list { json!([]) } else { Value::Null };
        (field.name.to_owned(), nothing)
    });
    let mut folded = Folded {
        status: initial_status(machine, events, happened),
        carried: nothing_carried.collect(),
        last_evidence: None,
    };
    for event in events[..happened].iter().filter(is_folded) {
        folded.apply(machine, event);
    }
    let is_open = |(position, event): &(usize, &Event<'_>)| {
        event.possible <= day && event.preferred.unwrap_or(*position) >= happened
    };
    let open = events.iter().enumerate().filter(is_open);
    let open: Vec<&Event<'_>> = open.map(|(_, event)| event).collect();
    // The time of a dated event is known well enough to show the status before it, and other values are shown as last known.
    let undated = open.iter().filter(|event| event.fact.date.is_none());
    let mut others = undated.filter_map(|event| event.transition.status);
    if others.any(|other| other != folded.status) {
        folded.status = UNKNOWN;
    }
    let ids = open.iter().map(|event| event.fact.id.get_ref().as_str());
    let may_have_happened: Vec<&str> = ids.collect();
    let mut state = Map::new();
    state.insert("as_of".to_owned(), Value::Null);
    state.insert("status".to_owned(), json!(folded.status));
    state.append(&mut folded.carried);
    state.insert("may_have_happened".to_owned(), json!(may_have_happened));
    state.insert("last_evidence".to_owned(), json!(folded.last_evidence));
    state
}

/// The status before the first event that sets one. `happened` is the number of events that have certainly happened.
fn initial_status(machine: &StateMachine, events: &[Event<'_>], happened: usize) -> &'static str {
    let is_first_event = |event: &Event<'_>| event.transition.event == machine.first_event;
    // Recognition and announcements come before the beginning, and say nothing of the status.
    let mut with_status = events
        .iter()
        .filter(|event| event.transition.status.is_some());
    let begins_here = with_status.next().is_some_and(is_first_event);
    if begins_here || (happened > 0 && events.iter().any(is_first_event)) {
        machine.status_before
    } else {
        UNKNOWN
    }
}

fn update_carried(carried: &mut Value, value: Option<&Value>, update: CarriedUpdate) {
    match (carried.as_array_mut(), value, update) {
        (_, _, CarriedUpdate::Keep) | (_, None, CarriedUpdate::Remove) => {}
        (Some(list), _, CarriedUpdate::Clear) => list.clear(),
        (Some(list), Some(value), CarriedUpdate::Remove) => {
            list.retain(|entry| !is_same(entry, value));
        }
        (None, Some(_), CarriedUpdate::Remove) | (None, _, CarriedUpdate::Clear) => {
            *carried = Value::Null;
        }
        (Some(list), Some(value), CarriedUpdate::Replace) => *list = vec![value.clone()],
        (Some(list), value, CarriedUpdate::Renew) => *list = value.cloned().into_iter().collect(),
        (None, value, CarriedUpdate::Renew) => *carried = value.cloned().unwrap_or(Value::Null),
        (Some(list), Some(value), CarriedUpdate::Join)
            if !list.iter().any(|entry| is_same(entry, value)) =>
        {
            list.push(value.clone());
        }
        (None, Some(value), _) => *carried = value.clone(),
        _ => {}
    }
}

/// Entries with ids are the same if these are: a place may have two names.
fn is_same(one: &Value, other: &Value) -> bool {
    match (&one["id"], &other["id"]) {
        (Value::Null, Value::Null) => one == other,
        (one, other) => one == other,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::seed::diagnostics::Diagnostics;
    use crate::seed::pair_files::PairFiles;
    use crate::seed::read::Pair;
    use crate::seed::source_file::SourceFile;

    #[test]
    fn an_undated_event_does_not_shift_the_position_of_the_preferred_one() {
        let event = |id: &str, rest: &str| {
            format!(
                "[[mission.event]]\nid = \"{id}\"\ntitle = \"T\"\nat = \"Lead 1.1\"\ntype = \"opened\"\n{rest}\n"
            )
        };
        let dated = |year: u32, rank: &str| {
            format!("date = \"{year}\"\ndate_text = \"{year}\"\nrank = \"{rank}\"")
        };
        let events = [
            event("undated", ""),
            event("passed-over", &dated(1990, "normal")),
            event("preferred", &dated(1991, "preferred")),
        ];
        let missions = ["[[mission]]\n", &events.concat()].concat();
        let discrepancy = "[[discrepancy]]\nid = \"dates\"\nfacts = [\
            { fact = \"mission_event/passed-over\", role = \"alternative\" },\
            { fact = \"mission_event/preferred\", role = \"preferred\" }]";
        let file =
            |name: &str, text: &str| Arc::new(SourceFile::new(name.to_owned(), text.as_bytes()));
        let files = PairFiles {
            seeds: vec![
                file("missions.toml", &missions),
                file("discrepancies.toml", discrepancy),
            ],
            ..PairFiles::default()
        };
        let pair = Pair::read("a-b", &files, &mut Diagnostics::default());
        let mission = pair.facts.iter().find(|fact| fact.kind.states.is_some());
        let annotations = Annotations::new(&pair.facts);
        let states = state_intervals(mission.unwrap(), &annotations, &DocumentDays::default());
        let last = &states.last().unwrap().state;
        assert_eq!(last["status"], "open");
        assert_eq!(last["may_have_happened"], json!([]));
    }
}
