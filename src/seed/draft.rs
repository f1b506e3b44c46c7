//! Facts as they come out of seed files: each value checked by itself, not yet against the rest of the pair.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use toml::Spanned;

use super::source::File;
use crate::kind::Kind;
use crate::values::date::Date;

/// A fact before it is checked against the others.
#[derive(Debug, Clone)]
pub struct Draft {
    pub kind: &'static Kind,
    pub file: Arc<File>,
    /// Of the table.
    pub span: Range<usize>,
    pub id: Spanned<String>,
    pub title: String,
    pub date: Option<Dated>,
    pub rank: &'static str,
    pub claim: Option<String>,
    pub note: Option<String>,
    /// The kind's own fields as answers show them; derived ones are `null` until they are derived.
    pub own: Map<String, Value>,
    /// By the name of the field that holds them.
    pub parts: Vec<(&'static str, Vec<Draft>)>,
    /// The pointers, as written.
    pub at: Vec<Spanned<String>>,
    /// Words that must stand in the sentences.
    pub literals: Vec<Spanned<String>>,
    /// Facts it names, `kind/id`.
    pub references: Vec<Spanned<Reference>>,
    /// Whether a value of it, or of one of its parts, was refused: then what would follow from it is not known.
    pub faulty: bool,
    /// Where each key's value stands.
    pub spans: HashMap<String, Range<usize>>,
}

/// A date with the document's words for it.
#[derive(Debug, Clone)]
pub struct Dated {
    pub date: Date,
    pub text: Option<String>,
}

/// The name of a fact of the pair.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    pub kind: String,
    pub id: String,
}

impl Dated {
    /// The date as answers show it.
    pub fn to_json(&self) -> Value {
        let Date {
            edtf,
            precision,
            earliest,
            latest,
            approximate,
            uncertain,
        } = &self.date;
        json!({
            "edtf": edtf,
            "text": self.text,
            "precision": precision,
            "earliest": earliest.map(|day| day.to_string()),
            "latest": latest.map(|day| day.to_string()),
            "approximate": approximate,
            "uncertain": uncertain,
        })
    }
}

impl Draft {
    /// How diagnostics call it: `visit khurelsukh-nur-sultan`.
    pub fn label(&self) -> String {
        [self.kind.name, " ", self.id.get_ref()].concat()
    }

    pub fn reference(&self) -> Reference {
        Reference {
            kind: self.kind.name.to_owned(),
            id: self.id.get_ref().clone(),
        }
    }

    /// The place of a key's value, or the table where the key is not written.
    pub fn span_of(&self, key: &str) -> Range<usize> {
        self.spans.get(key).unwrap_or(&self.span).clone()
    }

    /// The fact and its parts.
    pub fn with_parts(&self) -> impl Iterator<Item = &Draft> {
        std::iter::once(self).chain(self.parts.iter().flat_map(|(_, parts)| parts))
    }
}
