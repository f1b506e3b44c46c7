//! High-level visits. Offices follow COLT's data set of leader travel.

use crate::kind::FieldType::{Choice, Country, FreeText, Group, List, Place};
use crate::kind::{
    ATTRIBUTED, Field, Filter, Kind, PERSON, RESERVATION, Rule, SeedTable, Sort, Summary,
    Vocabulary, vocabulary,
};

static VISIT_TYPE: Vocabulary = vocabulary! {
    "state_visit": "a state visit",
    "official_visit": "an official visit",
    "working_visit": "a working visit",
    "multilateral": "a visit to a conference, a summit or another meeting of several states",
    "third_place": "a meeting in a country that is neither the guest's nor the host's",
    "meeting": "a meeting, and the document does not say in which country",
    "unspecified": "the document does not say",
};

static STATUS: Vocabulary = vocabulary! {
    "planned": "it was announced or planned, and the document does not say that it took place",
    "invited": "the guest was invited, and the document does not say that the visit took place",
    "postponed": "it was put off",
    "cancelled": "it was called off",
    "not_held": "it did not take place",
};

/// The fields of which a person has at least one.
const NAMED_BY: &[&str] = &["name", "title", "number", "office"];

pub static VISIT: Kind = Kind {
    name: "visit",
    plural: "visits",
    description: "High-level visits, with the guests, the host country, the place and the people met.",
    seed: SeedTable::new("visits.toml", "visit"),
    fields: &[
        Field::required("guests", List(&Group(PERSON))).doc("the visitors, the leading one first"),
        Field::optional("host", Country).doc(
            "the country visited, ISO 3166 alpha-3; null if nobody is the host, as of a meeting in a third place",
        ),
        Field::optional("places", List(&Place))
            .doc("the places visited, by the names that the document uses"),
        Field::required("type", Choice(&VISIT_TYPE))
            .doc("the rank of the visit; unspecified if the document does not say"),
        Field::optional("status", Choice(&STATUS))
            .doc("why it is not known to have taken place; null for a visit that did"),
        Field::optional("occasion", FreeText)
            .doc("what it was for, such as an anniversary or a signing, in the curator's words"),
        Field::optional("significance", FreeText)
            .doc("what the document finds notable about it, such as the first of its kind, in the curator's words"),
        Field::optional("met", List(&Group(PERSON))).doc("the people whom the guests met"),
        RESERVATION,
        ATTRIBUTED,
    ],
    filters: &[
        Filter::new("guest", "guests.name").doc("only visits by these people"),
        Filter::new("guest_country", "guests.country").doc("only visits from these countries"),
        Filter::field("host").doc("only visits to these countries"),
        Filter::new("office", "guests.office").doc("only visits by holders of these offices"),
        Filter::field("type").doc("only visits of these types"),
        Filter::field("status")
            .doc("only visits that are not known to have taken place, for these reasons"),
        Filter::new("place", "places").doc("only visits to these places"),
        Filter::new("met", "met.name").doc("only visits on which the guests met these people"),
    ],
    sorts: &[
        Sort::new("guest", "guests.name"),
        Sort::new("guest_country", "guests.country"),
        Sort::field("host"),
    ],
    summary: Some(Summary::AfterTitle("significance")),
    has_timeline: true,
    rules: &[
        Rule::AtLeastOneOf {
            group: "guests",
            fields: NAMED_BY,
        },
        Rule::AtLeastOneOf {
            group: "met",
            fields: NAMED_BY,
        },
        Rule::RequiredUnless {
            field: "type",
            values: &["third_place", "meeting"],
            present: &["host"],
        },
        Rule::Differ {
            one: "host",
            other: "guests.country",
        },
        Rule::Parties {
            fields: &["host", "guests.country", "met.country"],
        },
    ],
    ..Kind::EMPTY
};
