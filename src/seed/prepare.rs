//! From a checked pair to the rows that are stored of it: one way for all kinds, by their declared columns. Needs nothing of
//! other pairs, so that pairs are prepared side by side.

use std::collections::HashMap;

use serde_json::Value;

use super::at_hand::AtHand;
use super::draft::Reference;
use super::entry::{Entry, Filed, Writer};
use super::pair::Pair;
use super::rows::{Cell, Row};
use crate::kind::{ListTable, Scope, SqlColumn, SqlType};
use crate::values::pointer::Pointer;

/// A pair ready to be stored.
#[derive(Debug)]
pub struct Prepared {
    /// The id of its relation.
    pub name: String,
    /// Its rows, in which keys are counted from 0.
    pub rows: Vec<Row>,
    /// Its facts, in the order of their keys.
    pub facts: Vec<Filed>,
    pub sentences: usize,
}

/// The keys of a pair's facts and sentences, counted from 0.
struct Keys<'p> {
    relation: usize,
    facts: HashMap<Reference, usize>,
    sentences: HashMap<&'p str, usize>,
}

/// Writes out all that is stored of a pair without faults.
pub fn prepare(pair: &Pair, document: Option<&AtHand>) -> Prepared {
    let writer = Writer::new(pair, document);
    let entries: Vec<Entry<'_>> = pair
        .facts
        .iter()
        .flat_map(|fact| writer.entries(fact, pair.places.as_deref().unwrap_or_default()))
        .collect();
    let keys = Keys::of(pair, &entries);
    let mut rows = Vec::with_capacity(entries.len() * 8);
    places(pair, &keys, &mut rows);
    sentences(pair, &writer, &keys, &mut rows);
    let mut facts = Vec::with_capacity(entries.len());
    for (key, entry) in entries.into_iter().enumerate() {
        details(&entry, key, &mut rows);
        found_by(&entry, key, &mut rows);
        sources(&entry, key, &keys, &mut rows);
        facts.push(fact(entry, key, &keys, &mut rows));
    }
    Prepared {
        name: pair.name.clone(),
        rows,
        facts,
        sentences: keys.sentences.len(),
    }
}

impl<'p> Keys<'p> {
    fn of(pair: &'p Pair, entries: &[Entry<'_>]) -> Self {
        let is_pair = |entry: &Entry<'_>| entry.draft.kind.scope == Scope::Pair;
        let listed = pair.index.iter().flat_map(|pinned| &pinned.index.sentences);
        Self {
            relation: entries.iter().position(is_pair).unwrap_or_default(),
            facts: entries
                .iter()
                .enumerate()
                .map(|(key, entry)| (entry.draft.reference(), key))
                .collect(),
            sentences: listed
                .enumerate()
                .map(|(key, sentence)| (sentence.at.as_str(), key))
                .collect(),
        }
    }
}

fn fact(entry: Entry<'_>, key: usize, keys: &Keys<'_>, rows: &mut Vec<Row>) -> Filed {
    let draft = entry.draft;
    let date = draft.date.as_ref();
    let part_of = entry
        .part_of
        .and_then(|fact| keys.facts.get(&fact.reference()));
    let cells = vec![
        Cell::Fact(key),
        Cell::Static(draft.kind.name),
        Cell::from(draft.id.get_ref().as_str()),
        Cell::Fact(keys.relation),
        part_of.map_or(Cell::Null, |key| Cell::Fact(*key)),
        Cell::from(draft.title.as_str()),
        Cell::from(date.map(|d| d.date.edtf.as_str())),
        Cell::from(date.and_then(|d| d.text.as_deref())),
        Cell::from(
            date.and_then(|d| d.date.earliest)
                .map(|day| day.to_string()),
        ),
        Cell::from(date.and_then(|d| d.date.latest).map(|day| day.to_string())),
        date.map_or(Cell::Null, |d| Cell::Static(d.date.precision)),
        Cell::from(date.is_some_and(|d| d.date.approximate)),
        Cell::from(date.is_some_and(|d| d.date.uncertain)),
        Cell::Static(draft.rank),
        Cell::from(draft.claim.as_deref()),
        Cell::from(draft.note.as_deref()),
        Cell::Text(entry.url),
        Cell::Text(entry.answer.json),
        Cell::from(entry.answer.csv),
        Cell::Text(entry.answer.timeline_json),
    ];
    rows.push(Row::new("fact", cells));
    let text = [entry.words.names, entry.words.text].map(Cell::Text);
    rows.push(Row::new(
        "fact_text",
        std::iter::once(Cell::Fact(key)).chain(text).collect(),
    ));
    entry.filed
}

