//! The valid values of a parameter of a request.

use std::fmt;

use crate::kind::{MAX_VALUE_LENGTH, Parameter};
use crate::store::Direction;
use crate::values::country::DocumentNames;
use crate::values::day::Day;
use crate::values::fold::fold;

/// The canonical form of a text without a letter or digit: all such texts find nothing.
pub const NO_WORD: &str = "-";

/// A parameter of the request with its values.
#[derive(Debug, Clone)]
pub struct ParsedParameter {
    pub parameter: &'static Parameter,
    /// The decoded text.
    pub text: String,
    /// Empty if a value is invalid.
    pub values: Vec<ParameterValue>,
}

/// A valid value of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterValue {
    Text(String),
    /// A name, which filters look up in another form and warnings show as it was given.
    Name {
        given: String,
        text: String,
    },
    Day(Day),
    Number(u32),
    Sort {
        name: &'static str,
        direction: Direction,
    },
}

impl fmt::Display for ParameterValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Name { given: text, .. } => f.write_str(text),
            Self::Day(day) => day.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Sort {
                name,
                direction: Direction::Ascending,
            } => f.write_str(name),
            Self::Sort {
                name,
                direction: Direction::Descending,
            } => write!(f, "-{name}"),
        }
    }
}

impl ParameterValue {
    /// A country, which filters look up by its code; `None` if no country has this name.
    pub fn country(given: &str, names: &DocumentNames) -> Option<Self> {
        Some(Self::Name {
            given: given.to_owned(),
            text: names.parse(given)?,
        })
    }

    pub fn name(given: &str) -> Self {
        // A name that folds to more letters than a name may have finds nothing, and `next` would have to repeat it.
        let folded = Some(fold(given)).filter(|name| name.chars().nth(MAX_VALUE_LENGTH).is_none());
        let folded = folded.unwrap_or_default();
        let given = if folded.is_empty() {
            NO_WORD
        } else {
            given.trim()
        };
        Self::Name {
            given: given.to_owned(),
            text: folded,
        }
    }

    pub fn is_text(&self, text: &str) -> bool {
        matches!(self, Self::Text(own) if own == text)
    }

    /// The text that filters look up.
    pub fn filter_text(&self) -> String {
        match self {
            Self::Name { text, .. } => text.clone(),
            other => other.to_string(),
        }
    }
}

impl ParsedParameter {
    /// The values of a parameter that takes text, as filters look them up.
    pub fn texts(&self) -> Vec<String> {
        self.values
            .iter()
            .map(ParameterValue::filter_text)
            .collect()
    }

    /// The same values as the client gave them.
    pub fn given_texts(&self) -> Vec<String> {
        self.values.iter().map(ToString::to_string).collect()
    }

    /// The first value, of a parameter that takes a day.
    pub fn day(&self) -> Option<Day> {
        if let Some(ParameterValue::Day(day)) = self.values.first() {
            Some(*day)
        } else {
            None
        }
    }

    /// The first value, of a parameter that takes a number.
    pub fn number(&self) -> Option<u32> {
        if let Some(ParameterValue::Number(number)) = self.values.first() {
            Some(*number)
        } else {
            None
        }
    }
}
