//! History: what the document tells of the past, in our own words, with its hedges.

use crate::kind::{Field, FieldType, Kind, SeedTable, Vocabulary};

static STANDING: Vocabulary = Vocabulary {
    values: &["stated", "widely_accepted", "disputed", "claimed"],
};

pub static HISTORY: Kind = Kind {
    name: "history",
    plural: "history",
    description: "What the document tells of the past; the date is the period told of.",
    seed: SeedTable {
        file: "history.toml",
        key: "history",
    },
    fields: &[
        Field::required(
            "statement",
            FieldType::FreeText,
            "what the document says, in our own words",
        ),
        Field::required(
            "standing",
            FieldType::Choice(&STANDING),
            "how far the document stands behind it",
        ),
    ],
    ..Kind::EMPTY
};
