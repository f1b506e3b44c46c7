//! Relations: two countries and the events in their diplomatic relations.

use crate::kind::FieldType::{Choice, Country, Date, FreeText, Group, List, Parts};
use crate::kind::{
    Derived, Field, Filter, Kind, Placement, Rule, Scope, SeedTable, Sort, StateMachine,
    Transition, Vocabulary, vocabulary,
};

static EVENT_TYPE: Vocabulary = vocabulary! {
    "established": "relations were established",
    "recognised": "one state recognised the other",
    "suspended": "relations were suspended",
    "severed": "relations were broken off",
    "re_established": "relations were taken up again",
    "upgraded": "relations were raised to a higher level",
    "absent": "there were no relations",
};

static STATUS: Vocabulary = vocabulary! {
    "established": "there are relations",
    "suspended": "they are suspended",
    "severed": "they are broken off",
    "none": "there have been none so far",
    "unknown": "the document does not say",
};

pub static RELATION: Kind = Kind {
    name: "relation",
    plural: "relations",
    description: "Diplomatic relations between two countries, with the events that shaped them.",
    scope: Scope::Pair,
    seed: SeedTable::new("relation.toml", "relation"),
    fields: &[
        Field::required("parties", List(&Country)).doc("the two countries, ISO 3166-1 alpha-3"),
        Field::required("documents", List(&FreeText))
            .doc("the ids of the documents that its facts are read from; pointers lead into the first by default"),
        Field::derived("established", Date, Derived::DateOf("established"))
            .doc("the preferred date on which relations were established"),
        Field::derived("state", Group(&[]), Derived::State)
            .doc("the state of the relations as of the requested day"),
        Field::required("events", Parts(&RELATION_EVENT)).doc("its events in order"),
    ],
    rules: &[Rule::TwoDistinct { list: "parties" }],
    states: Some(&StateMachine {
        statuses: &STATUS,
        first_event: "established",
        status_before: "none",
        transitions: &[
            Transition::sets_status("established", "established"),
            Transition::keeps_status("recognised"),
            Transition::sets_status("suspended", "suspended"),
            Transition::sets_status("severed", "severed"),
            Transition::sets_status("re_established", "established"),
            Transition::keeps_status("upgraded"),
            Transition::sets_status("absent", "none").lasting(),
        ],
        carries: &[],
    }),
    ..Kind::EMPTY
};

pub static RELATION_EVENT: Kind = Kind {
    name: "relation_event",
    plural: "relation_events",
    description: "The events in diplomatic relations, each a part of a relation.",
    placement: Placement::Part,
    seed: SeedTable::new("relation.toml", "event"),
    fields: &[Field::required("type", Choice(&EVENT_TYPE)).doc("the type of event")],
    filters: &[Filter::field("type").doc("only events of these types")],
    sorts: &[Sort::field("type")],
    rules: &[Rule::Dated],
    ..Kind::EMPTY
};
