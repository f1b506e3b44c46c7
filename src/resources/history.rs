//! History: what the document tells of the past, in our own words, with its hedges.

use crate::resource::{Enumeration, Field, Kind, Seed, Shape};

static STANDING: Enumeration = Enumeration { values: &["stated", "widely_accepted", "disputed", "claimed"] };

pub static HISTORY: Kind = Kind {
    name: "history",
    plural: "history",
    about: "What the document tells of the past; the date is the period told of.",
    seed: Seed { file: "history.toml", key: "history" },
    fields: &[
        Field::required("statement", Shape::Words, "what the document says, in our own words"),
        Field::required("standing", Shape::Choice(&STANDING), "how far the document stands behind it"),
    ],
    ..Kind::PLAIN
};
