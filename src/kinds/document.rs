//! Documents: the texts that facts are read from. The repository holds their properties, not the texts.

use crate::kind::FieldType::{
    Choice, Fact, FreeText, Group, Hash, Integer, List, Literal, Parts, Place,
};
use crate::kind::{
    Derived, Field, Filter, Kind, MISSION_TYPE, Placement, Rule, Scope, SeedTable, Sort,
};

const SECTION: &[Field] = &[
    Field::required("name", Literal).doc("the name that pointers use for it"),
    Field::required("level", Integer).doc("2 for a section, 3 or more below it"),
    Field::required("sentences", Integer).doc("the number of its sentences"),
];

pub static DOCUMENT: Kind = Kind {
    name: "document",
    plural: "documents",
    description: "The documents that facts are read from, each with its sections.",
    scope: Scope::Document,
    seed: SeedTable::new("relation.toml", "document"),
    fields: &[
        Field::required("sha256", Hash).doc("SHA-256 of the whole file, in hex"),
        Field::derived("length", Integer, Derived::Length).doc("its length in code points"),
        Field::optional("licence", FreeText).doc("the licence; null if none is stated"),
        Field::optional("address", FreeText).doc("the URL of its origin; null if unknown"),
        Field::optional("retrieved", FreeText).doc("the day of retrieval; null if unknown"),
        Field::derived("sections", List(&Group(SECTION)), Derived::Sections)
            .doc("the sections in the order of the text"),
        Field::optional("infobox", Parts(&INFOBOX_ENTRY)).doc("its infobox"),
        Field::optional("see_also", Parts(&SEE_ALSO_TITLE)).doc("the titles it refers to"),
        Field::optional("references", Parts(&REFERENCE)).doc("the works that it cites"),
    ],
    rules: &[Rule::Day { field: "retrieved" }],
    ..Kind::EMPTY
};

pub static INFOBOX_ENTRY: Kind = Kind {
    name: "infobox_entry",
    plural: "infobox_entries",
    description: "The keys of infoboxes with their values, each a part of a document.",
    placement: Placement::Part,
    seed: SeedTable::new("relation.toml", "infobox"),
    fields: &[
        Field::required("key", Literal).doc("the key as the document writes it"),
        Field::required("value", Literal).doc("the value as the document writes it"),
        Field::optional("mission", Fact).doc("the mission that the entry is about"),
        Field::optional("type", Choice(&MISSION_TYPE)).doc("the type of mission it gives"),
        Field::optional("seats", List(&Place)).doc("the seats that the entry gives"),
    ],
    filters: &[
        Filter::field("key").doc("only entries with these keys"),
        Filter::field("type").doc("only entries that give these types of mission"),
    ],
    sorts: &[Sort::field("key")],
    rules: &[Rule::AgreesWithState {
        fact: "mission",
        fields: &["type", "seats"],
    }],
    ..Kind::EMPTY
};

pub static SEE_ALSO_TITLE: Kind = Kind {
    name: "see_also_title",
    plural: "see_also_titles",
    description: "The titles of other documents that a document refers to, each a part of it.",
    placement: Placement::Part,
    seed: SeedTable::new("relation.toml", "see_also"),
    fields: &[Field::required("name", Literal).doc("the title as it is written")],
    filters: &[Filter::field("name").doc("only these titles")],
    sorts: &[Sort::field("name")],
    ..Kind::EMPTY
};

pub static REFERENCE: Kind = Kind {
    name: "reference",
    plural: "references",
    description: "The works that documents cite in their footnotes, each a part of a document.",
    placement: Placement::Part,
    seed: SeedTable::new("relation.toml", "reference"),
    fields: &[
        Field::required("text", FreeText)
            .doc("author, title, publisher and date, as far as the document gives them"),
        Field::optional("address", FreeText).doc("the URL of the work; null if none is given"),
    ],
    ..Kind::EMPTY
};
