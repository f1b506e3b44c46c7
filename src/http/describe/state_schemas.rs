//! JSON Schema of the data set's metadata and of the probes.

use serde_json::{Value, json};

use super::json_schema::{nullable, object, property, text};

/// `/v1/dataset`.
pub fn dataset() -> Value {
    object(&[
        property(
            "title",
            nullable(text()),
            "the title; null if the seeds give none",
        ),
        property(
            "licence",
            nullable(text()),
            "the licence, as an SPDX expression",
        ),
        property("citation", nullable(text()), "how to cite this version"),
        property(
            "revised",
            nullable(json!({ "type": "string", "format": "date" })),
            "the day on which the facts were last revised",
        ),
        property("counts", counts(), "the number of facts of each kind"),
        property(
            "sources",
            origins(),
            "the documents that the facts were read from",
        ),
        property("dataset", text(), "the version of the data set"),
    ])
}

/// Numbers by the names of what is counted.
fn counts() -> Value {
    json!({ "type": "object", "additionalProperties": { "type": "integer", "minimum": 0 } })
}

/// The documents, in `/v1/dataset`.
fn origins() -> Value {
    object(&[
        property(
            "publishers",
            counts(),
            "the number of documents of each publisher that is known",
        ),
        property(
            "licences",
            counts(),
            "the number of documents under each licence that is known, as an SPDX expression",
        ),
        property(
            "url",
            text(),
            "the list of the documents, each with its title, address, day and licence",
        ),
    ])
}

/// `/healthz`.
pub fn health() -> Value {
    let status = json!({ "type": "string", "const": "ok" });
    object(&[property("status", status, "the server is running")])
}

/// `/readyz`.
pub fn readiness() -> Value {
    object(&[
        property(
            "status",
            json!({ "type": "string", "const": "ready" }),
            "the database responds",
        ),
        property("dataset", text(), "the version of the data set"),
        property(
            "reload",
            nullable(text()),
            "the result of the last attempt to load another data set; null if there was none",
        ),
    ])
}
