//! Documents: the texts that facts are read from, as far as the repository keeps them.

use crate::kind::{
    Derived, Field, FieldType, Kind, MISSION_TYPE, Placement, Rule, Scope, SeedTable,
};

const SECTION: &[Field] = &[
    Field::required("name", FieldType::Literal, "the name that pointers use"),
    Field::required(
        "level",
        FieldType::Integer,
        "2 for a section, 3 and more for what is below it",
    ),
    Field::required("sentences", FieldType::Integer, "how many sentences it has"),
];

pub static DOCUMENT: Kind = Kind {
    name: "document",
    plural: "documents",
    description: "The documents that facts are read from; `sentences` lists every sentence of one.",
    scope: Scope::Document,
    seed: SeedTable {
        file: "relation.toml",
        key: "document",
    },
    fields: &[
        Field::required("sha256", FieldType::Hash, "of the whole file"),
        Field::derived(
            "length",
            FieldType::Integer,
            Derived::Length,
            "in Unicode code points",
        ),
        Field::optional("licence", FieldType::FreeText, "null where none is stated"),
        Field::optional(
            "address",
            FieldType::FreeText,
            "where it was found; null where that is not known",
        ),
        Field::optional(
            "retrieved",
            FieldType::FreeText,
            "the day it was retrieved; null where that is not known",
        ),
        Field::derived(
            "sections",
            FieldType::List(&FieldType::Group(SECTION)),
            Derived::Sections,
            "in the order of the text",
        ),
        Field::optional(
            "infobox",
            FieldType::Parts(&INFOBOX_ENTRY),
            "keys and values of the infobox",
        ),
        Field::optional(
            "see_also",
            FieldType::Parts(&SEE_ALSO_TITLE),
            "titles that the document refers to",
        ),
    ],
    ..Kind::EMPTY
};

pub static INFOBOX_ENTRY: Kind = Kind {
    name: "infobox_entry",
    plural: "infobox_entries",
    description: "A key of the infobox and its value.",
    placement: Placement::Part,
    seed: SeedTable {
        file: "relation.toml",
        key: "infobox",
    },
    fields: &[
        Field::required("key", FieldType::Literal, "the key as written"),
        Field::required("value", FieldType::Literal, "the value as written"),
        Field::optional(
            "mission",
            FieldType::Fact,
            "the mission that the entry is about",
        ),
        Field::optional(
            "type",
            FieldType::Choice(&MISSION_TYPE),
            "the type of mission that the entry gives",
        ),
        Field::optional(
            "seats",
            FieldType::List(&FieldType::Place),
            "the seats that the entry gives",
        ),
    ],
    rules: &[Rule::AgreesWithState {
        fact: "mission",
        fields: &["type", "seats"],
    }],
    ..Kind::EMPTY
};

pub static SEE_ALSO_TITLE: Kind = Kind {
    name: "see_also_title",
    plural: "see_also_titles",
    description: "The title of another document that this one refers to.",
    placement: Placement::Part,
    seed: SeedTable {
        file: "relation.toml",
        key: "see_also",
    },
    fields: &[Field::required(
        "name",
        FieldType::Literal,
        "the title as written",
    )],
    ..Kind::EMPTY
};
