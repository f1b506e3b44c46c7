//! Groups of fields that several kinds share.

use super::declaration::Field;
use super::declaration::FieldType::{Choice, Country, Currency, Integer, Literal};
use super::vocabulary::OFFICE;

/// A person, as named by the document.
pub const PERSON: &[Field] = &[
    Field::optional(
        "name",
        Literal,
        "the name as the document writes it; null if it names nobody",
    ),
    Field::optional("title", Literal, "the title as the document writes it"),
    Field::optional("office", Choice(&OFFICE), "the office held at the time"),
    Field::required(
        "country",
        Country,
        "the country represented, ISO 3166-1 alpha-3",
    ),
];

/// A body or person that takes part in something.
pub const ACTOR: &[Field] = &[
    Field::required("name", Literal, "the name as the document writes it"),
    Field::optional(
        "country",
        Country,
        "the country of the actor, ISO 3166-1 alpha-3; null if it belongs to no state",
    ),
];

/// A sum of money. Integers, never floats: `US$68.2 million` is 68200000 with a precision of 100000.
pub const MONEY: &[Field] = &[
    Field::required("value", Integer, "whole units of the currency"),
    Field::required("currency", Currency, "ISO 4217"),
    Field::required(
        "precision",
        Integer,
        "the unit of the last digit in the text, in units of the currency",
    ),
    Field::required("text", Literal, "the sum as the document writes it"),
];
