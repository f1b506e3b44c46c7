//! Relations: two countries and what became of their diplomatic relations.

use crate::resource::{Derived, Effect, Enumeration, Field, Home, Kind, Rule, Scope, Seed, Shape, States};

static EVENT_TYPE: Enumeration = Enumeration {
    values: &["established", "recognised", "suspended", "severed", "re_established", "upgraded", "absent"],
};

static STATUS: Enumeration = Enumeration { values: &["established", "suspended", "severed", "none", "unknown"] };

pub static RELATION: Kind = Kind {
    name: "relation",
    plural: "relations",
    about: "Diplomatic relations of two countries, with the events that made them.",
    scope: Scope::Pair,
    seed: Seed { file: "relation.toml", key: "relation" },
    fields: &[
        Field::required("parties", Shape::List(&Shape::Country), "the two countries, ISO 3166-1 alpha-3"),
        Field::derived(
            "established",
            Shape::Date,
            Derived::DateOf("established"),
            "the preferred date on which relations were established",
        ),
        Field::derived("state", Shape::Group(&[]), Derived::State, "what the relations are as of the day asked for"),
        Field::required("events", Shape::Parts(&RELATION_EVENT), "what happened to the relations, in order"),
    ],
    rules: &[Rule::Two { list: "parties" }],
    states: Some(&States {
        statuses: &STATUS,
        begins: ("established", "none"),
        effects: &[
            Effect::becomes("established", "established"),
            Effect::leaves("recognised"),
            Effect::becomes("suspended", "suspended"),
            Effect::becomes("severed", "severed"),
            Effect::becomes("re_established", "established"),
            Effect::leaves("upgraded"),
            Effect::becomes("absent", "none").lasting(),
        ],
        carries: &[],
    }),
    ..Kind::PLAIN
};

pub static RELATION_EVENT: Kind = Kind {
    name: "relation_event",
    plural: "relation_events",
    about: "What happened to diplomatic relations, and when.",
    home: Home::Part,
    seed: Seed { file: "relation.toml", key: "event" },
    fields: &[Field::required("type", Shape::Choice(&EVENT_TYPE), "what happened")],
    rules: &[Rule::Dated],
    ..Kind::PLAIN
};
