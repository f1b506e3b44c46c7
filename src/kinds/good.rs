//! Goods that the document names as traded, without amounts.

use crate::kind::{Field, FieldType, Filter, Kind, Rule, SeedTable, Sort, Vocabulary};

static DIRECTION: Vocabulary = Vocabulary {
    values: &["stated", "interpreted"],
};

pub static TRADED_GOOD: Kind = Kind {
    name: "traded_good",
    plural: "goods",
    description: "Goods that the document names as traded, in its order; no amounts are known.",
    seed: SeedTable {
        file: "goods.toml",
        key: "good",
    },
    fields: &[
        Field::required(
            "exporter",
            FieldType::Country,
            "from where, ISO 3166-1 alpha-3",
        ),
        Field::required(
            "importer",
            FieldType::Country,
            "to where, ISO 3166-1 alpha-3",
        ),
        Field::required(
            "direction",
            FieldType::Choice(&DIRECTION),
            "whether the sentence itself says which way it goes",
        ),
        Field::required(
            "position",
            FieldType::Integer,
            "its place in the document's list, from 1",
        ),
        Field::required(
            "label",
            FieldType::Literal,
            "the good as the document writes it",
        ),
        Field::optional(
            "hs_code",
            FieldType::HsCode,
            "Harmonized System, where a curator has coded it",
        ),
    ],
    filters: &[
        Filter::new("exporter", "exporter", "goods from these countries"),
        Filter::new("importer", "importer", "goods to these countries"),
        Filter::new(
            "direction",
            "direction",
            "goods whose direction is stated or interpreted",
        ),
    ],
    sorts: &[
        Sort::new("exporter", "exporter"),
        Sort::new("importer", "importer"),
        Sort::new("position", "position"),
        Sort::new("label", "label"),
    ],
    rules: &[
        Rule::Differ {
            one: "exporter",
            other: "importer",
        },
        Rule::Positive { field: "position" },
    ],
    ..Kind::EMPTY
};
