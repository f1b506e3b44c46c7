//! Discrepancies: where the document contradicts itself, leaves something open or spells one thing in two ways.

use crate::kind::{Field, FieldType, Filter, Kind, Rule, SeedTable, Sort, Vocabulary};

static TYPE: Vocabulary = Vocabulary {
    values: &[
        "contradiction",
        "ambiguity",
        "omission",
        "naming",
        "wording",
        "format",
    ],
};

static ROLE: Vocabulary = Vocabulary {
    values: &["preferred", "alternative", "involved"],
};

const INVOLVED: &[Field] = &[
    Field::required("fact", FieldType::Fact, "the fact"),
    Field::required(
        "role",
        FieldType::Choice(&ROLE),
        "preferred, alternative, or merely involved",
    ),
    Field::optional(
        "value",
        FieldType::Literal,
        "what it says on the point, as the document writes it",
    ),
];

pub static DISCREPANCY: Kind = Kind {
    name: "discrepancy",
    plural: "discrepancies",
    description: "Contradictions, ambiguities and omissions of the document, with all facts involved and what is preferred.",
    seed: SeedTable {
        file: "discrepancies.toml",
        key: "discrepancy",
    },
    fields: &[
        Field::required(
            "type",
            FieldType::Choice(&TYPE),
            "what is the matter; the parameter is `kind`",
        ),
        Field::required("summary", FieldType::FreeText, "what does not fit"),
        Field::optional(
            "reason",
            FieldType::FreeText,
            "why the preferred value is preferred, or how it was read",
        ),
        Field::required(
            "facts",
            FieldType::List(&FieldType::Group(INVOLVED)),
            "the facts involved",
        ),
    ],
    filters: &[Filter::new(
        "kind",
        "type",
        "of these kinds: an item's `type`",
    )],
    sorts: &[Sort::new("kind", "type")],
    annotates: Some("facts"),
    rules: &[
        Rule::AtMostOne {
            list: "facts",
            field: "role",
            value: "preferred",
        },
        Rule::AtLeastTwoWhen {
            field: "type",
            value: "contradiction",
            list: "facts",
        },
    ],
    ..Kind::EMPTY
};
