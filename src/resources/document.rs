//! Documents: the texts that facts are read from, as far as the repository keeps them.

use crate::resource::{Derived, Field, Home, Kind, MISSION_TYPE, Rule, Scope, Seed, Shape};

const SECTION: &[Field] = &[
    Field::required("name", Shape::Literal, "the name that pointers use"),
    Field::required("level", Shape::Integer, "2 for a section, 3 and more for what is below it"),
    Field::required("sentences", Shape::Integer, "how many sentences it has"),
];

pub static DOCUMENT: Kind = Kind {
    name: "document",
    plural: "documents",
    about: "The documents that facts are read from; `sentences` lists every sentence of one.",
    scope: Scope::Document,
    seed: Seed { file: "relation.toml", key: "document" },
    fields: &[
        Field::required("sha256", Shape::Hash, "of the whole file"),
        Field::derived("length", Shape::Integer, Derived::Length, "in Unicode code points"),
        Field::optional("licence", Shape::Words, "null where none is stated"),
        Field::optional("address", Shape::Words, "where it was found; null where that is not known"),
        Field::optional("retrieved", Shape::Words, "the day it was retrieved; null where that is not known"),
        Field::derived("sections", Shape::List(&Shape::Group(SECTION)), Derived::Sections, "in the order of the text"),
        Field::optional("infobox", Shape::Parts(&INFOBOX_ENTRY), "keys and values of the infobox"),
        Field::optional("see_also", Shape::Parts(&SEE_ALSO_TITLE), "titles that the document refers to"),
    ],
    ..Kind::PLAIN
};

pub static INFOBOX_ENTRY: Kind = Kind {
    name: "infobox_entry",
    plural: "infobox_entries",
    about: "A key of the infobox and its value.",
    home: Home::Part,
    seed: Seed { file: "relation.toml", key: "infobox" },
    fields: &[
        Field::required("key", Shape::Literal, "the key as written"),
        Field::required("value", Shape::Literal, "the value as written"),
        Field::optional("mission", Shape::Fact, "the mission that the entry is about"),
        Field::optional("type", Shape::Choice(&MISSION_TYPE), "the type of mission that the entry gives"),
        Field::optional("seats", Shape::List(&Shape::Place), "the seats that the entry gives"),
    ],
    rules: &[Rule::AgreesWithState { fact: "mission", says: &["type", "seats"] }],
    ..Kind::PLAIN
};

pub static SEE_ALSO_TITLE: Kind = Kind {
    name: "see_also_title",
    plural: "see_also_titles",
    about: "The title of another document that this one refers to.",
    home: Home::Part,
    seed: Seed { file: "relation.toml", key: "see_also" },
    fields: &[Field::required("name", Shape::Literal, "the title as written")],
    ..Kind::PLAIN
};
