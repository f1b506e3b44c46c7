//! Goods that the document names as traded, without amounts.

use crate::resource::{Enumeration, Field, Filter, Kind, Rule, Seed, Shape, Sort};

static DIRECTION: Enumeration = Enumeration { values: &["stated", "interpreted"] };

pub static TRADED_GOOD: Kind = Kind {
    name: "traded_good",
    plural: "goods",
    about: "Goods that the document names as traded, in its order; no amounts are known.",
    seed: Seed { file: "goods.toml", key: "good" },
    fields: &[
        Field::required("exporter", Shape::Country, "from where, ISO 3166-1 alpha-3"),
        Field::required("importer", Shape::Country, "to where, ISO 3166-1 alpha-3"),
        Field::required("direction", Shape::Choice(&DIRECTION), "whether the sentence itself says which way it goes"),
        Field::required("position", Shape::Integer, "its place in the document's list, from 1"),
        Field::required("label", Shape::Literal, "the good as the document writes it"),
        Field::optional("hs_code", Shape::HsCode, "Harmonized System, where a curator has coded it"),
    ],
    filters: &[
        Filter::on("exporter", "exporter", "goods from these countries"),
        Filter::on("importer", "importer", "goods to these countries"),
        Filter::on("direction", "direction", "goods whose direction is stated or interpreted"),
    ],
    sorts: &[
        Sort::by("exporter", "exporter"),
        Sort::by("importer", "importer"),
        Sort::by("position", "position"),
        Sort::by("label", "label"),
    ],
    rules: &[Rule::Differ { one: "exporter", other: "importer" }, Rule::Positive { field: "position" }],
    ..Kind::PLAIN
};
