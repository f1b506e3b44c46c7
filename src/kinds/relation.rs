//! Relations: two countries and the events in their diplomatic relations.

use crate::kind::FieldType::{Choice, Country, Date, Fact, FreeText, Group, List, Parts};
use crate::kind::{
    ATTRIBUTED, COUNTRY_NAME, CarriedField, Derived, Field, Filter, Kind, PERSON, Placement,
    RESERVATION, Rule, Scope, SeedTable, Sort, StateMachine, Transition, Vocabulary, vocabulary,
};

static EVENT_TYPE: Vocabulary = vocabulary! {
    "established": "relations were established",
    "stated": "the document says that there are relations, not when they began",
    "recognised": "one state recognised the other",
    "derecognised": "one state withdrew its recognition of the other, so that relations ended",
    "suspended": "relations were suspended",
    "severed": "relations were broken off",
    "ended": "relations ended, and the document does not say how",
    "re_established": "relations were taken up again",
    "upgraded": "relations were raised to a higher level",
    "downgraded": "relations were lowered, for example to the level of chargés d'affaires",
    "ambassador_recalled": "one state called its ambassador home",
    "ambassador_expelled": "one state sent the other's ambassador away",
    "ambassador_returned": "an ambassador took up the post again",
    "unofficial": "unofficial relations were taken up or kept, for want of diplomatic ones",
    "represented": "another state took over the interests of one in the other",
    "representation_ended": "another state no longer looked after these interests",
    "absent": "there were no relations",
};

static LEVEL: Vocabulary = vocabulary! {
    "ambassador": "ambassadors head their missions",
    "minister": "ministers head their missions, which are legations",
    "charge_d_affaires": "chargés d'affaires head their missions",
    "consular": "there are consulates, and no embassies",
    "interests_section": "there are interests sections in the embassies of other states",
};

static STATUS: Vocabulary = vocabulary! {
    "established": "there are relations",
    "downgraded": "there are relations at a lower level than before",
    "ambassador_recalled": "there are relations, and one state has called its ambassador home",
    "ambassador_expelled": "there are relations, and one state has sent the other's ambassador away",
    "suspended": "they are suspended",
    "severed": "they are broken off, or have ended",
    "unofficial": "there are unofficial relations alone",
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
            Transition::sets_status("stated", "established"),
            Transition::keeps_status("recognised").before_countries(),
            Transition::sets_status("derecognised", "severed").renewing_carried().after_countries(),
            Transition::sets_status("unofficial", "unofficial").renewing_carried(),
            Transition::sets_status("suspended", "suspended").after_countries(),
            Transition::sets_status("severed", "severed").renewing_carried().after_countries(),
            Transition::sets_status("ended", "severed")
                .renewing_carried()
                .after_countries(),
            Transition::sets_status("re_established", "established").renewing_carried(),
            Transition::sets_status("upgraded", "established"),
            Transition::sets_status("downgraded", "downgraded"),
            Transition::sets_status("ambassador_recalled", "ambassador_recalled"),
            Transition::sets_status("ambassador_expelled", "ambassador_expelled"),
            Transition::sets_status("ambassador_returned", "established"),
            Transition::keeps_status("represented"),
            Transition::keeps_status("representation_ended").removing_carried().after_countries(),
            Transition::sets_status("absent", "none").renewing_carried().lasting().before_countries().after_countries(),
        ],
        carries: &[
            CarriedField {
                field: Field::optional("level", Choice(&LEVEL)).doc("the level of the relations"),
                from: "level_after",
            },
            CarriedField {
                field: Field::optional("protecting_powers", List(&Country))
                    .doc("the states that look after the interests of the parties in each other"),
                from: "protecting_power",
            },
        ],
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
        Field::optional("actor_country", Country)
            .doc("the country that acted, if one did: which recognised, recalled, expelled or broke off"),
        Field::optional("in_favour_of", Country)
            .doc("the state that it recognised or took up relations with instead"),
        Field::optional("people", List(&Group(PERSON)))
            .doc("the people it was about, such as an ambassador who was recalled"),
        Field::optional("level_after", Choice(&LEVEL))
            .doc("the level of the relations from then on, if the document gives it"),
        Field::optional("protecting_power", Country).doc(
            "the state that looked after the interests of `actor_country`, or of either, from then on",
        ),
        Field::optional("reason", FreeText)
            .doc("why it happened, as the document says, in the curator's words"),
        Field::optional("response_to", Fact).doc("the fact that it was a response to"),
        RESERVATION,
        ATTRIBUTED,
    ],
    filters: &[
        Filter::field("type").doc("only events of these types"),
        Filter::field("actor_country").doc("only events in which these countries acted"),
        Filter::new("person", "people.name").doc("only events about these people"),
    ],
    sorts: &[Sort::field("type")],
    rules: &[
        Rule::Parties {
            fields: &[
                "actor_country",
                "in_favour_of",
                "protecting_power",
                "people.country",
            ],
        },
        Rule::RequiredWhen {
            field: "type",
            value: "representation_ended",
            present: &["protecting_power"],
        },
    ],
    ..Kind::EMPTY
};
