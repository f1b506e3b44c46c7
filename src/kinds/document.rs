//! Documents: the texts that facts are read from. The repository holds their properties, not the texts.

use serde_json::{Map, Value};

use crate::kind::FieldType::{
    Choice, Fact, FreeText, Group, Hash, Integer, Language, Licence, List, Literal, Parts, Place,
    Url,
};
use crate::kind::{
    Derived, Field, Filter, Kind, MISSION_TYPE, Placement, Rule, Scope, SeedTable, Sort,
    Vocabulary, vocabulary,
};
use crate::values::day::{Day, parse_day};

const SECTION: &[Field] = &[
    Field::required("name", Literal).doc("the name that pointers use for it"),
    Field::required("level", Integer).doc("2 for a section, 3 or more below it"),
    Field::required("sentences", Integer).doc("the number of its sentences"),
];

static ADDRESS_STATUS: Vocabulary = vocabulary! {
    "stated": "the document states the address itself, or it was retrieved there",
    "identified": "the curator found the document at this address; an addition of the curator",
};

/// The day of which a document can speak: that of its retrieval, else of its publication, else it is no newer than the last
/// revision of the facts. `None` if none of them is known.
pub fn document_day(document: &Map<String, Value>, revised: Option<Day>) -> Option<Day> {
    let day = |field| parse_day(document.get(field)?.as_str()?);
    day("retrieved").or_else(|| day("published")).or(revised)
}

pub static DOCUMENT: Kind = Kind {
    name: "document",
    plural: "documents",
    description: "The documents that facts are read from, each with its sections.",
    scope: Scope::Document,
    seed: SeedTable::new("documents/ID.toml", "document"),
    fields: &[
        Field::derived("sha256", Hash, Derived::TextHash).doc("SHA-256 of the whole text, in hex"),
        Field::derived("length", Integer, Derived::Length).doc("its length in code points"),
        Field::derived("sentences", Integer, Derived::SentenceCount)
            .doc("the number of its sentences"),
        Field::derived("cited", Integer, Derived::CitedCount)
            .doc("the number of sentences that a fact cites; each of the others has an excuse"),
        Field::optional("publisher", FreeText).doc("the publisher; null if unknown"),
        Field::optional("language", Language).doc("the language, as a BCP 47 tag"),
        Field::optional("licence", Licence)
            .doc("the licence, as an SPDX expression; null if none is stated"),
        Field::optional("address", Url).doc("the URL at which it can be read; null if unknown"),
        Field::optional("address_status", Choice(&ADDRESS_STATUS))
            .doc("where the address comes from; null if there is none"),
        Field::optional("revision", FreeText)
            .doc("the revision as its publisher numbers it; null if unknown"),
        Field::optional("published", FreeText).doc("the day of publication; null if unknown"),
        Field::optional("retrieved", FreeText).doc("the day of retrieval; null if unknown"),
        Field::optional("abbreviations", List(&FreeText))
            .doc("abbreviations whose full stop ends no sentence in it, besides the common ones"),
        Field::derived("sections", List(&Group(SECTION)), Derived::Sections)
            .doc("the sections in the order of the text"),
        Field::optional("infobox", Parts(&INFOBOX_ENTRY)).doc("its infobox"),
        Field::optional("see_also", Parts(&SEE_ALSO_TITLE)).doc("the titles it refers to"),
        Field::optional("references", Parts(&REFERENCE)).doc("the works that it cites"),
    ],
    filters: &[
        Filter::field("publisher").doc("only documents of these publishers"),
        Filter::field("language").doc("only documents in these languages"),
        Filter::field("licence").doc("only documents under these licences"),
    ],
    sorts: &[
        Sort::field("published"),
        Sort::field("retrieved"),
        Sort::field("publisher"),
    ],
    rules: &[
        Rule::Day { field: "published" },
        Rule::Day { field: "retrieved" },
        Rule::Together {
            one: "address",
            other: "address_status",
        },
    ],
    ..Kind::EMPTY
};

pub static INFOBOX_ENTRY: Kind = Kind {
    name: "infobox_entry",
    plural: "infobox_entries",
    description: "The keys of infoboxes with their values, each a part of a document.",
    placement: Placement::Part,
    seed: SeedTable::new("documents/ID.toml", "infobox"),
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
    seed: SeedTable::new("documents/ID.toml", "see_also"),
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
    scope: Scope::Reference,
    seed: SeedTable::new("documents/ID.toml", "reference"),
    fields: &[
        Field::required("mark", FreeText)
            .doc("the mark of the footnote in the document, without its brackets"),
        Field::optional("text", FreeText)
            .doc("author, title, publisher and date, as far as the document gives them"),
        Field::optional("address", Url).doc("the URL of the work; null if none is given"),
    ],
    filters: &[Filter::field("mark").doc("only footnotes with these marks")],
    ..Kind::EMPTY
};
