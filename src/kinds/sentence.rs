//! Sentences: the evidence that facts cite. The index of a document lists them; no curator writes them.

use crate::kind::FieldType::{Choice, Fact, FreeText, Group, Integer, List, Literal, Url};
use crate::kind::{Derived, Field, Filter, Kind, Scope, Sort, Vocabulary, vocabulary};

static STATUS: Vocabulary = vocabulary! {
    "cited": "at least one fact cites it",
    "excused": "no fact cites it, and `excuse` says why",
};

const REFERENCE: &[Field] = &[
    Field::optional("id", FreeText).doc("the id of the reference; null if only its mark is known"),
    Field::required("mark", FreeText).doc("the mark of the footnote, without its brackets"),
    Field::optional("text", FreeText).doc("the work; null if nothing is known of it"),
    Field::optional("address", Url).doc("the URL of the work; null if none is given"),
];

pub static SENTENCE: Kind = Kind {
    name: "sentence",
    plural: "sentences",
    description: "Every sentence of every document, with the facts that cite it or the reason why none does.",
    scope: Scope::Sentence,
    fields: &[
        Field::required("document", FreeText).doc("the id of the document"),
        Field::required("pointer", Literal)
            .doc("its name within the document: section, paragraph and sentence"),
        Field::required("section", FreeText).doc("the section"),
        Field::required("paragraph", Integer).doc("the paragraph within the section, from 1"),
        Field::required("sentence", Integer).doc("the sentence within the paragraph, from 1"),
        Field::required("start", Integer)
            .doc("its first character in the document, counted in Unicode code points from 0"),
        Field::required("end", Integer)
            .doc("the character after its last, counted in Unicode code points from 0"),
        Field::required("sha256", FreeText)
            .doc("the first 16 hexadecimal digits of the SHA-256 of its text, each run of white space as one space"),
        Field::optional("link", Url)
            .doc("the address of the sentence in the document on the web, where a browser marks it; null if the document has no address"),
        Field::required("references", List(&Group(REFERENCE)))
            .doc("the works that its footnotes refer to"),
        Field::optional("text", FreeText)
            .doc("its text; null if the document was not at hand when the data set was built"),
        Field::required("status", Choice(&STATUS))
            .doc("cited if a fact cites it, otherwise excused"),
        Field::optional("excuse", FreeText).doc("why no fact cites it; null if one does"),
        Field::derived("facts", List(&Fact), Derived::CitedBy).doc("the facts that cite it"),
    ],
    filters: &[
        Filter::field("section").doc("only sentences of these sections"),
        Filter::field("status")
            .doc("only sentences that are cited, or only those that are excused"),
    ],
    sorts: &[Sort::field("start"), Sort::field("section")],
    ..Kind::EMPTY
};
