//! Diplomatic missions. What a mission is depends on the day, so its type and seats stand in its `state` and follow from
//! its events.

use crate::kind::{
    CarriedField, Derived, Field, FieldType, Filter, Kind, MISSION_TYPE, Placement, Rule,
    SeedTable, Sort, StateMachine, Transition, Vocabulary,
};

static EVENT_TYPE: Vocabulary = Vocabulary {
    values: &[
        "announced",
        "opened",
        "seat_added",
        "relocated",
        "upgraded",
        "downgraded",
        "closed",
        "reopened",
    ],
};

static STATUS: Vocabulary = Vocabulary {
    values: &["open", "closed", "not_open", "unknown"],
};

pub static MISSION: Kind = Kind {
    name: "mission",
    plural: "missions",
    description: "Diplomatic missions of one state to another, with their history; `as_of` tells what each was on a day.",
    seed: SeedTable {
        file: "missions.toml",
        key: "mission",
    },
    fields: &[
        Field::required(
            "sending",
            FieldType::Country,
            "the sending state, ISO 3166-1 alpha-3",
        ),
        Field::required(
            "receiving",
            FieldType::Country,
            "the receiving state, ISO 3166-1 alpha-3",
        ),
        Field::required(
            "name",
            FieldType::Literal,
            "the name as the document writes it",
        ),
        Field::required(
            "resident",
            FieldType::Flag,
            "false where the mission sits in a third country",
        ),
        Field::derived(
            "state",
            FieldType::Group(&[]),
            Derived::State,
            "what the mission is as of the day asked for",
        ),
        Field::optional(
            "events",
            FieldType::Parts(&MISSION_EVENT),
            "what happened to the mission, in order",
        ),
    ],
    filters: &[
        Filter::new("sending", "sending", "missions of these states"),
        Filter::new("receiving", "receiving", "missions to these states"),
        Filter::new(
            "type",
            "state.type",
            "missions of these types, as of the day asked for",
        ),
        Filter::new(
            "place",
            "state.seats",
            "missions seated in these places, as of the day asked for",
        ),
    ],
    sorts: &[
        Sort::new("sending", "sending"),
        Sort::new("receiving", "receiving"),
        Sort::new("name", "name"),
    ],
    rules: &[Rule::Differ {
        one: "sending",
        other: "receiving",
    }],
    states: Some(&StateMachine {
        statuses: &STATUS,
        first_event: "opened",
        status_before: "not_open",
        transitions: &[
            Transition::keeps_status("announced"),
            Transition::sets_status("opened", "open"),
            Transition::sets_status("seat_added", "open"),
            Transition::keeps_status("relocated").replacing_lists(),
            Transition::sets_status("upgraded", "open"),
            Transition::sets_status("downgraded", "open"),
            Transition::sets_status("closed", "closed").emptying_lists(),
            Transition::sets_status("reopened", "open"),
        ],
        carries: &[
            CarriedField {
                field: Field::optional(
                    "type",
                    FieldType::Choice(&MISSION_TYPE),
                    "the type of mission",
                ),
                from: "type_after",
            },
            CarriedField {
                field: Field::optional(
                    "seats",
                    FieldType::List(&FieldType::Place),
                    "where it sits",
                ),
                from: "place",
            },
        ],
    }),
    ..Kind::EMPTY
};

pub static MISSION_EVENT: Kind = Kind {
    name: "mission_event",
    plural: "mission_events",
    description: "What happened to a mission, and when.",
    placement: Placement::Part,
    seed: SeedTable {
        file: "missions.toml",
        key: "event",
    },
    fields: &[
        Field::required("type", FieldType::Choice(&EVENT_TYPE), "what happened"),
        Field::optional(
            "type_after",
            FieldType::Choice(&MISSION_TYPE),
            "the type of mission from then on, where it is told",
        ),
        Field::optional(
            "place",
            FieldType::Place,
            "the seat that the event is about",
        ),
    ],
    rules: &[Rule::Dated],
    ..Kind::EMPTY
};
