//! Parameters: what a list may be asked, from the kind's declaration.

use super::{Enumeration, Filter, Kind, Shape};

/// One parameter of a list.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    pub name: &'static str,
    pub takes: Takes,
    pub about: &'static str,
}

/// What a parameter's value must be. Where a comma means "or", each of its values must.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// One of a closed list; comma means or.
    Choice(&'static Enumeration),
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
    One(&'static Enumeration),
}

/// How a date filter treats dates that are less precise than a day.
pub static MATCH: Enumeration = Enumeration { name: "match", values: &["possible", "certain"] };

const RELATION: Parameter = Parameter {
    name: "relation",
    takes: Takes::Ids,
    about: "facts of these relations",
};
const COUNTRY: Parameter = Parameter {
    name: "country",
    takes: Takes::Country,
    about: "facts that concern these countries, on either side",
};
const ID: Parameter = Parameter { name: "id", takes: Takes::Ids, about: "the facts with these ids" };
const FROM: Parameter = Parameter {
    name: "from",
    takes: Takes::FirstDay,
    about: "dates from this day on; a year or month means its first day",
};
const TO: Parameter = Parameter {
    name: "to",
    takes: Takes::LastDay,
    about: "dates up to this day; a year or month means its last day",
};
const HOW: Parameter = Parameter {
    name: "match",
    takes: Takes::One(&MATCH),
    about: "possible (the default): the date may lie in the period; certain: all of it does, and it is neither doubtful nor \
            open",
};
const AS_OF: Parameter = Parameter {
    name: "as_of",
    takes: Takes::LastDay,
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
            Some(Shape::Choice(values)) => Takes::Choice(values),
            Some(Shape::Country) => Takes::Country,
            Some(Shape::Currency) => Takes::Currency,
            Some(Shape::Literal | Shape::Place) => Takes::Name,
            other => unreachable!("{} filters {} by {other:?}", self.name, filter.path),
        };
        Parameter { name: filter.name, takes, about: filter.about }
    }
}
