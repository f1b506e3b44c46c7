//! The declaration of a kind of fact, and what follows from it alone: columns and parameters.
//!
//! Loading, checking, the tables, the routes, the filters and the documentation of a kind all follow from one [`Kind`].
//! A declaration states facts and has no hooks; what it cannot express is an ordinary handler. It knows neither SQLite
//! nor HTTP, and none of the kinds.

mod declaration;
mod field_groups;
mod index_terms;
mod list_parameters;
mod parameter;
mod rule;
mod sql_columns;
mod transition;
mod vocabulary;

pub use declaration::{
    CarriedField, Derived, Field, FieldType, Filter, Kind, NumberWords, Placement, Presence, Scope,
    SeedTable, Sort, StateMachine, Summary,
};
pub use field_groups::{
    ACTOR, ATTRIBUTED, COUNTRY_NAME, DENIED_BY, FIRMNESS, MONEY, PARTICIPANT, PERSON,
    RANGE_IN_ORDER, RESERVATION, SHARE, SUM_OR_RANGE,
};
pub use index_terms::{
    COUNTRY, DOCUMENT, DOUBTFUL, EVERY_KIND, KIND, PART, PART_OF, RELATION, YEAR,
};
pub use list_parameters::{
    COMMON_FACETS, COMMON_SORTS, ListOptions, header_parameter, list_parameters,
};
pub use parameter::{
    DEFAULT_LIMIT, MAX_LIMIT, MAX_SEARCH_TERMS, MAX_VALUE_LENGTH, MAX_VALUES, Parameter,
    ParameterRole, ParameterType,
};
pub use rule::Rule;
pub use sql_columns::{ListTable, SqlColumn, SqlType};
pub use transition::{CarriedUpdate, Transition, UNKNOWN};
pub(crate) use vocabulary::vocabulary;
pub use vocabulary::{
    ATTRIBUTED_TO, CALENDAR, MISSION_TYPE, OFFICE, RANK, STANDING, STANDING_FIELD, Vocabulary,
    calendar_name,
};
