//! High-level visits. Offices after COLT's leader travel data.

use crate::kind::{Field, FieldType, Filter, Kind, PERSON, Rule, SeedTable, Sort, Vocabulary};

static VISIT_TYPE: Vocabulary = Vocabulary {
    values: &[
        "state_visit",
        "official_visit",
        "working_visit",
        "multilateral",
        "third_place",
        "unspecified",
    ],
};

pub static VISIT: Kind = Kind {
    name: "visit",
    plural: "visits",
    description: "High-level visits: who came, to which country and place, and whom they met.",
    seed: SeedTable {
        file: "visits.toml",
        key: "visit",
    },
    fields: &[
        Field::required("guest", FieldType::Group(PERSON), "who came"),
        Field::required(
            "host",
            FieldType::Country,
            "the country visited, ISO 3166-1 alpha-3",
        ),
        Field::optional(
            "place",
            FieldType::Place,
            "the place visited, by the name the document gives it",
        ),
        Field::required(
            "type",
            FieldType::Choice(&VISIT_TYPE),
            "the rank of the visit, where the document says it",
        ),
        Field::optional(
            "met",
            FieldType::List(&FieldType::Group(PERSON)),
            "whom the guest met",
        ),
    ],
    filters: &[
        Filter::new("guest", "guest.name", "visits by these people"),
        Filter::new(
            "guest_country",
            "guest.country",
            "visits from these countries",
        ),
        Filter::new("host", "host", "visits to these countries"),
        Filter::new(
            "office",
            "guest.office",
            "visits by holders of these offices",
        ),
        Filter::new("type", "type", "visits of these types"),
        Filter::new("place", "place", "visits to these places"),
        Filter::new("met", "met.name", "visits on which these people were met"),
    ],
    sorts: &[
        Sort::new("guest", "guest.name"),
        Sort::new("guest_country", "guest.country"),
        Sort::new("host", "host"),
    ],
    has_timeline: true,
    rules: &[
        Rule::AtLeastOneOf {
            group: "guest",
            fields: &["name", "title", "office"],
        },
        Rule::Differ {
            one: "host",
            other: "guest.country",
        },
    ],
    ..Kind::EMPTY
};
