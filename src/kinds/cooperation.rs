//! Cooperation: what two countries do together that is neither visit, treaty nor trade.

use crate::kind::{ACTOR, Field, FieldType, Filter, Kind, MONEY, SeedTable, Sort, Vocabulary};

static SECTOR: Vocabulary = Vocabulary {
    values: &[
        "economy",
        "aerospace",
        "education",
        "culture",
        "humanitarian",
        "security",
        "transport",
        "political",
        "other",
    ],
};

static TYPE: Vocabulary = Vocabulary {
    values: &[
        "institution",
        "programme",
        "contract",
        "project",
        "award",
        "aid",
        "scholarship",
        "branch",
        "membership",
        "company",
        "negotiation",
        "statement",
    ],
};

static STATUS: Vocabulary = Vocabulary {
    values: &["stated", "signed", "ongoing", "completed", "planned"],
};

static FREQUENCY: Vocabulary = Vocabulary {
    values: &["once", "monthly", "quarterly", "annual"],
};

pub static COOPERATION: Kind = Kind {
    name: "cooperation",
    plural: "cooperation",
    description: "Institutions, programmes, contracts, awards, aid and the like.",
    seed: SeedTable {
        file: "cooperation.toml",
        key: "cooperation",
    },
    fields: &[
        Field::required(
            "sector",
            FieldType::Choice(&SECTOR),
            "the field it belongs to, by what the sentence says",
        ),
        Field::required(
            "type",
            FieldType::Choice(&TYPE),
            "what it is; the parameter is `kind`",
        ),
        Field::required("status", FieldType::Choice(&STATUS), "how far it had come"),
        Field::optional(
            "actors",
            FieldType::List(&FieldType::Group(ACTOR)),
            "who takes part",
        ),
        Field::optional(
            "place",
            FieldType::Place,
            "where, by the name the document gives it",
        ),
        Field::optional(
            "amount",
            FieldType::Group(MONEY),
            "the sum, where one is given",
        ),
        Field::optional(
            "count",
            FieldType::Integer,
            "how many, where a number is given",
        ),
        Field::optional(
            "frequency",
            FieldType::Choice(&FREQUENCY),
            "how often, where it is told",
        ),
    ],
    filters: &[
        Filter::new("sector", "sector", "of these sectors"),
        Filter::new("kind", "type", "of these kinds: an item's `type`"),
        Filter::new("status", "status", "of these statuses"),
    ],
    sorts: &[
        Sort::new("sector", "sector"),
        Sort::new("kind", "type"),
        Sort::new("status", "status"),
    ],
    ..Kind::EMPTY
};
