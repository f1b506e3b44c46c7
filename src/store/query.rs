//! The query for a list: what it holds, which facts pass, in which order, and which page of them. It knows nothing of
//! SQL.

use serde_json::Value;

use super::search_terms::SearchTerms;
use crate::kind::{EVERY_KIND, Kind};
use crate::values::day::Day;

/// The contents of a list.
#[derive(Clone, Copy)]
pub enum Collection {
    /// Facts of one kind, as items.
    Kind(&'static Kind),
    /// Dated facts of all kinds, parts included, as timeline entries.
    Timeline,
    /// Facts of all kinds that match search terms, as timeline entries, the most relevant first.
    Search,
}

impl Collection {
    /// The name that stands for the collection in index entries.
    pub fn index_key(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.name,
            Self::Timeline | Self::Search => EVERY_KIND,
        }
    }

    /// Returns true if the results of this parameter depend on the day.
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

/// The filters of a list. A fact passes if it matches all filters; it matches a filter by any of the filter's values.
#[derive(Debug, Clone, Default)]
pub struct Filters {
    /// Ids of relations.
    pub relations: Vec<String>,
    pub ids: Vec<String>,
    /// Names of kinds, in lists of several kinds.
    pub kinds: Vec<String>,
    /// Parameters with the index values to look up.
    pub terms: Vec<(&'static str, Vec<String>)>,
    pub dates: Option<DateFilter>,
    pub search_terms: Option<SearchTerms>,
    /// The day of the states; `None` if all events are taken to have happened.
    pub as_of: Option<Day>,
}

impl Filters {
    /// Returns true if every fact of the list passes.
    pub fn is_empty(&self) -> bool {
        let lists = [&self.relations, &self.ids, &self.kinds];
        lists.iter().all(|list| list.is_empty())
            && self.terms.is_empty()
            && self.dates.is_none()
            && self.search_terms.is_none()
    }

    /// The day of the states; the last day of all if all events are taken to have happened.
    pub fn day(&self) -> Day {
        self.as_of.unwrap_or(Day::LAST)
    }
}

/// A period of days, both included, with which the dates of facts are matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateFilter {
    pub from: Day,
    pub to: Day,
    pub date_match: DateMatch,
}

/// The rule for matching a date with a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateMatch {
    /// A part of the date may lie in the period.
    Possible,
    /// All of the date lies in the period, and it is neither approximate, uncertain nor open.
    Certain,
}

/// A page of a list, and the order of the list.
#[derive(Debug, Clone, Default)]
pub struct PageRequest {
    /// Empty for the default order.
    pub sort: Vec<SortKey>,
    /// The position of the last item of the page before.
    pub after: Option<SortPosition>,
    /// `None` for the rest of the list.
    pub limit: Option<u32>,
}

/// A field to sort by, and its direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortKey {
    pub field: SortField,
    pub direction: Direction,
}

/// The direction of a sort. Facts without a value come last in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Ascending,
    Descending,
}

/// A field to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortField {
    Date,
    Id,
    Title,
    /// The name of a sort that the kind declares.
    Declared(&'static str),
}

/// The position of a fact in an order: a bitmap position in the date order, a rank and a bitmap position in a search,
/// the values of the sort columns in any other order.
#[derive(Debug, Clone, PartialEq)]
pub struct SortPosition(pub Vec<Value>);

impl SortPosition {
    pub fn from_numbers(numbers: &[u32]) -> Self {
        Self(numbers.iter().map(|number| Value::from(*number)).collect())
    }

    /// The value at an index, if it is a number.
    pub fn number(&self, index: usize) -> Option<u32> {
        let number = self.0.get(index)?.as_u64()?;
        u32::try_from(number).ok()
    }
}
