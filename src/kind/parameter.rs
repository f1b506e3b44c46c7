//! Parameters: what a list may be asked, from the kind's declaration.

use super::{FieldType, Filter, Kind};

/// One parameter of a route.
#[derive(Debug, Clone)]
pub struct Parameter {
    pub name: &'static str,
    pub value_type: ParameterType,
    pub role: ParameterRole,
    pub required: bool,
    pub description: &'static str,
}

/// What a parameter says of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterRole {
    Relation,
    Id,
    /// The kind of fact, where a list has several.
    Kind,
    /// The first day of a period.
    From,
    /// The last day of a period.
    To,
    /// How dates are matched with the period.
    Match,
    /// The day whose state is shown.
    AsOf,
    /// Words under which facts are found.
    Term,
    /// Words anywhere in a fact.
    SearchTerms,
    Sort,
    Limit,
    Cursor,
    Fields,
    Facets,
}

/// What a parameter's value must be. Where a comma means "or", each of its values must.
#[derive(Debug, Clone)]
pub enum ParameterType {
    /// Some of a closed list.
    AnyOf(Vec<&'static str>),
    /// One of a closed list, alone.
    OneOf(Vec<&'static str>),
    /// Some of a closed list, each with `-` before it to descend.
    SortKeys(Vec<&'static str>),
    /// Countries by alpha-2, alpha-3 or English name.
    Country,
    /// ISO 4217 codes, in any case.
    Currency,
    /// Names under any spelling, case and accents folded.
    Name,
    Ids,
    /// The first day meant by `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    FirstDay,
    /// The last day meant by it.
    LastDay,
    /// Plain words.
    SearchTerms,
    /// A whole number up to [`MOST`].
    Limit,
    /// What `next` of the same list gave.
    Cursor,
}

/// The most items that one answer holds.
pub const MAX_LIMIT: u32 = 1000;

/// The items of an answer where no limit is given.
pub const DEFAULT_LIMIT: u32 = 100;

impl ParameterType {
    /// What a value must be, for people.
    pub const fn expected(&self) -> &'static str {
        match self {
            Self::AnyOf(_) => "one or more of the allowed values, joined by commas",
            Self::OneOf(_) => "one of the allowed values",
            Self::SortKeys(_) => {
                "one or more of the allowed values, joined by commas, each with - before it to descend"
            }
            Self::Country => "countries by alpha-2, alpha-3 or English name, joined by commas",
            Self::Currency => "ISO 4217 codes, joined by commas",
            Self::Name => "names in any spelling, joined by commas",
            Self::Ids => "ids of lower-case words joined by hyphens, joined by commas",
            Self::FirstDay | Self::LastDay => "a year, month or day: YYYY, YYYY-MM or YYYY-MM-DD",
            Self::SearchTerms => "words to look for, 16 at most",
            Self::Limit => "a whole number from 0 to 1000",
            Self::Cursor => "the cursor that `next` of the same list, filters and sort gave",
        }
    }

    /// The closed list that values are from, if there is one.
    pub fn allowed(&self) -> Option<&[&'static str]> {
        match self {
            Self::AnyOf(list) | Self::OneOf(list) | Self::SortKeys(list) => Some(list),
            _ => None,
        }
    }

    /// Whether a comma joins several values.
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
    /// A parameter.
    pub const fn new(
        name: &'static str,
        value_type: ParameterType,
        role: ParameterRole,
        description: &'static str,
    ) -> Self {
        Self {
            name,
            value_type,
            role,
            required: false,
            description,
        }
    }
}

/// What a list can be told besides filters.
#[derive(Debug, Clone)]
pub struct ListOptions {
    /// The names it can be sorted by.
    pub sorts: Vec<&'static str>,
    /// The keys of its items.
    pub keys: Vec<&'static str>,
    /// What its facets count.
    pub facets: Vec<&'static str>,
}

/// The parameters of a list: what all lists take, with its own filters in their midst.
pub fn list_parameters(own: Vec<Parameter>, columns: ListOptions) -> Vec<Parameter> {
    let sorted = !columns.sorts.is_empty();
    let after = pages(columns)
        .into_iter()
        .filter(|parameter| sorted || parameter.role != ParameterRole::Sort);
    finding().into_iter().chain(own).chain(after).collect()
}

/// What finds facts on every list.
fn finding() -> [Parameter; 7] {
    let how = "possible (the default): the date may lie in the period; certain: all of it does, and it is neither doubtful \
               nor open";
    let words = "facts with all these words in title, names, labels, notes or sentences, 16 words at most; the last may be \
                 a beginning";
    [
        Parameter::new(
            "relation",
            ParameterType::Ids,
            ParameterRole::Relation,
            "facts of these relations",
        ),
        Parameter::new(
            "country",
            ParameterType::Country,
            ParameterRole::Term,
            "facts that concern these countries, on either side",
        ),
        Parameter::new(
            "id",
            ParameterType::Ids,
            ParameterRole::Id,
            "the facts with these ids",
        ),
        Parameter::new(
            "from",
            ParameterType::FirstDay,
            ParameterRole::From,
            "dates from this day on; a year or month means its first day",
        ),
        Parameter::new(
            "to",
            ParameterType::LastDay,
            ParameterRole::To,
            "dates up to this day; a year or month means its last day",
        ),
        Parameter::new(
            "match",
            ParameterType::OneOf(vec!["possible", "certain"]),
            ParameterRole::Match,
            how,
        ),
        Parameter::new(
            "q",
            ParameterType::SearchTerms,
            ParameterRole::SearchTerms,
            words,
        ),
    ]
}

/// What cuts a list into pages and says what is shown of it.
fn pages(columns: ListOptions) -> [Parameter; 5] {
    let ListOptions {
        sorts,
        keys,
        facets,
    } = columns;
    [
        Parameter::new(
            "sort",
            ParameterType::SortKeys(sorts),
            ParameterRole::Sort,
            "what to sort by; facts without it come last",
        ),
        Parameter::new(
            "limit",
            ParameterType::Limit,
            ParameterRole::Limit,
            "items in the answer, 100 if not given; 0 gives counts alone",
        ),
        Parameter::new(
            "cursor",
            ParameterType::Cursor,
            ParameterRole::Cursor,
            "where to go on, from `next`",
        ),
        Parameter::new(
            "fields",
            ParameterType::AnyOf(keys),
            ParameterRole::Fields,
            "keys of the items to give; id is always there",
        ),
        Parameter::new(
            "facets",
            ParameterType::AnyOf(facets),
            ParameterRole::Facets,
            "what to count over all that is found",
        ),
    ]
}

impl Kind {
    /// What the kind's list takes, given the keys of its items.
    pub fn parameters(&self, keys: Vec<&'static str>) -> Vec<Parameter> {
        let own = self.filters.iter().map(|filter| self.parameter(filter));
        let sorts = ["date", "id", "title"]
            .into_iter()
            .chain(self.sorts.iter().map(|sort| sort.name))
            .collect();
        let facets = ["relation", "country"]
            .into_iter()
            .chain(self.filters.iter().map(|filter| filter.name))
            .collect();
        list_parameters(
            own.chain(self.item_parameters().iter().cloned()).collect(),
            ListOptions {
                sorts,
                keys,
                facets,
            },
        )
    }

    /// What a single item of the kind takes.
    pub fn item_parameters(&self) -> &'static [Parameter] {
        static AS_OF: &[Parameter] = &[Parameter::new(
            "as_of",
            ParameterType::LastDay,
            ParameterRole::AsOf,
            "the state on that day; a year or month means its last day",
        )];
        if self.states.is_some() { AS_OF } else { &[] }
    }

    fn parameter(&self, filter: &Filter) -> Parameter {
        let value_type = match self.type_at(filter.path) {
            Some(FieldType::Choice(values)) => ParameterType::AnyOf(values.values.to_vec()),
            Some(FieldType::Country) => ParameterType::Country,
            Some(FieldType::Currency) => ParameterType::Currency,
            Some(FieldType::Literal | FieldType::Place) => ParameterType::Name,
            other => unreachable!(
                "{} filters {} by {other:?}: tests/house.rs",
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
