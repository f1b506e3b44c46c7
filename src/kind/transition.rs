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
    pub carried: CarriedUpdate,
    /// True if the status holds throughout the period of the event's date, rather than from the day on which the event
    /// has certainly happened.
    pub lasting: bool,
    pub outside: OutsideYears,
}

/// The times at which an event is possible though a country of its fact does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutsideYears {
    pub before: bool,
    pub after: bool,
}

/// The effect of an event on the carried fields. A single value is always replaced by the event's, if that has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CarriedUpdate {
    /// The event's value is appended to a list.
    Join,
    /// The event's value becomes the only one of a list.
    Replace,
    /// No field keeps a value.
    Clear,
    /// Only the event's values are kept.
    Renew,
    /// The event's value is taken away, out of a list or as the single one.
    Remove,
    /// The fields keep their values.
    Keep,
}

impl Transition {
    /// An event that sets the status. Its values are appended to carried lists.
    pub const fn sets_status(event: &'static str, status: &'static str) -> Self {
        Self {
            status: Some(status),
            ..Self::keeps_status(event)
        }
    }

    /// An event that keeps the status. Its values are appended to carried lists.
    pub const fn keeps_status(event: &'static str) -> Self {
        Self {
            event,
            status: None,
            carried: CarriedUpdate::Join,
            lasting: false,
            outside: OutsideYears {
                before: false,
                after: false,
            },
        }
    }

    pub const fn replacing_lists(self) -> Self {
        Self {
            carried: CarriedUpdate::Replace,
            ..self
        }
    }

    /// An event after which there is nothing that the carried fields could describe.
    pub const fn clearing_carried(self) -> Self {
        Self {
            carried: CarriedUpdate::Clear,
            ..self
        }
    }

    /// An event after which earlier values of the carried fields no longer hold.
    pub const fn renewing_carried(self) -> Self {
        Self {
            carried: CarriedUpdate::Renew,
            ..self
        }
    }

    /// An event after which its values no longer hold.
    pub const fn removing_carried(self) -> Self {
        Self {
            carried: CarriedUpdate::Remove,
            ..self
        }
    }

    /// An event that may never take effect.
    pub const fn keeping_carried(self) -> Self {
        Self {
            carried: CarriedUpdate::Keep,
            ..self
        }
    }

    /// An event that countries may have before they exist.
    pub const fn before_countries(mut self) -> Self {
        self.outside.before = true;
        self
    }

    /// An event that countries may have after they have ended.
    pub const fn after_countries(mut self) -> Self {
        self.outside.after = true;
        self
    }

    pub const fn lasting(self) -> Self {
        Self {
            lasting: true,
            ..self
        }
    }
}
