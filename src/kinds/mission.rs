//! Diplomatic missions. The type and the seats of a mission change over time, so they are part of its `state`, which
//! follows from its events.

use crate::kind::FieldType::{
    Choice, Country, Fact, Flag, FreeText, Group, List, Literal, Parts, Place,
};
use crate::kind::{
    ATTRIBUTED, CarriedField, Derived, Field, Filter, Kind, MISSION_TYPE, PERSON, Placement,
    RESERVATION, Rule, SeedTable, Sort, StateMachine, Transition, Vocabulary, vocabulary,
};

static EVENT_TYPE: Vocabulary = vocabulary! {
    "announced": "its opening was announced",
    "abandoned": "an announced opening did not take place",
    "opened": "it opened",
    "accredited": "its head was accredited: appointed, or received with letters of credence",
    "inaugurated": "its building was opened with a ceremony",
    "vacated": "its `head` left the post",
    "seat_added": "it took up work in one more place",
    "relocated": "it moved to another place",
    "renamed": "it got another name",
    "upgraded": "it became a mission of a higher type, or one headed by an ambassador",
    "downgraded": "it became a mission of a lower type",
    "closed": "it closed",
    "reopened": "it opened again",
    "stated": "the document says that it is there, not when it was opened",
};

static STATUS: Vocabulary = vocabulary! {
    "open": "it is open",
    "closed": "it has closed",
    "not_open": "it has not opened yet",
    "unknown": "the document does not say",
};

pub static MISSION: Kind = Kind {
    name: "mission",
    plural: "missions",
    description: "Diplomatic missions of one state to another, with their history; `as_of` selects the day whose state is shown.",
    seed: SeedTable::new("missions.toml", "mission"),
    fields: &[
        Field::required("sending", Country).doc("the sending state, ISO 3166 alpha-3"),
        Field::required("receiving", Country).doc("the receiving state, ISO 3166 alpha-3"),
        Field::required("name", Literal).doc("the name as the document writes it"),
        Field::optional("other_names", List(&Literal))
            .doc("other names that the document has for it, in whatever language"),
        Field::required("resident", Flag).doc("false if it is seated in a third country"),
        Field::derived("state", Group(&[]), Derived::State)
            .doc("the state of the mission as of the requested day"),
        Field::optional("events", Parts(&MISSION_EVENT)).doc("its events in order"),
    ],
    filters: &[
        Filter::field("sending").doc("only missions of these sending states"),
        Filter::field("receiving").doc("only missions to these receiving states"),
        Filter::field("resident")
            .doc("only resident missions, or only those seated in a third country"),
        Filter::new("status", "state.status")
            .doc("only missions with these statuses, as of the requested day"),
        Filter::new("type", "state.type")
            .doc("only missions of these types, as of the requested day"),
        Filter::new("head", "state.head.name")
            .doc("only missions headed by these people, as of the requested day"),
        Filter::new("place", "state.seats")
            .doc("only missions seated in these places, as of the requested day"),
    ],
    sorts: &[
        Sort::field("sending"),
        Sort::field("receiving"),
        Sort::field("name"),
    ],
    rules: &[
        Rule::Differ {
            one: "sending",
            other: "receiving",
        },
        Rule::Parties {
            fields: &["sending", "receiving"],
        },
    ],
    states: Some(&StateMachine {
        statuses: &STATUS,
        first_event: "opened",
        status_before: "not_open",
        transitions: &[
            Transition::keeps_status("announced")
                .keeping_carried()
                .before_countries(),
            Transition::keeps_status("abandoned").keeping_carried(),
            Transition::sets_status("opened", "open"),
            Transition::sets_status("accredited", "open"),
            Transition::sets_status("inaugurated", "open"),
            Transition::keeps_status("vacated").removing_carried(),
            Transition::sets_status("seat_added", "open"),
            Transition::keeps_status("relocated").replacing_lists(),
            Transition::keeps_status("renamed"),
            Transition::sets_status("upgraded", "open"),
            Transition::sets_status("downgraded", "open"),
            Transition::sets_status("closed", "closed")
                .clearing_carried()
                .after_countries(),
            Transition::sets_status("reopened", "open"),
            Transition::sets_status("stated", "open"),
        ],
        carries: &[
            CarriedField {
                field: Field::optional("type", Choice(&MISSION_TYPE)).doc("the type of mission"),
                from: "type_after",
            },
            CarriedField {
                field: Field::optional("seats", List(&Place)).doc("the places where it is seated"),
                from: "place",
            },
            CarriedField {
                field: Field::optional("name", Literal)
                    .doc("the name, if the document says since when it has had it"),
                from: "name_after",
            },
            CarriedField {
                field: Field::optional("head", Group(PERSON)).doc("the head of the mission"),
                from: "head",
            },
        ],
    }),
    ..Kind::EMPTY
};

pub static MISSION_EVENT: Kind = Kind {
    name: "mission_event",
    plural: "mission_events",
    description: "The events in the history of diplomatic missions, each a part of a mission.",
    placement: Placement::Part,
    seed: SeedTable::new("missions.toml", "event"),
    fields: &[
        Field::required("type", Choice(&EVENT_TYPE)).doc("the type of event"),
        Field::optional("type_after", Choice(&MISSION_TYPE))
            .doc("the type of mission from then on, if the document gives it"),
        Field::optional("place", Place).doc("the seat that the event is about"),
        Field::optional("name_after", Literal)
            .doc("the name of the mission from then on, if the document gives it"),
        Field::optional("head", Group(PERSON))
            .doc("the head of the mission from then on, such as its ambassador, or until then if the post is vacated"),
        Field::optional("reason", FreeText)
            .doc("why it happened, as the document says, in the curator's words"),
        Field::optional("response_to", Fact).doc("the fact that it was a response to"),
        RESERVATION,
        ATTRIBUTED,
    ],
    filters: &[
        Filter::field("type").doc("only events of these types"),
        Filter::field("type_after").doc("only events that made the mission one of these types"),
        Filter::field("place").doc("only events about seats in these places"),
        Filter::new("head", "head.name").doc("only events that made these people the head"),
    ],
    sorts: &[Sort::field("type")],
    rules: &[Rule::RequiredWhen {
        field: "type",
        value: "vacated",
        present: &["head"],
    }],
    ..Kind::EMPTY
};
