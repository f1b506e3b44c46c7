//! The query parameters of lists and items, which follow from the declaration of the kind.

use std::sync::LazyLock;

use super::declaration::{FieldType, Filter, Kind};
use super::index_terms::{COUNTRY, DOCUMENT, PART_OF, RELATION, YEAR};
use super::parameter::ParameterType::{self, AnyOf, OneOf, SortKeys};
use super::parameter::{DEFAULT_LIMIT, Parameter, ParameterRole};

/// The names that every list with sorts can be sorted by.
pub const COMMON_SORTS: [&str; 3] = ["date", "id", "title"];

/// The facets that every list has.
pub const COMMON_FACETS: [&str; 4] = [RELATION, COUNTRY, DOCUMENT, YEAR];

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
    let is_sortable = !options.sorts.is_empty();
    let mut parameters = Vec::from(common_filters());
    parameters.extend(own);
    parameters.extend(option_parameters(options));
    parameters.retain(|parameter| is_sortable || parameter.role != ParameterRole::Sort);
    parameters
}

fn common_filters() -> [Parameter; 8] {
    let date_match = OneOf(vec!["possible", "certain"]);
    [
        Parameter::new(RELATION, ParameterType::Ids, ParameterRole::Relation)
            .doc("only facts of these relations"),
        Parameter::new(COUNTRY, ParameterType::Country, ParameterRole::Term)
            .doc("only facts that concern these countries, on either side"),
        Parameter::new(DOCUMENT, ParameterType::Ids, ParameterRole::Term)
            .doc("only facts that are read from these documents"),
        Parameter::new("id", ParameterType::Ids, ParameterRole::Id)
            .doc("only the facts with these ids"),
        Parameter::new("from", ParameterType::FirstDay, ParameterRole::From)
            .doc("only facts dated on or after this day; a year or month stands for its first day"),
        Parameter::new("to", ParameterType::LastDay, ParameterRole::To)
            .doc("only facts dated on or before this day; a year or month stands for its last day"),
        Parameter::new("match", date_match, ParameterRole::Match).doc(
            "`possible`, the default, includes dates of which a part may fall in the period; `certain` only dates that fall \
             in it as a whole and are not approximate, uncertain or open",
        ),
        Parameter::new("q", ParameterType::SearchTerms, ParameterRole::SearchTerms).doc(
            "only facts with all these words, in any English form, in their title, names, labels, notes or sentences; words in \
             quotation marks are searched for as they are, next to each other",
        ),
    ]
}

fn option_parameters(options: ListOptions) -> [Parameter; 5] {
    static LIMIT: LazyLock<String> = LazyLock::new(|| {
        format!(
            "the number of items in a page, {DEFAULT_LIMIT} by default; 0 returns only the counts"
        )
    });
    [
        Parameter::new("sort", SortKeys(options.sorts), ParameterRole::Sort)
            .doc(
                "the order of the items, by date if it is not given; facts without a value come last, those without a date in the order \
                 of the article",
            ),
        Parameter::new("limit", ParameterType::Limit, ParameterRole::Limit).doc(&LIMIT),
        Parameter::new("cursor", ParameterType::Cursor, ParameterRole::Cursor)
            .doc("the position to continue from, as in `next`"),
        fields_parameter(options.keys),
        Parameter::new("facets", AnyOf(options.facets), ParameterRole::Facets)
            .doc("count the results by the values of these keys"),
    ]
}

/// The parameter that only CSV takes.
pub fn header_parameter() -> &'static Parameter {
    static HEADER: LazyLock<Parameter> = LazyLock::new(|| {
        Parameter::new("header", OneOf(vec!["bom"]), ParameterRole::Header)
            .doc("`bom` puts a byte order mark before the header, by which Excel knows UTF-8")
    });
    &HEADER
}

fn fields_parameter(keys: Vec<&'static str>) -> Parameter {
    Parameter::new("fields", AnyOf(keys), ParameterRole::Fields)
        .doc("the keys to include in each item; `id` is always included")
}

impl Kind {
    /// The parameters of the kind's list; `keys` are those of its items.
    pub fn parameters(&self, keys: Vec<&'static str>) -> Vec<Parameter> {
        let filters = self.filters.iter();
        let facets = filters.clone().map(|filter| filter.name);
        let filters = filters.map(|filter| self.filter_parameter(filter));
        let sorts = self.sorts.iter().map(|sort| sort.name);
        let options = ListOptions {
            sorts: COMMON_SORTS.into_iter().chain(sorts).collect(),
            keys,
            facets: COMMON_FACETS.into_iter().chain(facets).collect(),
        };
        let part_of = Parameter::new(PART_OF, ParameterType::Ids, ParameterRole::Term)
            .doc("only parts of the facts with these ids");
        let own = filters
            .chain(self.is_part().then_some(part_of))
            .chain(self.as_of_parameter());
        list_parameters(own.collect(), options)
    }

    /// The parameters of a single item of the kind; `keys` are those of the item.
    pub fn item_parameters(&self, keys: Vec<&'static str>) -> Vec<Parameter> {
        let as_of = self.as_of_parameter().into_iter();
        as_of.chain([fields_parameter(keys)]).collect()
    }

    fn as_of_parameter(&self) -> Option<Parameter> {
        let as_of = Parameter::new("as_of", ParameterType::LastDay, ParameterRole::AsOf)
            .doc("the day for which `state` is shown; a year or month stands for its last day");
        self.states.map(|_| as_of)
    }

    fn filter_parameter(&self, filter: &Filter) -> Parameter {
        let field_type = self.type_at(filter.path);
        let value_type = match field_type {
            Some(FieldType::Choice(vocabulary)) => AnyOf(vocabulary.values.to_vec()),
            Some(FieldType::Flag) => AnyOf(vec!["true", "false"]),
            Some(FieldType::Country) => ParameterType::Country,
            Some(FieldType::Currency) => ParameterType::Currency,
            Some(
                FieldType::Literal
                | FieldType::FreeText
                | FieldType::Place
                | FieldType::Language
                | FieldType::Licence,
            ) => ParameterType::Name,
            other => unreachable!(
                "{} filters {} of type {other:?}: tests/architecture",
                self.name, filter.path
            ),
        };
        let vocabulary = match field_type {
            Some(FieldType::Choice(vocabulary)) => Some(vocabulary),
            _ => None,
        };
        Parameter {
            vocabulary,
            ..Parameter::new(filter.name, value_type, ParameterRole::Term).doc(filter.description)
        }
    }
}
