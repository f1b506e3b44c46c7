//! States: what a fact is on a day, folded from its events in their curated order.

use super::{Field, Vocabulary};

/// How events make a state. The answers show it as `state`, with `as_of`, `status`, what it carries and
/// `may_have_happened`: the ids of events that may, but need not, have happened by that day.
#[derive(Debug)]
pub struct StateMachine {
    /// Every status; one that no event names is `unknown`: no event, or a day before a first event other than
    /// [`StateMachine::first_event`].
    pub statuses: &'static Vocabulary,
    /// The event before which a fact certainly was not, and the status it then has.
    pub first_event: &'static str,
    pub status_before: &'static str,
    pub transitions: &'static [Transition],
    /// What events say that stays true until another says otherwise.
    pub carries: &'static [CarriedField],
}

/// What an event of one type does.
#[derive(Debug)]
pub struct Transition {
    pub event: &'static str,
    /// The status afterwards; `None` leaves it.
    pub status: Option<&'static str>,
    /// How carried lists change: an event's entry joins them, takes their place, or they are emptied.
    pub lists: ListUpdate,
    /// True of the whole period of its date, not of the day on which it has happened.
    pub lasting: bool,
}

/// What becomes of a carried list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListUpdate {
    Join,
    Replace,
    Empty,
}

/// A field of the state and the field of the event that sets it.
#[derive(Debug)]
pub struct CarriedField {
    pub field: Field,
    pub from: &'static str,
}

impl Transition {
    /// An event after which the status is `status`, and what it says joins what is carried.
    pub const fn sets_status(event: &'static str, status: &'static str) -> Self {
        Self {
            event,
            status: Some(status),
            lists: ListUpdate::Join,
            lasting: false,
        }
    }

    /// An event that leaves the status as it is.
    pub const fn keeps_status(event: &'static str) -> Self {
        Self {
            event,
            status: None,
            lists: ListUpdate::Join,
            lasting: false,
        }
    }

    /// The same, replacing carried lists.
    pub const fn replacing_lists(self) -> Self {
        Self {
            lists: ListUpdate::Replace,
            ..self
        }
    }

    /// The same, emptying carried lists.
    pub const fn emptying_lists(self) -> Self {
        Self {
            lists: ListUpdate::Empty,
            ..self
        }
    }

    /// The same, true of the whole period of the event's date.
    pub const fn lasting(self) -> Self {
        Self {
            lasting: true,
            ..self
        }
    }
}

/// The status of a fact of which no event says what it was.
pub const UNKNOWN: &str = "unknown";
