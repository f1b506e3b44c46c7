//! High-level visits. Offices follow COLT's data set of leader travel.

use crate::kind::FieldType::{Choice, Country, FreeText, Group, List, Place};
use crate::kind::{Field, Filter, Kind, PERSON, Rule, SeedTable, Sort, Vocabulary, vocabulary};

static VISIT_TYPE: Vocabulary = vocabulary! {
    "state_visit": "a state visit",
    "official_visit": "an official visit",
    "working_visit": "a working visit",
    "multilateral": "a visit to a conference or another meeting of several states",
    "third_place": "a meeting in a country that is neither the guest's nor the host's",
    "unspecified": "the document does not say",
};

pub static VISIT: Kind = Kind {
    name: "visit",
    plural: "visits",
    description: "High-level visits, with the guests, the host country, the place and the people met.",
    seed: SeedTable::new("visits.toml", "visit"),
    fields: &[
        Field::required("guests", List(&Group(PERSON))).doc("the visitors, the leading one first"),
        Field::optional("host", Country).doc(
            "the country visited, ISO 3166 alpha-3; null if nobody is the host of a meeting in a third place",
        ),
        Field::optional("place", Place)
            .doc("the place visited, by the name that the document uses"),
        Field::required("type", Choice(&VISIT_TYPE))
            .doc("the rank of the visit; unspecified if the document does not say"),
        Field::optional("occasion", FreeText)
            .doc("what it was for, such as an anniversary or a signing, in the curator's words"),
        Field::optional("met", List(&Group(PERSON))).doc("the people whom the guests met"),
    ],
    filters: &[
        Filter::new("guest", "guests.name").doc("only visits by these people"),
        Filter::new("guest_country", "guests.country").doc("only visits from these countries"),
        Filter::field("host").doc("only visits to these countries"),
        Filter::new("office", "guests.office").doc("only visits by holders of these offices"),
        Filter::field("type").doc("only visits of these types"),
        Filter::field("place").doc("only visits to these places"),
        Filter::new("met", "met.name").doc("only visits on which the guests met these people"),
    ],
    sorts: &[
        Sort::new("guest", "guests.name"),
        Sort::new("guest_country", "guests.country"),
        Sort::field("host"),
    ],
    has_timeline: true,
    rules: &[
        Rule::AtLeastOneOf {
            group: "guests",
            fields: &["name", "title", "number", "office"],
        },
        Rule::RequiredUnless {
            field: "type",
            value: "third_place",
            present: &["host"],
        },
        Rule::Differ {
            one: "host",
            other: "guests.country",
        },
        Rule::Parties {
            fields: &["host", "guests.country"],
        },
    ],
    ..Kind::EMPTY
};
