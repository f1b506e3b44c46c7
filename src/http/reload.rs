//! How the last attempt to serve another data set has ended.

/// Told by `/readyz` and counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reload {
    /// There was none.
    #[default]
    None,
    /// It is the one that is served.
    Done,
    /// It was at fault: the one before is still served.
    Refused,
}

impl Reload {
    /// Its name; `None` where there was none.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Done => Some("done"),
            Self::Refused => Some("refused"),
        }
    }
}
