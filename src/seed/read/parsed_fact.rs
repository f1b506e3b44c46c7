//! Facts as parsed from seed files.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use toml::Spanned;

use super::citation::Citation;
use crate::kind::Kind;
use crate::seed::diagnostics::Diagnostic;
use crate::seed::source_file::SourceFile;
use crate::values::date::Date;

/// A fact whose values were checked one by one. Spans are bytes of its file.
#[derive(Debug, Clone)]
pub struct ParsedFact {
    pub kind: &'static Kind,
    pub file: Arc<SourceFile>,
    /// Of the table.
    pub span: Range<usize>,
    pub id: Spanned<String>,
    pub title: String,
    pub date: Option<DateWithText>,
    pub rank: &'static str,
    pub claim: Option<String>,
    pub note: Option<String>,
    /// The values of the kind's own fields as responses show them; `null` for derived fields and after errors.
    pub values: Map<String, Value>,
    pub parts: Vec<Parts>,
    /// The sentences of `at`.
    pub citations: Vec<Citation>,
    /// Texts that must occur in a sentence that the fact cites.
    pub literals: Vec<Literal>,
    /// The facts that it names.
    pub references: Vec<Spanned<FactRef>>,
    /// True if a value of it or of one of its parts was rejected, or may be lost to an error of syntax. Checks that depend on all
    /// its values are then skipped.
    pub has_errors: bool,
    /// The span of each key's value.
    pub value_spans: HashMap<String, Range<usize>>,
}

/// A text that must occur in a sentence.
#[derive(Debug, Clone)]
pub struct Literal {
    /// The field that it is the value of; that of a group's member is `guest.name`.
    pub field: String,
    pub text: Spanned<String>,
}

/// The facts inside a fact, under one of its fields.
#[derive(Debug, Clone)]
pub struct Parts {
    pub field: &'static str,
    pub facts: Vec<ParsedFact>,
}

/// A date, and the words that the document has for it.
#[derive(Debug, Clone)]
pub struct DateWithText {
    pub date: Date,
    pub text: Option<String>,
    /// The calendar of these words, from which the curator has converted the date; `None` for the Gregorian one.
    pub calendar: Option<&'static str>,
}

/// The kind and id of a fact, which name it within the pair.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FactRef {
    pub kind: String,
    pub id: String,
}

impl FactRef {
    /// Parses `kind/id`.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, id) = text.split_once('/')?;
        Some(Self {
            kind: kind.to_owned(),
            id: id.to_owned(),
        })
    }

    /// Reads the value of a field of type [`Fact`](crate::kind::FieldType::Fact); `None` for `null`.
    pub fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            kind: value["kind"].as_str()?.to_owned(),
            id: value["id"].as_str()?.to_owned(),
        })
    }
}

impl fmt::Display for FactRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.id)
    }
}

impl DateWithText {
    /// The date as responses show it.
    pub fn to_json(&self) -> Value {
        let date = &self.date;
        json!({
            "edtf": date.edtf,
            "text": self.text,
            "calendar": self.calendar,
            "precision": date.precision,
            "earliest": date.earliest.map(|day| day.to_string()),
            "latest": date.latest.map(|day| day.to_string()),
            "approximate": date.approximate,
            "uncertain": date.uncertain,
        })
    }
}

impl ParsedFact {
    pub fn fact_ref(&self) -> FactRef {
        FactRef {
            kind: self.kind.name.to_owned(),
            id: self.id.get_ref().clone(),
        }
    }

    /// The value of one of the kind's own fields, if it is a text.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.values.get(field).and_then(Value::as_str)
    }

    /// The entries of one of the kind's own fields, if it is a list.
    pub fn list(&self, field: &str) -> Option<&[Value]> {
        self.values.get(field)?.as_array().map(Vec::as_slice)
    }

    /// The facts inside the fact.
    pub fn all_parts(&self) -> impl Iterator<Item = &ParsedFact> {
        self.parts.iter().flat_map(|parts| &parts.facts)
    }

    /// The fact, followed by the facts inside it.
    pub fn with_parts(&self) -> impl Iterator<Item = &ParsedFact> {
        std::iter::once(self).chain(self.all_parts())
    }

    /// The span of a key's value, or of the table if the key is not written.
    fn span_of(&self, key: &str) -> Range<usize> {
        self.value_spans.get(key).unwrap_or(&self.span).clone()
    }

    /// The file and line of a key's value: `seeds/iceland-japan/visits.toml:18`.
    pub fn position_of(&self, key: &str) -> String {
        let before = &self.file.text[..self.span_of(key).start];
        let line = before.matches('\n').count() + 1;
        format!("{}:{line}", self.file.path)
    }

    /// A diagnostic at the value of a key.
    pub fn diagnostic_at(
        &self,
        key: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Diagnostic {
        self.diagnostic(self.span_of(key), message, remedy)
    }

    /// A diagnostic in this fact.
    pub fn diagnostic(
        &self,
        span: Range<usize>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            fact: Some([self.kind.name, " ", self.id.get_ref()].concat()),
            ..Diagnostic::new(&self.file, span, message, remedy)
        }
    }
}
