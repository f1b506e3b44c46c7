//! JSON Schema of the values that items of many kinds have, and of problems.

use serde_json::{Value, json};

use super::json_schema::{LIST_ENTRY, described, id, list, nullable, object, property, text};
use crate::http::problem::Reason;
use crate::kind::{CALENDAR, MAX_VALUE_LENGTH};
use crate::values::currency;
use crate::values::date::PRECISIONS;

/// The schemas by their names.
pub fn all() -> impl Iterator<Item = (String, Value)> {
    let schemas = [
        ("Country", country()),
        property(
            "CurrencyCode",
            json!({ "type": "string", "enum": currency::codes().collect::<Vec<_>>() }),
            "An ISO 4217 code.",
        ),
        ("Date", date()),
        ("Place", place()),
        ("FactReference", fact_reference()),
        ("Source", source()),
        ("Problem", problem()),
    ];
    schemas
        .map(|(name, schema)| (name.to_owned(), schema))
        .into_iter()
}

fn country() -> Value {
    json!({
        "type": "string",
        "minLength": 1,
        "maxLength": MAX_VALUE_LENGTH,
        "pattern": LIST_ENTRY,
        "description": "A country by its ISO 3166-1 alpha-2 or alpha-3 code, the code of ISO 3166-3 of a former one, its English name, or the name that a document uses, in any case.",
        "examples": ["KAZ", "KZ", "Kazakhstan"],
    })
}

fn date() -> Value {
    let day = || nullable(json!({ "type": "string", "format": "date" }));
    let schema = object(&[
        property(
            "edtf",
            text(),
            "the date in EDTF (ISO 8601-2), in the Gregorian calendar",
        ),
        property("text", nullable(text()), WORDS),
        ("calendar", calendar()),
        property(
            "precision",
            json!({ "type": "string", "enum": PRECISIONS }),
            "the unit that the document gives; `interval` for two dates",
        ),
        property(
            "earliest",
            day(),
            "the first possible day; null for an open start",
        ),
        property(
            "latest",
            day(),
            "the last possible day; null for an open end",
        ),
        property(
            "approximate",
            json!({ "type": "boolean" }),
            "true if the document says “about”",
        ),
        property(
            "uncertain",
            json!({ "type": "boolean" }),
            "true if the document is not sure",
        ),
    ]);
    described(schema, "A date, as precise as the document gives it.")
}

/// The description of a date's `text`.
const WORDS: &str = "the document's words for it; null if there are none";

fn calendar() -> Value {
    let description = "the calendar of these words, from which the curator has converted the date; null for the Gregorian one";
    let meanings = CALENDAR.described();
    let schema = json!({ "type": "string", "enum": CALENDAR.values });
    described(nullable(schema), &format!("{description}. {meanings}"))
}

fn place() -> Value {
    let schema = object(&[
        property("id", id(), "the place, whatever its name"),
        property("name", text(), "the name that the document uses here"),
        property(
            "also",
            list(text()),
            "other spellings of its name, added by the curator; the document does not have them",
        ),
    ]);
    described(schema, "A place.")
}

fn fact_reference() -> Value {
    let schema = object(&[
        property("kind", text(), "the kind of the fact"),
        property("id", id(), "its id"),
        property(
            "title",
            nullable(text()),
            "its title; null if it is not in the data set",
        ),
        property(
            "url",
            nullable(text()),
            "the path of its own response; null if it is not in the data set",
        ),
    ]);
    described(schema, "Another fact.")
}

fn source() -> Value {
    let number = || json!({ "type": "integer", "minimum": 0 });
    let hash = json!({ "type": "string", "pattern": "^[0-9a-f]{16}$" });
    let place = [
        property("document", id(), "the id of the document"),
        property(
            "pointer",
            text(),
            "the name of the sentence within the document",
        ),
        property("section", text(), "its section"),
        property(
            "paragraph",
            number(),
            "its paragraph within the section, from 1",
        ),
        property(
            "sentence",
            number(),
            "its number within the paragraph, from 1",
        ),
        property(
            "start",
            number(),
            "its first character in the document, in Unicode code points from 0",
        ),
        property(
            "end",
            number(),
            "the character after its last, in Unicode code points from 0",
        ),
        property(
            "sha256",
            hash,
            "the first 16 hexadecimal digits of the SHA-256 of the sentence, each run of white space as one space",
        ),
        property("text", nullable(text()), TEXT),
    ];
    let schema = object(&[&place[..], &source_evidence()].concat());
    described(schema, "A sentence of a document.")
}

/// The properties of a source that say what it shows and where it can be read.
fn source_evidence() -> [(&'static str, Value); 3] {
    [
        property(
            "link",
            nullable(json!({ "type": "string", "format": "iri" })),
            "the address of the sentence in the document on the web, where a browser marks it; null if the document has no address",
        ),
        property(
            "supports",
            nullable(list(text())),
            "the fields of the fact whose words stand in this sentence; null if it is unknown, because the document was not at hand",
        ),
        property(
            "references",
            list(reference()),
            "the works that its footnotes refer to",
        ),
    ]
}

fn reference() -> Value {
    object(&[
        property(
            "id",
            nullable(id()),
            "the id of the reference; null if only the mark is known",
        ),
        property(
            "mark",
            text(),
            "the mark of the footnote, without its brackets",
        ),
        property(
            "text",
            nullable(text()),
            "author, title, publisher and date of the work, as far as they are known",
        ),
        property(
            "address",
            nullable(json!({ "type": "string", "format": "iri" })),
            "the URL of the work; null if none is given",
        ),
    ])
}

const TEXT: &str = "the sentence; null if the document was not at hand when the data set was built";

fn problem() -> Value {
    let schema = object(&[
        property(
            "type",
            text(),
            "the path of the page that explains the problem",
        ),
        property(
            "title",
            text(),
            "the problem in a few words, the same each time",
        ),
        property("status", json!({ "type": "integer" }), "the HTTP status"),
        property(
            "detail",
            text(),
            "what is wrong with this request, and what to do",
        ),
        property(
            "instance",
            nullable(text()),
            "the requested URL; null if the problem does not depend on it",
        ),
        property(
            "errors",
            list(error()),
            "every part of the request that is wrong",
        ),
    ]);
    described(schema, "A problem as RFC 9457 defines it.")
}

fn error() -> Value {
    object(&[
        property(
            "parameter",
            text(),
            "the parameter, or `id`, `path`, `name`, `format` or `Accept`",
        ),
        property(
            "value",
            nullable(text()),
            "the wrong value; of a list, the one entry",
        ),
        property(
            "reason",
            json!({ "type": "string", "enum": Reason::ALL }),
            "why it is refused. `unknown`: nothing has this name; `missing`: it is required; `repeated`: it is given \
                 more than once; `empty`: the value is empty; `invalid`: the parameter does not take this value; \
                 `outdated`: the cursor belongs to another version of the data set",
        ),
        property(
            "expected",
            nullable(text()),
            "the values that are taken, in words",
        ),
        property(
            "did_you_mean",
            nullable(text()),
            "the value that was probably meant",
        ),
        property(
            "allowed",
            nullable(list(text())),
            "the values that are taken, where they are a closed list",
        ),
    ])
}
