//! The result of the last attempt to serve another data set.

/// Reported by `/readyz` and counted by the metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reload {
    /// There was no attempt.
    #[default]
    None,
    /// The new data set is served.
    Done,
    /// The new data set was invalid: the previous one is still served.
    Refused,
}

impl Reload {
    /// The name of the result; `None` if there was no attempt.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Done => Some("done"),
            Self::Refused => Some("refused"),
        }
    }
}
