//! States: what a fact is on a day, folded from its events in their curated order.

use super::{Enumeration, Field};

/// How events make a state. The answers show it as `state`, with `as_of`, `status`, what it carries and
/// `may_have_happened`: the ids of events that may, but need not, have happened by that day.
#[derive(Debug)]
pub struct States {
    /// Every status; one that no event names is `unknown`: no event, or a day before a first event other than
    /// [`States::begins`].
    pub statuses: &'static Enumeration,
    /// The event before which a fact certainly was not, and the status it then has.
    pub begins: (&'static str, &'static str),
    pub effects: &'static [Effect],
    /// What events say that stays true until another says otherwise.
    pub carries: &'static [Carried],
}

/// What an event of one type does.
#[derive(Debug)]
pub struct Effect {
    pub event: &'static str,
    /// The status afterwards; `None` leaves it.
    pub status: Option<&'static str>,
    /// How carried lists change: an event's entry joins them, takes their place, or they are emptied.
    pub lists: Lists,
    /// True of the whole period of its date, not of the day on which it has happened.
    pub lasting: bool,
}

/// What becomes of a carried list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lists {
    Join,
    Replace,
    Empty,
}

/// A field of the state and the field of the event that sets it.
#[derive(Debug)]
pub struct Carried {
    pub field: Field,
    pub from: &'static str,
}

impl Effect {
    /// An event after which the status is `status`, and what it says joins what is carried.
    pub const fn becomes(event: &'static str, status: &'static str) -> Self {
        Self { event, status: Some(status), lists: Lists::Join, lasting: false }
    }

    /// An event that leaves the status as it is.
    pub const fn leaves(event: &'static str) -> Self {
        Self { event, status: None, lists: Lists::Join, lasting: false }
    }

    /// The same, replacing carried lists.
    pub const fn replacing(self) -> Self {
        Self { lists: Lists::Replace, ..self }
    }

    /// The same, emptying carried lists.
    pub const fn emptying(self) -> Self {
        Self { lists: Lists::Empty, ..self }
    }

    /// The same, true of the whole period of the event's date.
    pub const fn lasting(self) -> Self {
        Self { lasting: true, ..self }
    }
}

/// The status of a fact of which no event says what it was.
pub const UNKNOWN: &str = "unknown";
