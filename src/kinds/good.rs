//! Goods that the document names as traded.

use crate::kind::FieldType::{Choice, Country, Flag, Group, HsCode, Integer, Literal};
use crate::kind::{Field, Filter, Kind, Rule, SHARE, SeedTable, Sort, Vocabulary, vocabulary};

static DIRECTION: Vocabulary = vocabulary! {
    "stated": "the sentence itself gives the direction",
    "interpreted": "the curator read the direction from the context",
};

pub static TRADED_GOOD: Kind = Kind {
    name: "traded_good",
    plural: "goods",
    description: "Goods that the document names as traded, without amounts.",
    seed: SeedTable::new("goods.toml", "good"),
    fields: &[
        Field::required("exporter", Country).doc("the exporting country, ISO 3166 alpha-3"),
        Field::required("importer", Country).doc("the importing country, ISO 3166 alpha-3"),
        Field::required("direction", Choice(&DIRECTION)).doc(
            "stated if the sentence itself gives the direction of trade, otherwise interpreted",
        ),
        Field::required("position", Integer).doc("its position in the document's list, from 1"),
        Field::required("label", Literal).doc("the good as the document writes it"),
        Field::optional("main", Flag)
            .doc("true if the document calls it a main good of this trade; null if it does not"),
        Field::optional("share", Group(SHARE))
            .doc("the share of the good in a total, if the document gives one"),
        Field::optional("hs_code", HsCode)
            .doc("the heading of the Harmonized System, if a curator has assigned one: a code, not a number, which tables must read as text to keep its zeros"),
    ],
    filters: &[
        Filter::field("main")
            .doc("with `true`, only goods that the document calls main ones"),
        Filter::field("exporter").doc("only goods exported by these countries"),
        Filter::field("importer").doc("only goods imported by these countries"),
        Filter::field("direction")
            .doc("only goods whose direction of trade the sentence states, or only those where it is interpreted"),
    ],
    sorts: &[
        Sort::field("exporter"),
        Sort::field("importer"),
        Sort::field("position"),
        Sort::field("label"),
    ],
    numbered_by: Some("position"),
    rules: &[
        Rule::Differ {
            one: "exporter",
            other: "importer",
        },
        Rule::Parties {
            fields: &["exporter", "importer"],
        },
        Rule::Positive { field: "position" },
    ],
    ..Kind::EMPTY
};
