//! History: statements of the document about the past, in the curator's words, with the document's own reservations.

use crate::kind::FieldType::{Choice, FreeText};
use crate::kind::{Field, Kind, SeedTable, Vocabulary, vocabulary};

static STANDING: Vocabulary = vocabulary! {
    "stated": "stated as a fact",
    "widely_accepted": "said to be widely accepted",
    "disputed": "said to be disputed",
    "claimed": "reported as somebody's claim",
};

pub static HISTORY: Kind = Kind {
    name: "history",
    plural: "history",
    description: "Statements of the document about the past; `date` is the period they are about.",
    seed: SeedTable::new("history.toml", "history"),
    fields: &[
        Field::required("statement", FreeText).doc("the statement, in the curator's words"),
        Field::required("standing", Choice(&STANDING)).doc("how firmly the document states it"),
    ],
    summary: Some("statement"),
    ..Kind::EMPTY
};
