//! What is asked of a list.

use serde_json::Value;

use crate::kind::Kind;
use crate::kinds::EVERY_KIND;
use crate::values::day::Day;

/// What a list is of.
#[derive(Clone, Copy)]
pub enum Collection {
    /// Facts of one kind, as items.
    Kind(&'static Kind),
    /// Dated facts of all kinds, parts included, each in the one shape of the timeline.
    Timeline,
    /// Facts of all kinds that have the words, in the shape of the timeline, the most relevant first.
    Search,
}

impl Collection {
    /// What its terms are filed under.
    pub fn index_key(self) -> &'static str {
        if let Self::Kind(kind) = self {
            kind.name
        } else {
            EVERY_KIND
        }
    }

    /// Whether its parameter finds facts only for a time.
    pub fn is_time_dependent(self, parameter: &str) -> bool {
        let Self::Kind(kind) = self else { return false };
        kind.filters
            .iter()
            .any(|filter| filter.name == parameter && filter.is_time_dependent())
    }
}

impl std::fmt::Debug for Collection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Kind(kind) => kind.name,
            Self::Timeline => "/timeline",
            Self::Search => "/search",
        })
    }
}

/// What is asked of a list. Values of one filter are alternatives, different filters all hold.
#[derive(Debug, Clone, Default)]
pub struct Filters {
    /// Ids of relations.
    pub relations: Vec<String>,
    pub ids: Vec<String>,
    /// Names of kinds, where a list has several.
    pub kinds: Vec<String>,
    /// Parameters and the terms they look for.
    pub terms: Vec<(&'static str, Vec<String>)>,
    pub dates: Option<DateFilter>,
    pub search_terms: Option<SearchTerms>,
    /// The day whose state is asked for; without it, all events have happened.
    pub as_of: Option<Day>,
}

impl Filters {
    /// Whether every fact of the list passes.
    pub fn is_empty(&self) -> bool {
        let lists = [&self.relations, &self.ids, &self.kinds];
        lists.iter().all(|list| list.is_empty())
            && self.terms.is_empty()
            && self.dates.is_none()
            && self.search_terms.is_none()
    }
}

/// Folded words, all of which a fact must have, the last also as the beginning of a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchTerms(pub Vec<String>);

impl SearchTerms {
    /// The words of a folded text.
    pub fn from_folded(folded: &str) -> Self {
        Self(
            folded
                .split(' ')
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
        )
    }
}

/// The days between which a fact's date lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateFilter {
    pub from: Day,
    pub to: Day,
    /// All of the date lies between them and it is neither doubtful nor open; otherwise a part of it may.
    pub date_match: DateMatch,
}

/// How a fact's date is matched with a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateMatch {
    /// A part of the date may lie in the period.
    Possible,
    /// All of the date lies in the period, and it is neither approximate, uncertain nor open.
    Certain,
}

/// Which part of a list is asked for.
#[derive(Debug, Clone, Default)]
pub struct PageRequest {
    pub sort: Vec<SortKey>,
    /// Where to go on.
    pub after: Option<SortPosition>,
    /// `None` for the whole list.
    pub limit: Option<u32>,
}

/// What a list is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortKey {
    pub field: SortField,
    pub direction: Direction,
}

/// The direction of a sort key. Facts without a value come last in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Ascending,
    Descending,
}

/// What a sort key looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortField {
    Date,
    Id,
    Title,
    /// A sort that the kind declares, by its name.
    Declared(&'static str),
}

/// A place in an order: in that of dates a position, in that of a search a level and a position, in any other the values of
/// its columns for the last item seen.
#[derive(Debug, Clone, PartialEq)]
pub struct SortPosition(pub Vec<Value>);

impl SortPosition {
    /// A place of numbers.
    pub fn from_numbers(numbers: &[u32]) -> Self {
        Self(numbers.iter().map(|number| Value::from(*number)).collect())
    }

    /// One of its numbers.
    pub fn number(&self, at: usize) -> Option<u32> {
        self.0
            .get(at)?
            .as_u64()
            .and_then(|number| u32::try_from(number).ok())
    }
}
