//! Groups of fields that several kinds share.

use super::declaration::FieldType::{
    Choice, Country, Currency, FreeText, Group, Integer, List, Literal, Spelling,
};
use super::declaration::{Derived, Field, NumberWords};
use super::rule::Rule;
use super::vocabulary::{
    ATTRIBUTED_TO, OFFICE, ROLE, STANDING, STANDING_FIELD, Vocabulary, vocabulary,
};

/// The other spellings of a `name`.
const OTHER_SPELLINGS: Field =
    Field::derived("also", List(&Spelling), Derived::SpellingsOf("name"))
        .doc("other spellings of the name, added by the curator; the document does not have them");

/// A person, or several whom the document names together.
pub const PERSON: &[Field] = &[
    Field::optional("name", Literal)
        .doc("the name as the document writes it; null if it names nobody"),
    OTHER_SPELLINGS,
    Field::optional("title", Literal).doc("the title as the document writes it"),
    Field::optional("number", Integer)
        .in_words(NumberWords::Sentence {
            noun: Some("title"),
        })
        .doc(
            "the number of people, if the document counts instead of naming them, as in “two senators”",
        ),
    Field::optional("office", Choice(&OFFICE)).doc("the office held at the time"),
    Field::optional("other_offices", FreeText)
        .doc("further offices and roles that the document gives, in the curator's words"),
    Field::required("country", Country).doc("the country represented, ISO 3166 alpha-3"),
];

const ACTOR_NAME: Field =
    Field::required("name", Literal).doc("the name as the document writes it");

const ACTOR_COUNTRY: Field = Field::optional("country", Country)
    .doc("the country of the actor, ISO 3166 alpha-3; null if it belongs to no state");

const ACTOR_NUMBER: Field = Field::optional("number", Integer)
    .in_words(NumberWords::Sentence { noun: Some("name") })
    .doc("the number of people, if the document counts them, as in “two attachés”");

/// A body or person.
pub const ACTOR: &[Field] = &[ACTOR_NAME, OTHER_SPELLINGS, ACTOR_COUNTRY, ACTOR_NUMBER];

/// A body or person that takes part in something.
pub const PARTICIPANT: &[Field] = &[
    ACTOR_NAME,
    OTHER_SPELLINGS,
    ACTOR_COUNTRY,
    ACTOR_NUMBER,
    Field::optional("role", Choice(&ROLE)).doc("the part that it takes, if the document says"),
];

/// The body or person whose statement a fact is.
pub const ATTRIBUTED: Field = Field::optional(ATTRIBUTED_TO, Group(ACTOR))
    .doc("the body or person whose statement it is, if the document attributes it");

/// The firmness of a fact that the document may tell without any reservation.
pub const RESERVATION: Field = Field::optional(STANDING_FIELD, Choice(&STANDING))
    .doc("how firmly the document states it; null if it makes no reservation");

/// The firmness of a fact of a kind that is often doubted or claimed.
pub const FIRMNESS: Field =
    Field::required(STANDING_FIELD, Choice(&STANDING)).doc("how firmly the document states it");

/// Those who contradict a fact.
pub const DENIED_BY: Field = Field::optional("denied_by", List(&Group(ACTOR)))
    .doc("the bodies and people who deny or reject it, as the document says");

static SHARE_OF: Vocabulary = vocabulary! {
    "exports": "all exports of `country`",
    "imports": "all imports of `country`",
    "turnover": "all exports and imports of `country`",
    "exports_to_partner": "the exports of `country` to the other party",
    "imports_from_partner": "the imports of `country` from the other party",
    "turnover_with_partner": "the exports and imports of `country` to and from the other party",
};

/// A share of a total. Integers, never floats: `4.5 %` is 450 basis points.
pub const SHARE: &[Field] = &[
    Field::required("basis_points", Integer)
        .in_words(NumberWords::Percentage("text"))
        .doc("hundredths of a percent"),
    Field::required("of", Choice(&SHARE_OF)).doc("the total that it is a share of"),
    Field::required("country", Country).doc("the country whose total it is, ISO 3166 alpha-3"),
    Field::required("text", Literal).doc("the share as the document writes it"),
];

/// The name that the documents use for a country.
pub const COUNTRY_NAME: &[Field] = &[
    Field::required("code", Country).doc(
        "ISO 3166-1 alpha-3, the former code of ISO 3166-3, or one that ISO leaves to its users",
    ),
    Field::required("name", FreeText).doc("the name as the documents write it"),
    Field::optional("first_year", Integer).doc("the year in which the country began to exist"),
    Field::optional("last_year", Integer).doc("the last year in which it existed"),
    Field::optional("successor", Country).doc("the country that took its place"),
];

/// A sum of money, or a range. Integers, never floats: `US$68.2 million` is 68200000 with a precision of 100000.
pub const MONEY: &[Field] = &[
    Field::optional("value", Integer).doc("whole units of the currency; null for a range"),
    Field::optional("min", Integer).doc("the lower end of a range; null for a single sum"),
    Field::optional("max", Integer).doc("the upper end of a range; null for a single sum"),
    Field::required("currency", Currency).doc("ISO 4217"),
    Field::required("precision", Integer)
        .doc("the unit of the last digit in the text, in units of the currency"),
    Field::required("text", Literal).doc("the sum as the document writes it"),
];

/// A sum that a field `amount` holds is a single one or a range.
pub const SUM_OR_RANGE: Rule = Rule::AtLeastOneOf {
    group: "amount",
    fields: &["value", "min", "max"],
};

/// The ends of a range that a field `amount` holds are in order.
pub const RANGE_IN_ORDER: Rule = Rule::Ordered {
    least: "amount.min",
    most: "amount.max",
};
