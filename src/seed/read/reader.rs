//! From the tables of a file to facts, by the declaration of their kinds.

use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

use super::context::ReadContext;
use super::names::PlaceNames;
use super::parsed_fact::{ParsedFact, Parts};
use super::table::{Table, label};
use crate::kind::{Field, FieldType, Kind, Presence};
use crate::seed::diagnostics::Diagnostics;
use crate::seed::source::SourceFile;

/// The keys of all facts.
const COMMON_KEYS: &[&str] = &[
    "id",
    "title",
    "at",
    "date",
    "date_text",
    "rank",
    "claim",
    "note",
];

/// Reads the tables of one file.
pub struct SeedReader<'p> {
    pub context: ReadContext<'p>,
}

impl<'p> SeedReader<'p> {
    pub fn new(
        file: &Arc<SourceFile>,
        place_names: Option<&'p PlaceNames>,
        diagnostics: &'p mut Diagnostics,
    ) -> Self {
        let file = Arc::clone(file);
        let context = ReadContext {
            file,
            place_names,
            diagnostics,
        };
        Self { context }
    }

    /// The facts under a kind's key.
    pub fn facts(&mut self, kind: &'static Kind, entries: &DeTable<'_>) -> Vec<ParsedFact> {
        self.tables(kind.seed.key, entries)
            .into_iter()
            .map(|(table, span)| self.fact(kind, table, span))
            .collect()
    }

    /// The tables under a key, which may hold one table, an array of tables, or nothing.
    pub fn tables<'t>(
        &mut self,
        key: &str,
        entries: &'t DeTable<'t>,
    ) -> Vec<(&'t DeTable<'t>, Range<usize>)> {
        let Some(value) = entries.get(key) else {
            return Vec::new();
        };
        match value.get_ref() {
            DeValue::Table(table) => vec![(table, value.span())],
            DeValue::Array(array) if array.iter().all(|entry| entry.get_ref().is_table()) => array
                .iter()
                .filter_map(|entry| Some((entry.get_ref().as_table()?, entry.span())))
                .collect(),
            _ => {
                self.context.report(
                    value.span(),
                    None,
                    "expected tables",
                    format!("write [[{key}]] above each"),
                );
                Vec::new()
            }
        }
    }

    /// The fields of a table that is not a fact; `null` for those that are absent or invalid.
    pub fn fields(
        &mut self,
        label: Option<String>,
        fields: &'static [Field],
        entries: &DeTable<'_>,
        span: Range<usize>,
    ) -> Map<String, Value> {
        let names: Vec<String> = fields.iter().map(|field| field.name.to_owned()).collect();
        let mut table = Table::new(&mut self.context, label, entries, span);
        table.reject_unknown_keys(&names);
        table.fields(fields)
    }

    fn fact(
        &mut self,
        kind: &'static Kind,
        entries: &DeTable<'_>,
        span: Range<usize>,
    ) -> ParsedFact {
        let errors_before = self.context.diagnostics.len();
        let file = Arc::clone(&self.context.file);
        let parts = self.parts(kind, entries);
        let label = Some(label(kind.name, entries));
        let mut table = Table::new(&mut self.context, label, entries, span);
        table.reject_unknown_keys(&known_keys(kind));
        let values = table.fields(kind.fields);
        let value_spans = entries.iter();
        let value_spans = value_spans.map(|(key, value)| (key.get_ref().to_string(), value.span()));
        let mut fact = ParsedFact {
            kind,
            file,
            span: table.span.clone(),
            id: table.id(),
            title: table.required_text("title").into_inner(),
            date: table.date("date"),
            rank: table.rank(),
            claim: table.optional_text("claim"),
            note: table.optional_text("note"),
            values,
            parts,
            pointers: table.pointers(kind),
            literals: table.literals,
            references: table.references,
            has_errors: false,
            value_spans: value_spans.collect(),
        };
        fact.has_errors = self.context.diagnostics.len() > errors_before;
        fact
    }

    fn parts(&mut self, kind: &'static Kind, entries: &DeTable<'_>) -> Vec<Parts> {
        let part = |(field, part)| Parts {
            field,
            facts: self.facts(part, entries),
        };
        kind.parts().map(part).collect()
    }
}

fn known_keys(kind: &'static Kind) -> Vec<String> {
    let own = kind
        .fields
        .iter()
        .filter(|field| !matches!(field.presence, Presence::Derived(_)))
        .flat_map(|field| match field.field_type {
            FieldType::Date => vec![field.name.to_owned(), [field.name, "_text"].concat()],
            FieldType::Parts(part) => vec![part.seed.key.to_owned()],
            _ => vec![field.name.to_owned()],
        });
    let common = COMMON_KEYS.iter().map(|key| (*key).to_owned());
    common.chain(own).collect()
}
