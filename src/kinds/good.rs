//! Goods that the document names as traded.

use crate::kind::FieldType::{Choice, Country, HsCode, Integer, Literal};
use crate::kind::{Field, Filter, Kind, Rule, SeedTable, Sort, Vocabulary};

static DIRECTION: Vocabulary = Vocabulary::new(&["stated", "interpreted"]);

pub static TRADED_GOOD: Kind = Kind {
    name: "traded_good",
    plural: "goods",
    description: "Goods that the document names as traded, in its order and without amounts.",
    seed: SeedTable::new("goods.toml", "good"),
    fields: &[
        Field::required(
            "exporter",
            Country,
            "the exporting country, ISO 3166-1 alpha-3",
        ),
        Field::required(
            "importer",
            Country,
            "the importing country, ISO 3166-1 alpha-3",
        ),
        Field::required(
            "direction",
            Choice(&DIRECTION),
            "stated if the sentence itself gives the direction of trade, otherwise interpreted",
        ),
        Field::required(
            "position",
            Integer,
            "its position in the document's list, from 1",
        ),
        Field::required("label", Literal, "the good as the document writes it"),
        Field::optional(
            "hs_code",
            HsCode,
            "the heading of the Harmonized System, if a curator has assigned one",
        ),
    ],
    filters: &[
        Filter::field("exporter", "only goods exported by these countries"),
        Filter::field("importer", "only goods imported by these countries"),
        Filter::field(
            "direction",
            "only goods whose direction of trade is stated, or interpreted",
        ),
    ],
    sorts: &[
        Sort::field("exporter"),
        Sort::field("importer"),
        Sort::field("position"),
        Sort::field("label"),
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