/// The kind's own tables: one row, and one for each entry of a list.
fn details(entry: &Entry<'_>, key: usize, rows: &mut Vec<Row>) {
    let (kind, own) = (entry.draft.kind, &entry.draft.own);
    let value = |column: &SqlColumn| {
        let mut steps = column.path.iter();
        let first = steps
            .next()
            .and_then(|step| own.get(*step))
            .unwrap_or(&Value::Null);
        cell(column, steps.fold(first, |value, step| &value[*step]))
    };
    let columns = kind.sql_columns();
    let cells = std::iter::once(Cell::Fact(key)).chain(columns.iter().map(value));
    rows.push(Row::new(kind.table_name(), cells.collect()));
    for ListTable {
        name: table,
        field,
        columns,
    } in kind.list_tables()
    {
        let entries = own[field].as_array().map(Vec::as_slice).unwrap_or_default();
        for (value, position) in entries.iter().zip(1..) {
            let found = |column: &SqlColumn| {
                cell(
                    column,
                    column.path.iter().fold(value, |value, step| &value[*step]),
                )
            };
            let keys = [Cell::Fact(key), Cell::Integer(position)];
            rows.push(Row::new(
                table.clone(),
                keys.into_iter().chain(columns.iter().map(found)).collect(),
            ));
        }
    }
}

fn cell(column: &SqlColumn, value: &Value) -> Cell {
    match column.sql_type {
        SqlType::Integer => value
            .as_i64()
            .or(value.as_bool().map(i64::from))
            .map_or(Cell::Null, Cell::Integer),
        SqlType::Text => Cell::from(value.as_str()),
    }
}

/// What the fact is for a time, and what it is sorted by.
fn found_by(entry: &Entry<'_>, key: usize, rows: &mut Vec<Row>) {
    for standing in &entry.standings {
        let (since, until) = (
            standing.since.to_string(),
            standing.until.map(|day| day.to_string()),
        );
        let status = standing.state["status"].as_str();
        let json = Cell::Text(standing.state.to_string());
        let cells = vec![
            Cell::Fact(key),
            Cell::Text(since),
            Cell::from(until),
            Cell::from(status),
            json,
        ];
        rows.push(Row::new("state", cells));
    }
    for term in entry.filed.terms.iter().filter(|term| term.passing) {
        let (since, until) = (
            term.since.to_string(),
            term.until.map(|day| day.to_string()),
        );
        let name = [
            Cell::Static(entry.draft.kind.name),
            Cell::Static(term.parameter),
            Cell::from(term.value.as_str()),
        ];
        let held = [
            Cell::from(term.facet),
            Cell::Fact(key),
            Cell::Text(since),
            Cell::from(until),
        ];
        rows.push(Row::new(
            "temporal_term",
            name.into_iter().chain(held).collect(),
        ));
    }
    for (name, value) in &entry.sort_keys {
        let absent = value.is_none();
        let value = match value {
            Some(Value::Number(number)) => Cell::Integer(number.as_i64().unwrap_or_default()),
            other => Cell::from(other.as_ref().and_then(Value::as_str).unwrap_or_default()),
        };
        let name = [
            Cell::Static(entry.draft.kind.name),
            Cell::Static(name),
            Cell::from(absent),
            Cell::from(!absent),
        ];
        let id = Cell::from(entry.draft.id.get_ref().as_str());
        rows.push(Row::new(
            "sort_key",
            name.into_iter()
                .chain([value, id, Cell::Fact(key)])
                .collect(),
        ));
    }
}

fn places(pair: &Pair, keys: &Keys<'_>, rows: &mut Vec<Row>) {
    for place in pair.places.iter().flatten() {
        let id = || Cell::from(place.id.as_str());
        rows.push(Row::new(
            "place",
            vec![
                Cell::Fact(keys.relation),
                id(),
                Cell::from(place.country.as_str()),
            ],
        ));
        for name in &place.names {
            rows.push(Row::new(
                "place_name",
                vec![Cell::Fact(keys.relation), id(), Cell::from(name.as_str())],
            ));
        }
    }
}

fn sentences(pair: &Pair, writer: &Writer<'_>, keys: &Keys<'_>, rows: &mut Vec<Row>) {
    let (Some(document), Some(pinned)) = (pair.document(), &pair.index) else {
        return;
    };
    let document = keys.facts[&document.reference()];
    let excuses: HashMap<&str, &str> = pair
        .excused
        .iter()
        .map(|excuse| (excuse.at.get_ref().as_str(), excuse.reason.as_str()))
        .collect();
    for (key, sentence) in pinned.index.sentences.iter().enumerate() {
        let Some(pointer) = Pointer::parse(&sentence.at) else {
            continue;
        };
        let cells = vec![
            Cell::Sentence(key),
            Cell::Fact(document),
            Cell::from(sentence.at.as_str()),
            Cell::from(pointer.section),
            Cell::Integer(pointer.paragraph.into()),
            Cell::Integer(pointer.sentence.into()),
            Cell::count(sentence.start),
            Cell::count(sentence.end),
            Cell::from(sentence.sha256.as_str()),
            Cell::from(writer.text(&sentence.at)),
            Cell::from(excuses.get(sentence.at.as_str()).copied()),
        ];
        rows.push(Row::new("sentence", cells));
    }
}

fn sources(entry: &Entry<'_>, key: usize, keys: &Keys<'_>, rows: &mut Vec<Row>) {
    for (at, position) in entry.draft.at.iter().zip(1..) {
        let sentence = Cell::Sentence(keys.sentences[at.get_ref().as_str()]);
        rows.push(Row::new(
            "source",
            vec![Cell::Fact(key), Cell::Integer(position), sentence],
        ));
    }
}
