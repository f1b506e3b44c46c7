//! One invalid parameter of a request: an entry of a problem's `errors`.

use serde::Serialize;

/// Why a parameter, or a name in the path, is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Nothing has this name.
    Unknown,
    /// A required parameter is not given.
    Missing,
    /// A parameter that takes one value is given more than once.
    Repeated,
    /// The value is empty.
    Empty,
    /// The value is not one that the parameter takes.
    Invalid,
    /// The cursor belongs to another version of the data set.
    Outdated,
}

impl Reason {
    /// Every reason, for the OpenAPI document.
    pub const ALL: [Self; 6] = [
        Self::Unknown,
        Self::Missing,
        Self::Repeated,
        Self::Empty,
        Self::Invalid,
        Self::Outdated,
    ];
}

/// An invalid parameter, with the values that would be valid as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InvalidParameter {
    pub parameter: String,
    /// The invalid value; of a list, the one entry.
    pub value: Option<Box<str>>,
    pub reason: Reason,
    /// The values that the parameter takes, in words.
    pub expected: Option<Box<str>>,
    pub did_you_mean: Option<Box<str>>,
    /// The valid values, where they are a closed list.
    pub allowed: Option<Vec<String>>,
}

impl InvalidParameter {
    pub fn new(parameter: &str, reason: Reason) -> Self {
        Self {
            parameter: parameter.to_owned(),
            value: None,
            reason,
            expected: None,
            did_you_mean: None,
            allowed: None,
        }
    }

    pub fn value(mut self, value: &str) -> Self {
        self.value = Some(value.into());
        self
    }

    pub fn expected(mut self, expected: &str) -> Self {
        self.expected = Some(expected.into());
        self
    }

    pub fn did_you_mean(mut self, suggestion: Option<&str>) -> Self {
        self.did_you_mean = suggestion.map(Box::from);
        self
    }

    pub fn allowed<'a>(mut self, allowed: impl IntoIterator<Item = &'a str>) -> Self {
        self.allowed = Some(allowed.into_iter().map(str::to_owned).collect());
        self
    }

    /// A sentence that says what is wrong and how to repair it.
    pub fn sentence(&self) -> String {
        let parameter = &self.parameter;
        let expected = match (&self.allowed, &self.expected) {
            (Some(allowed), _) if !allowed.is_empty() => format!("one of {}", allowed.join(", ")),
            (_, Some(expected)) => expected.to_string(),
            _ => "a valid value".to_owned(),
        };
        let sentence = match (self.reason, &self.value) {
            (Reason::Unknown, None) if self.allowed.as_ref().is_some_and(Vec::is_empty) => {
                format!("Unknown parameter `{parameter}`. This path takes no parameters.")
            }
            (Reason::Unknown, None) => format!("Unknown parameter `{parameter}`."),
            (Reason::Repeated, _) => {
                format!("`{parameter}` is repeated; give it once: {expected}.")
            }
            (Reason::Missing, _) => format!("`{parameter}` is required: {expected}."),
            (Reason::Empty, _) => {
                format!("`{parameter}` is empty or has an empty entry; it must be {expected}.")
            }
            (Reason::Outdated, _) => format!(
                "`{parameter}` is from another version of the data set; start again without it."
            ),
            (_, Some(value)) => {
                format!("`{value}` is not valid for `{parameter}`, which must be {expected}.")
            }
            (_, None) => format!("`{parameter}` must be {expected}."),
        };
        match &self.did_you_mean {
            Some(suggestion) => format!("{sentence} Did you mean `{suggestion}`?"),
            None => sentence,
        }
    }
}
