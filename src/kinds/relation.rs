//! Relations: two countries and what became of their diplomatic relations.

use crate::kind::{
    Derived, Field, FieldType, Kind, Placement, Rule, Scope, SeedTable, StateMachine, Transition,
    Vocabulary,
};

static EVENT_TYPE: Vocabulary = Vocabulary {
    values: &[
        "established",
        "recognised",
        "suspended",
        "severed",
        "re_established",
        "upgraded",
        "absent",
    ],
};

static STATUS: Vocabulary = Vocabulary {
    values: &["established", "suspended", "severed", "none", "unknown"],
};

pub static RELATION: Kind = Kind {
    name: "relation",
    plural: "relations",
    description: "Diplomatic relations of two countries, with the events that made them.",
    scope: Scope::Pair,
    seed: SeedTable {
        file: "relation.toml",
        key: "relation",
    },
    fields: &[
        Field::required(
            "parties",
            FieldType::List(&FieldType::Country),
            "the two countries, ISO 3166-1 alpha-3",
        ),
        Field::derived(
            "established",
            FieldType::Date,
            Derived::DateOf("established"),
            "the preferred date on which relations were established",
        ),
        Field::derived(
            "state",
            FieldType::Group(&[]),
            Derived::State,
            "what the relations are as of the day asked for",
        ),
        Field::required(
            "events",
            FieldType::Parts(&RELATION_EVENT),
            "what happened to the relations, in order",
        ),
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
    description: "What happened to diplomatic relations, and when.",
    placement: Placement::Part,
    seed: SeedTable {
        file: "relation.toml",
        key: "event",
    },
    fields: &[Field::required(
        "type",
        FieldType::Choice(&EVENT_TYPE),
        "what happened",
    )],
    rules: &[Rule::Dated],
    ..Kind::EMPTY
};
