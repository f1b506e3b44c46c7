//! From the tables of a file to facts, by the declaration of their kinds.

use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::fact_keys::COMMON_KEYS;
use super::parsed_fact::{ParsedFact, Parts};
use super::reader::SeedReader;
use super::table::{MAX_ENTRIES, Table, label};
use crate::kind::Kind;

/// The number of facts, places or excuses that a file may have. Each takes some kilobytes of memory, however short it is.
pub const MAX_TABLES: usize = 20_000;

impl SeedReader<'_> {
    /// The facts under a kind's key.
    pub fn facts(&mut self, kind: &'static Kind, entries: &DeTable<'_>) -> Vec<ParsedFact> {
        let tables = self.tables(kind.seed.key, entries, MAX_TABLES).into_iter();
        let facts = tables.map(|(table, span)| self.fact(kind, table, span));
        facts.collect()
    }

    /// The tables under a key, which may hold one table, an array of up to `max` tables, or nothing.
    pub fn tables<'t>(
        &mut self,
        key: &str,
        entries: &'t DeTable<'t>,
        max: usize,
    ) -> Vec<(&'t DeTable<'t>, Range<usize>)> {
        let Some(value) = entries.get(key) else {
            return Vec::new();
        };
        match value.get_ref() {
            DeValue::Array(array) if array.len() > max => {
                let message = format!("more than {max} tables of `{key}`");
                self.leave_out(value.span(), message, "divide them among several pairs")
            }
            DeValue::Table(table) => vec![(table, value.span())],
            DeValue::Array(array) if array.iter().all(|entry| entry.get_ref().is_table()) => array
                .iter()
                .filter_map(|entry| Some((entry.get_ref().as_table()?, entry.span())))
                .collect(),
            _ => {
                let remedy = format!("write [[{key}]] above each");
                self.leave_out(value.span(), "expected tables", remedy)
            }
        }
    }

    /// Reports tables as a whole, and returns none of them.
    fn leave_out<T>(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Vec<T> {
        self.report(span, None, message, remedy);
        self.left_out_tables = true;
        Vec::new()
    }

    fn fact(
        &mut self,
        kind: &'static Kind,
        entries: &DeTable<'_>,
        span: Range<usize>,
    ) -> ParsedFact {
        let errors_before = self.diagnostics.len();
        let file = Arc::clone(&self.file);
        let parts = self.parts(kind, entries);
        let label = Some(label(kind.name, entries));
        let mut table = Table::new(self, label, entries, span);
        table.reject_draft();
        let values = table.fields(COMMON_KEYS, kind.fields);
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
            citations: table.citations(kind),
            literals: table.literals,
            references: table.references,
            has_errors: false,
            value_spans: value_spans.collect(),
        };
        fact.has_errors = self.diagnostics.len() > errors_before || self.has_syntax_errors;
        fact
    }

    fn parts(&mut self, kind: &'static Kind, entries: &DeTable<'_>) -> Vec<Parts> {
        let part = |(field, part): (_, &'static Kind)| {
            let tables = self.tables(part.seed.key, entries, MAX_ENTRIES).into_iter();
            let facts = tables.map(|(table, span)| self.fact(part, table, span));
            let facts = facts.collect();
            Parts { field, facts }
        };
        kind.parts().map(part).collect()
    }
}
