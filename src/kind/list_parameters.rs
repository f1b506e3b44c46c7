//! The query parameters of lists and items, which follow from the declaration of the kind.

use std::sync::LazyLock;

use super::declaration::{FieldType, Filter, Kind};
use super::index_terms::{COUNTRY, RELATION};
use super::parameter::{DEFAULT_LIMIT, Parameter, ParameterRole, ParameterType};

/// The names that every list with sorts can be sorted by.
pub const COMMON_SORTS: [&str; 3] = ["date", "id", "title"];

/// The facets that every list has.
pub const COMMON_FACETS: [&str; 2] = [RELATION, COUNTRY];

/// The choices that a list offers besides filters.
#[derive(Debug, Clone)]
pub struct ListOptions {
    /// The names it can be sorted by; empty if its order is fixed.
    pub sorts: Vec<&'static str>,
    /// The keys of its items.
    pub keys: Vec<&'static str>,
    pub facets: Vec<&'static str>,
}

/// The parameters of a list: those of every list, with its own filters between the common filters and the options.
pub fn list_parameters(own: Vec<Parameter>, options: ListOptions) -> Vec<Parameter> {
    let sortable = !options.sorts.is_empty();
    let options = option_parameters(options)
        .into_iter()
        .filter(|parameter| sortable || parameter.role != ParameterRole::Sort);
    common_filters()
        .into_iter()
        .chain(date_filters())
        .chain([search_filter()])
        .chain(own)
        .chain(options)
        .collect()
}

fn common_filters() -> [Parameter; 3] {
    [
        Parameter::new(
            RELATION,
            ParameterType::Ids,
            ParameterRole::Relation,
            "only facts of these relations",
        ),
        Parameter::new(
            COUNTRY,
            ParameterType::Country,
            ParameterRole::Term,
            "only facts that concern these countries, on either side",
        ),
        Parameter::new(
            "id",
            ParameterType::Ids,
            ParameterRole::Id,
            "only the facts with these ids",
        ),
    ]
}

fn date_filters() -> [Parameter; 3] {
    [
        Parameter::new(
            "from",
            ParameterType::FirstDay,
            ParameterRole::From,
            "only facts dated on or after this day; a year or month stands for its first day",
        ),
        Parameter::new(
            "to",
            ParameterType::LastDay,
            ParameterRole::To,
            "only facts dated on or before this day; a year or month stands for its last day",
        ),
        Parameter::new(
            "match",
            ParameterType::OneOf(vec!["possible", "certain"]),
            ParameterRole::Match,
            "`possible`, the default, includes dates of which a part may fall in the period; `certain` only dates that fall \
             in it as a whole and are not approximate, uncertain or open",
        ),
    ]
}

fn search_filter() -> Parameter {
    Parameter::new(
        "q",
        ParameterType::SearchTerms,
        ParameterRole::SearchTerms,
        "only facts with all these words in their title, names, labels, notes or sentences",
    )
}

fn option_parameters(options: ListOptions) -> [Parameter; 5] {
    static LIMIT: LazyLock<String> = LazyLock::new(|| {
        format!(
            "the number of items in a page, {DEFAULT_LIMIT} by default; 0 returns only the counts"
        )
    });
    [
        Parameter::new(
            "sort",
            ParameterType::SortKeys(options.sorts),
            ParameterRole::Sort,
            "the order of the items; facts without a value come last",
        ),
        Parameter::new("limit", ParameterType::Limit, ParameterRole::Limit, &LIMIT),
        Parameter::new(
            "cursor",
            ParameterType::Cursor,
            ParameterRole::Cursor,
            "the position to continue from, as in `next`",
        ),
        Parameter::new(
            "fields",
            ParameterType::AnyOf(options.keys),
            ParameterRole::Fields,
            "the keys to include in each item; `id` is always included",
        ),
        Parameter::new(
            "facets",
            ParameterType::AnyOf(options.facets),
            ParameterRole::Facets,
            "count the results by the values of these",
        ),
    ]
}

impl Kind {
    /// The parameters of the kind's list; `keys` are those of its items.
    pub fn parameters(&self, keys: Vec<&'static str>) -> Vec<Parameter> {
        let filters = self.filters.iter();
        let own = filters
            .clone()
            .map(|filter| self.filter_parameter(filter))
            .chain(self.item_parameters().iter().cloned());
        let sorts = self.sorts.iter().map(|sort| sort.name);
        let facets = filters.clone().map(|filter| filter.name);
        let options = ListOptions {
            sorts: COMMON_SORTS.into_iter().chain(sorts).collect(),
            keys,
            facets: COMMON_FACETS.into_iter().chain(facets).collect(),
        };
        list_parameters(own.collect(), options)
    }

    /// The parameters of a single item of the kind.
    pub fn item_parameters(&self) -> &'static [Parameter] {
        static AS_OF: &[Parameter] = &[Parameter::new(
            "as_of",
            ParameterType::LastDay,
            ParameterRole::AsOf,
            "the day for which `state` is shown; a year or month stands for its last day",
        )];
        if self.states.is_some() { AS_OF } else { &[] }
    }

    fn filter_parameter(&self, filter: &Filter) -> Parameter {
        let value_type = match self.type_at(filter.path) {
            Some(FieldType::Choice(vocabulary)) => ParameterType::AnyOf(vocabulary.values.to_vec()),
            Some(FieldType::Country) => ParameterType::Country,
            Some(FieldType::Currency) => ParameterType::Currency,
            Some(FieldType::Literal | FieldType::Place) => ParameterType::Name,
            other => unreachable!(
                "{} filters {} of type {other:?}: tests/architecture",
                self.name, filter.path
            ),
        };
        Parameter::new(
            filter.name,
            value_type,
            ParameterRole::Term,
            filter.description,
        )
    }
}
