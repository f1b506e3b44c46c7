//! Query parameters: their types, their limits and their roles in a request.

use std::sync::LazyLock;

use super::vocabulary::Vocabulary;

/// The largest number of items in a page.
pub const MAX_LIMIT: u32 = 1000;

/// The number of items in a page if the request does not say.
pub const DEFAULT_LIMIT: u32 = 100;

/// The largest number of words in a search. The cost of a search is proportional to it.
pub const MAX_SEARCH_TERMS: usize = 16;

/// The largest number of values of a list.
pub const MAX_VALUES: usize = 100;

/// The largest length of a value, in characters. Cursors are longer.
pub const MAX_VALUE_LENGTH: usize = 200;

/// A query parameter of a route.
#[derive(Debug, Clone)]
pub struct Parameter {
    pub name: &'static str,
    pub value_type: ParameterType,
    pub role: ParameterRole,
    pub required: bool,
    /// The vocabulary of its values, if they are from one.
    pub vocabulary: Option<&'static Vocabulary>,
    /// A phrase for readers of the documentation.
    pub description: &'static str,
}

/// The part of a request that a parameter sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterRole {
    Relation,
    Id,
    /// The kind of fact, in lists of several kinds.
    Kind,
    /// The first day of the period.
    From,
    /// The last day of the period.
    To,
    /// The rule for matching dates with the period.
    Match,
    /// The day whose state is shown.
    AsOf,
    /// A filter by index entries.
    Term,
    SearchTerms,
    Sort,
    Limit,
    Cursor,
    Fields,
    Facets,
    /// A mark before the header of CSV.
    Header,
}

/// The type of a parameter's values.
#[derive(Debug, Clone)]
pub enum ParameterType {
    /// Any number of values from a closed list, comma-separated.
    AnyOf(Vec<&'static str>),
    /// One value from a closed list.
    OneOf(Vec<&'static str>),
    /// Names from a closed list, comma-separated, each with `-` in front to sort in descending order.
    SortKeys(Vec<&'static str>),
    /// Countries by alpha-2, alpha-3 or English name, comma-separated.
    Country,
    /// ISO 4217 codes in any case, comma-separated.
    Currency,
    /// Names, comma-separated; case and accents are folded.
    Name,
    /// Slugs, comma-separated.
    Ids,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, read as its first day.
    FirstDay,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, read as its last day.
    LastDay,
    /// Up to [`MAX_SEARCH_TERMS`] words.
    SearchTerms,
    /// A whole number up to [`MAX_LIMIT`].
    Limit,
    /// An opaque position from `next`.
    Cursor,
}

impl ParameterType {
    /// The values that the parameter accepts, as a phrase for people.
    pub fn expected(&self) -> &'static str {
        static WORDS: LazyLock<String> = LazyLock::new(|| {
            format!(
                "up to {MAX_SEARCH_TERMS} words, of which the last may be a prefix; quotation marks make a phrase"
            )
        });
        static LIMIT: LazyLock<String> =
            LazyLock::new(|| format!("a whole number from 0 to {MAX_LIMIT}"));
        match self {
            Self::AnyOf(_) => "one or more of the allowed values, comma-separated",
            Self::OneOf(_) => "one of the allowed values",
            Self::SortKeys(_) => {
                "one or more of the allowed values, comma-separated; a leading `-` sorts in descending order"
            }
            Self::Country => {
                "comma-separated countries, each an ISO 3166 code or an English name, e.g. `MNG,Japan`"
            }
            Self::Currency => "comma-separated ISO 4217 codes, e.g. `USD,MNT`",
            Self::Name => "comma-separated names; case and accents do not matter",
            Self::Ids => "comma-separated ids, e.g. `kazakhstan-mongolia`",
            Self::FirstDay | Self::LastDay => {
                "an existing year, month or day: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`"
            }
            Self::SearchTerms => &WORDS,
            Self::Limit => &LIMIT,
            Self::Cursor => "the cursor in `next` of the same list with the same filters and sort",
        }
    }

    /// The closed list of values, if there is one.
    pub fn allowed(&self) -> Option<&[&'static str]> {
        match self {
            Self::AnyOf(list) | Self::OneOf(list) | Self::SortKeys(list) => Some(list),
            _ => None,
        }
    }

    /// Returns true if a comma separates values.
    pub const fn takes_several(&self) -> bool {
        matches!(
            self,
            Self::AnyOf(_)
                | Self::SortKeys(_)
                | Self::Country
                | Self::Currency
                | Self::Name
                | Self::Ids
        )
    }
}

impl Parameter {
    pub const fn new(name: &'static str, value_type: ParameterType, role: ParameterRole) -> Self {
        Self {
            name,
            value_type,
            role,
            required: false,
            vocabulary: None,
            description: "",
        }
    }

    /// Sets the description, which every parameter has.
    pub const fn doc(mut self, description: &'static str) -> Self {
        self.description = description;
        self
    }
}
