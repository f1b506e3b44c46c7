//! Discrepancies: where the document contradicts itself, leaves something open or spells one thing in two ways.

use crate::resource::{Enumeration, Field, Filter, Kind, Rule, Seed, Shape, Sort};

static TYPE: Enumeration =
    Enumeration { values: &["contradiction", "ambiguity", "omission", "naming", "wording", "format"] };

static ROLE: Enumeration = Enumeration { values: &["preferred", "alternative", "involved"] };

const INVOLVED: &[Field] = &[
    Field::required("fact", Shape::Fact, "the fact"),
    Field::required("role", Shape::Choice(&ROLE), "preferred, alternative, or merely involved"),
    Field::optional("value", Shape::Literal, "what it says on the point, as the document writes it"),
];

pub static DISCREPANCY: Kind = Kind {
    name: "discrepancy",
    plural: "discrepancies",
    about: "Contradictions, ambiguities and omissions of the document, with all facts involved and what is preferred.",
    seed: Seed { file: "discrepancies.toml", key: "discrepancy" },
    fields: &[
        Field::required("type", Shape::Choice(&TYPE), "what is the matter; the parameter is `kind`"),
        Field::required("summary", Shape::Words, "what does not fit"),
        Field::optional("reason", Shape::Words, "why the preferred value is preferred, or how it was read"),
        Field::required("facts", Shape::List(&Shape::Group(INVOLVED)), "the facts involved"),
    ],
    filters: &[Filter::on("kind", "type", "of these kinds: an item's `type`")],
    sorts: &[Sort::by("kind", "type")],
    remarks_on: Some("facts"),
    rules: &[
        Rule::AtMostOne { list: "facts", field: "role", value: "preferred" },
        Rule::Several { field: "type", value: "contradiction", list: "facts" },
    ],
    ..Kind::PLAIN
};
