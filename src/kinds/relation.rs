//! Relations: two countries and the events in their diplomatic relations.

use crate::kind::FieldType::{Choice, Country, Date, Fact, FreeText, Group, List, Parts};
use crate::kind::{
    COUNTRY_NAME, Derived, Field, Filter, Kind, Placement, Rule, Scope, SeedTable, Sort,
    StateMachine, Transition, Vocabulary, vocabulary,
};

static EVENT_TYPE: Vocabulary = vocabulary! {
    "established": "relations were established",
    "recognised": "one state recognised the other",
    "suspended": "relations were suspended",
    "severed": "relations were broken off",
    "re_established": "relations were taken up again",
    "upgraded": "relations were raised to a higher level",
    "downgraded": "relations were lowered, for example to the level of chargés d'affaires",
    "ambassador_recalled": "one state called its ambassador home",
    "ambassador_expelled": "one state sent the other's ambassador away",
    "ambassador_returned": "an ambassador took up the post again",
    "absent": "there were no relations",
};

static STATUS: Vocabulary = vocabulary! {
    "established": "there are relations",
    "downgraded": "there are relations at a lower level than before",
    "ambassador_recalled": "there are relations, and one state has called its ambassador home",
    "ambassador_expelled": "there are relations, and one state has sent the other's ambassador away",
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
        Field::required("parties", List(&Country)).doc("the two countries, ISO 3166 alpha-3"),
        Field::required("documents", List(&FreeText))
            .doc("the ids of the documents that its facts are read from; pointers lead into the first by default"),
        Field::optional("country_names", List(&Group(COUNTRY_NAME)))
            .doc("the documents' own names of countries, of which the first of each is shown; also of those that ISO lacks"),
        Field::derived("established", Date, Derived::DateOf("established"))
            .doc("the preferred date on which relations were established"),
        Field::derived("state", Group(&[]), Derived::State)
            .doc("the state of the relations as of the requested day"),
        Field::required("events", Parts(&RELATION_EVENT)).doc("its events in order"),
    ],
    filters: &[Filter::new("status", "state.status")
        .doc("only relations with these statuses, as of the requested day")],
    rules: &[
        Rule::TwoDistinct { list: "parties" },
        Rule::NamesCountries {
            list: "country_names",
        },
    ],
    states: Some(&StateMachine {
        statuses: &STATUS,
        first_event: "established",
        status_before: "none",
        transitions: &[
            Transition::sets_status("established", "established"),
            Transition::keeps_status("recognised").before_countries(),
            Transition::sets_status("suspended", "suspended").after_countries(),
            Transition::sets_status("severed", "severed").after_countries(),
            Transition::sets_status("re_established", "established"),
            Transition::sets_status("upgraded", "established"),
            Transition::sets_status("downgraded", "downgraded"),
            Transition::sets_status("ambassador_recalled", "ambassador_recalled"),
            Transition::sets_status("ambassador_expelled", "ambassador_expelled"),
            Transition::sets_status("ambassador_returned", "established"),
            Transition::sets_status("absent", "none")
                .lasting()
                .before_countries()
                .after_countries(),
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
    fields: &[
        Field::required("type", Choice(&EVENT_TYPE)).doc("the type of event"),
        Field::optional("reason", FreeText)
            .doc("why it happened, as the document says, in the curator's words"),
        Field::optional("response_to", Fact).doc("the fact that it was a response to"),
    ],
    filters: &[Filter::field("type").doc("only events of these types")],
    sorts: &[Sort::field("type")],
    rules: &[Rule::Dated],
    ..Kind::EMPTY
};
