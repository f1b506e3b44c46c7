//! Transitions: the effect of an event on the state of its fact.

/// The status of a fact whose events do not say what it was.
pub const UNKNOWN: &str = "unknown";

/// The effect of events of one type.
#[derive(Debug)]
pub struct Transition {
    /// The type of the event.
    pub event: &'static str,
    /// The new status; `None` keeps the old one.
    pub status: Option<&'static str>,
    pub lists: ListUpdate,
    /// True if the status holds throughout the period of the event's date, rather than from the day on which the event has
    /// certainly happened.
    pub lasting: bool,
}

/// The effect of an event on the carried fields that are lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListUpdate {
    /// The event's value is appended.
    Join,
    /// The event's value becomes the only one.
    Replace,
    Empty,
}

impl Transition {
    /// An event that sets the status. Its values are appended to carried lists.
    pub const fn sets_status(event: &'static str, status: &'static str) -> Self {
        Self {
            event,
            status: Some(status),
            lists: ListUpdate::Join,
            lasting: false,
        }
    }

    /// An event that keeps the status. Its values are appended to carried lists.
    pub const fn keeps_status(event: &'static str) -> Self {
        Self {
            event,
            status: None,
            lists: ListUpdate::Join,
            lasting: false,
        }
    }

    pub const fn replacing_lists(self) -> Self {
        Self {
            lists: ListUpdate::Replace,
            ..self
        }
    }

    pub const fn emptying_lists(self) -> Self {
        Self {
            lists: ListUpdate::Empty,
            ..self
        }
    }

    pub const fn lasting(self) -> Self {
        Self {
            lasting: true,
            ..self
        }
    }
}
