//! Parameters: what a list may be asked, from the kind's declaration.

use super::{Filter, Kind, Shape};

/// One parameter of a list.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    pub name: &'static str,
    pub takes: Takes,
    pub narrows: Narrows,
    pub about: &'static str,
}

/// By what a parameter narrows a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Narrows {
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
    /// Not at all: it asks for the state on a day.
    AsOf,
    /// Words under which facts are found.
    Term,
}

/// What a parameter's value must be. Where a comma means "or", each of its values must.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// One of a closed list; comma means or.
    Choice(&'static [&'static str]),
    /// A country by alpha-2, alpha-3 or English name; comma means or.
    Country,
    /// ISO 4217 codes, in any case; comma means or.
    Currency,
    /// A name under any spelling, case and accents folded; comma means or.
    Name,
    /// Ids; comma means or.
    Ids,
    /// The first day meant by `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    FirstDay,
    /// The last day meant by it.
    LastDay,
    /// One of a closed list, alone.
    One(&'static [&'static str]),
}

impl Takes {
    /// What a value must be, for people.
    pub const fn expected(&self) -> &'static str {
        match self {
            Self::Choice(_) => "one or more of the allowed values, joined by commas",
            Self::One(_) => "one of the allowed values",
            Self::Country => "countries by alpha-2, alpha-3 or English name, joined by commas",
            Self::Currency => "ISO 4217 codes, joined by commas",
            Self::Name => "names in any spelling, joined by commas",
            Self::Ids => "ids of lower-case words joined by hyphens, joined by commas",
            Self::FirstDay | Self::LastDay => "a year, month or day: YYYY, YYYY-MM or YYYY-MM-DD",
        }
    }

    /// The closed list that values are from, if there is one.
    pub const fn allowed(&self) -> Option<&'static [&'static str]> {
        match self {
            Self::Choice(values) | Self::One(values) => Some(values),
            _ => None,
        }
    }

    /// Whether a comma joins several values.
    pub const fn several(&self) -> bool {
        !matches!(self, Self::One(_) | Self::FirstDay | Self::LastDay)
    }
}

/// How a date filter treats dates that are less precise than a day.
const MATCH: &[&str] = &["possible", "certain"];

const RELATION: Parameter =
    Parameter { name: "relation", takes: Takes::Ids, narrows: Narrows::Relation, about: "facts of these relations" };
const COUNTRY: Parameter = Parameter {
    name: "country",
    takes: Takes::Country,
    narrows: Narrows::Term,
    about: "facts that concern these countries, on either side",
};
const ID: Parameter =
    Parameter { name: "id", takes: Takes::Ids, narrows: Narrows::Id, about: "the facts with these ids" };
const FROM: Parameter = Parameter {
    name: "from",
    takes: Takes::FirstDay,
    narrows: Narrows::From,
    about: "dates from this day on; a year or month means its first day",
};
const TO: Parameter = Parameter {
    name: "to",
    takes: Takes::LastDay,
    narrows: Narrows::To,
    about: "dates up to this day; a year or month means its last day",
};
const HOW: Parameter = Parameter {
    name: "match",
    takes: Takes::One(MATCH),
    narrows: Narrows::Match,
    about: "possible (the default): the date may lie in the period; certain: all of it does, and it is neither doubtful nor \
            open",
};
const AS_OF: Parameter = Parameter {
    name: "as_of",
    takes: Takes::LastDay,
    narrows: Narrows::AsOf,
    about: "the state on that day; a year or month means its last day",
};

/// What every list takes.
pub const fn base_parameters() -> &'static [Parameter] {
    &[RELATION, COUNTRY, ID, FROM, TO, HOW]
}

impl Kind {
    /// What the kind's list takes.
    pub fn parameters(&self) -> Vec<Parameter> {
        let own = self.filters.iter().map(|filter| self.parameter(filter));
        base_parameters().iter().copied().chain(own).chain(self.item_parameters()).collect()
    }

    /// What a single item of the kind takes.
    pub fn item_parameters(&self) -> Vec<Parameter> {
        self.states.iter().map(|_| AS_OF).collect()
    }

    fn parameter(&self, filter: &Filter) -> Parameter {
        let takes = match self.shape_at(filter.path) {
            Some(Shape::Choice(list)) => Takes::Choice(list.values),
            Some(Shape::Country) => Takes::Country,
            Some(Shape::Currency) => Takes::Currency,
            Some(Shape::Literal | Shape::Place) => Takes::Name,
            other => unreachable!("{} filters {} by {other:?}", self.name, filter.path),
        };
        Parameter { name: filter.name, takes, narrows: Narrows::Term, about: filter.about }
    }
}
