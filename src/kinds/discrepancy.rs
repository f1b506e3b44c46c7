//! Discrepancies: places where the document contradicts itself, leaves something open or spells a name in two ways.

use crate::kind::FieldType::{Choice, Fact, FreeText, Group, List, Literal};
use crate::kind::{Field, Filter, Kind, Rule, SeedTable, Sort, Summary, Vocabulary, vocabulary};

static TYPE: Vocabulary = vocabulary! {
    "contradiction": "the document says two things that cannot both be true",
    "ambiguity": "the text can be read in several ways",
    "omission": "something is missing that a reader would expect",
    "naming": "one thing goes by several names",
    "repetition": "one thing is said twice",
    "spelling": "a name or word is misspelt",
    "wording": "the wording is odd or misleading",
    "format": "things of one sort are written in several ways",
};

static ROLE: Vocabulary = vocabulary! {
    "preferred": "the fact that the curator takes to be right",
    "alternative": "a fact that contradicts the preferred one",
    "involved": "any other fact involved",
};

const INVOLVED: &[Field] = &[
    Field::required("fact", Fact).doc("the fact involved"),
    Field::required("role", Choice(&ROLE))
        .doc("its role: preferred, alternative or merely involved"),
    Field::optional("value", Literal).doc("the value it gives, as the document writes it"),
];

pub static DISCREPANCY: Kind = Kind {
    name: "discrepancy",
    plural: "discrepancies",
    description: "Contradictions, ambiguities and omissions in the document, with the facts involved and the preferred value.",
    seed: SeedTable::new("discrepancies.toml", "discrepancy"),
    fields: &[
        Field::required("type", Choice(&TYPE)).doc("the type of discrepancy"),
        Field::required("summary", FreeText).doc("a summary of the discrepancy"),
        Field::optional("reason", FreeText)
            .doc("why the preferred value was chosen, or how the text was read"),
        Field::required("facts", List(&Group(INVOLVED))).doc("the facts involved"),
    ],
    filters: &[Filter::field("type").doc("only discrepancies of these types")],
    sorts: &[Sort::field("type")],
    summary: Some(Summary::Sentence("summary")),
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
