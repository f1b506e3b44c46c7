//! From the tables of a file to drafts, by the declaration of their kinds, and to what is no fact.

use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

use super::draft::Draft;
use super::fault::{Diagnostics, Fault};
use super::places::Names;
use super::source::File;
use super::table::Table;
use crate::kind::{Field, FieldType, Kind, Presence};

/// The keys of all facts.
const BASE: &[&str] = &[
    "id",
    "title",
    "at",
    "date",
    "date_text",
    "rank",
    "claim",
    "note",
];

/// Reads one file's tables.
pub struct Reader<'p> {
    pub file: Arc<File>,
    /// `None` where the places cannot all be read: then any name may be that of one.
    pub places: Option<&'p Names>,
    pub faults: &'p mut Diagnostics,
}

impl Reader<'_> {
    /// The facts under a kind's key.
    pub fn facts(&mut self, kind: &'static Kind, entries: &DeTable<'_>) -> Vec<Draft> {
        self.tables(kind.seed.key, entries)
            .into_iter()
            .map(|(table, span)| self.fact(kind, table, span))
            .collect()
    }

    /// What stands under a key: a table, an array of tables, or nothing.
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
                self.fault(
                    value.span(),
                    None,
                    "expected tables",
                    format!("write [[{key}]] above each"),
                );
                Vec::new()
            }
        }
    }

    /// The fields of a table that is no fact; `null` where they are absent or at fault.
    pub fn fields(
        &mut self,
        label: Option<String>,
        fields: &'static [Field],
        entries: &DeTable<'_>,
        span: Range<usize>,
    ) -> Map<String, Value> {
        let mut table = Table::new(self, label, entries, span);
        table.refuse_unknown(
            &fields
                .iter()
                .map(|field| field.name.to_owned())
                .collect::<Vec<_>>(),
        );
        table.fields(fields)
    }

    /// Reports a fault of this file. A value without a place is one that the TOML reader made up after an error it has told.
    pub fn fault(
        &mut self,
        span: Range<usize>,
        fact: Option<String>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if span == (0..0) {
            return;
        }
        self.faults.push(Fault {
            fact,
            ..Fault::new(&self.file, span, what, remedy)
        });
    }

    fn fact(&mut self, kind: &'static Kind, entries: &DeTable<'_>, span: Range<usize>) -> Draft {
        let named = entries
            .get("id")
            .and_then(|id| id.get_ref().as_str())
            .unwrap_or_default()
            .to_owned();
        let file = Arc::clone(&self.file);
        let before = self.faults.len();
        let label = if named.is_empty() {
            kind.name.to_owned()
        } else {
            [kind.name, " ", &named].concat()
        };
        let mut table = Table::new(self, Some(label), entries, span);
        table.refuse_unknown(&keys(kind));
        let own = table.fields(kind.fields);
        let mut draft = Draft {
            kind,
            file,
            span: table.span.clone(),
            id: table.id(),
            title: table.words("title", Presence::Required).unwrap_or_default(),
            date: table.dated("date"),
            rank: table.rank(),
            claim: table.words("claim", Presence::Optional),
            note: table.words("note", Presence::Optional),
            own,
            parts: Vec::new(),
            at: table.at(kind),
            literals: std::mem::take(&mut table.literals),
            references: std::mem::take(&mut table.references),
            faulty: false,
            spans: entries
                .iter()
                .map(|(key, value)| (key.get_ref().to_string(), value.span()))
                .collect(),
        };
        draft.parts = kind
            .parts()
            .map(|(field, part)| (field, self.facts(part, entries)))
            .collect();
        draft.faulty = self.faults.len() > before;
        draft
    }
}

fn keys(kind: &'static Kind) -> Vec<String> {
    let own = kind
        .fields
        .iter()
        .filter(|f| !matches!(f.presence, Presence::Derived(_)))
        .flat_map(|field| match field.field_type {
            FieldType::Date => vec![field.name.to_owned(), [field.name, "_text"].concat()],
            FieldType::Parts(part) => vec![part.seed.key.to_owned()],
            _ => vec![field.name.to_owned()],
        });
    BASE.iter()
        .map(|key| (*key).to_owned())
        .chain(own)
        .collect()
}
