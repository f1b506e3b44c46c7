//! History: statements of the document about the past, in the curator's words, with the document's own reservations.

use crate::kind::FieldType::FreeText;
use crate::kind::{
    ATTRIBUTED, DENIED_BY, FIRMNESS, Field, Filter, Kind, STANDING_FIELD, SeedTable, Summary,
};

pub static HISTORY: Kind = Kind {
    name: "history",
    plural: "history",
    description: "Statements of the document about the past; `date` is the period they are about.",
    seed: SeedTable::new("history.toml", "history"),
    fields: &[
        Field::required("statement", FreeText).doc("the statement, in the curator's words"),
        FIRMNESS,
        ATTRIBUTED,
        DENIED_BY,
    ],
    filters: &[Filter::field(STANDING_FIELD).doc("only what the document states this firmly")],
    summary: Some(Summary::Sentence("statement")),
    ..Kind::EMPTY
};
