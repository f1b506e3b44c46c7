//! Diplomatic missions. What a mission is depends on the day, so its type and seats stand in its `state` and follow from
//! its events.

use crate::resource::{
    Carried, Derived, Effect, Enumeration, Field, Filter, Home, Kind, MISSION_TYPE, Rule, Seed, Shape, Sort, States,
};

static EVENT_TYPE: Enumeration = Enumeration {
    values: &["announced", "opened", "seat_added", "relocated", "upgraded", "downgraded", "closed", "reopened"],
};

static STATUS: Enumeration = Enumeration { values: &["open", "closed", "not_open", "unknown"] };

pub static MISSION: Kind = Kind {
    name: "mission",
    plural: "missions",
    about: "Diplomatic missions of one state to another, with their history; `as_of` tells what each was on a day.",
    seed: Seed { file: "missions.toml", key: "mission" },
    fields: &[
        Field::required("sending", Shape::Country, "the sending state, ISO 3166-1 alpha-3"),
        Field::required("receiving", Shape::Country, "the receiving state, ISO 3166-1 alpha-3"),
        Field::required("name", Shape::Literal, "the name as the document writes it"),
        Field::required("resident", Shape::Flag, "false where the mission sits in a third country"),
        Field::derived("state", Shape::Group(&[]), Derived::State, "what the mission is as of the day asked for"),
        Field::optional("events", Shape::Parts(&MISSION_EVENT), "what happened to the mission, in order"),
    ],
    filters: &[
        Filter::on("sending", "sending", "missions of these states"),
        Filter::on("receiving", "receiving", "missions to these states"),
        Filter::on("type", "state.type", "missions of these types, as of the day asked for"),
        Filter::on("place", "state.seats", "missions seated in these places, as of the day asked for"),
    ],
    sorts: &[Sort::by("sending", "sending"), Sort::by("receiving", "receiving"), Sort::by("name", "name")],
    rules: &[Rule::Differ { one: "sending", other: "receiving" }],
    states: Some(&States {
        statuses: &STATUS,
        begins: ("opened", "not_open"),
        effects: &[
            Effect::leaves("announced"),
            Effect::becomes("opened", "open"),
            Effect::becomes("seat_added", "open"),
            Effect::leaves("relocated").replacing(),
            Effect::becomes("upgraded", "open"),
            Effect::becomes("downgraded", "open"),
            Effect::becomes("closed", "closed").emptying(),
            Effect::becomes("reopened", "open"),
        ],
        carries: &[
            Carried {
                field: Field::optional("type", Shape::Choice(&MISSION_TYPE), "the type of mission"),
                from: "type_after",
            },
            Carried { field: Field::optional("seats", Shape::List(&Shape::Place), "where it sits"), from: "place" },
        ],
    }),
    ..Kind::PLAIN
};

pub static MISSION_EVENT: Kind = Kind {
    name: "mission_event",
    plural: "mission_events",
    about: "What happened to a mission, and when.",
    home: Home::Part,
    seed: Seed { file: "missions.toml", key: "event" },
    fields: &[
        Field::required("type", Shape::Choice(&EVENT_TYPE), "what happened"),
        Field::optional(
            "type_after",
            Shape::Choice(&MISSION_TYPE),
            "the type of mission from then on, where it is told",
        ),
        Field::optional("place", Shape::Place, "the seat that the event is about"),
    ],
    rules: &[Rule::Dated],
    ..Kind::PLAIN
};
