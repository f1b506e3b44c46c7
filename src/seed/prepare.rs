//! Turns a checked pair into rows, in the same way for all kinds: their tables follow from their declarations.
//!
//! Needs nothing of other pairs, so that pairs are prepared in parallel.

use std::collections::HashMap;

use serde_json::Value;

use super::derive::{IndexEntry, RenderedFact, Renderer, Sources, sentence_facts};
use super::read::{CountryName, FactRef, Pair};
use super::write::{Cell, PairRows, Row};
use crate::kind::{Scope, SqlType};

/// The keys of a pair's facts, counted from 0.
struct PairKeys {
    relation: usize,
    facts: HashMap<FactRef, usize>,
    /// The first sentence; the others follow it in the order of the documents and their indexes.
    first_sentence: usize,
}

/// Prepares a pair that has passed all checks.
pub fn prepare(pair: &Pair) -> PairRows {
    let sources = Sources::new(pair);
    let renderer = Renderer::new(pair, &sources);
    let sentences = sentence_facts(pair, &sources);
    let facts = pair.facts.iter().chain(&sentences);
    let facts = facts.flat_map(|fact| renderer.render(fact));
    let facts: Vec<RenderedFact<'_>> = facts.collect();
    let keys = PairKeys::new(&facts);
    let mut rows = Vec::with_capacity(facts.len() * 8);
    add_places(pair, &keys, &mut rows);
    add_country_names(pair, &keys, &mut rows);
    let mut index_entries = Vec::with_capacity(facts.len());
    for (key, fact) in facts.into_iter().enumerate() {
        add_details(&fact, key, &mut rows);
        add_states(&fact, key, &mut rows);
        add_temporal_terms(&fact, key, &mut rows);
        add_sort_keys(&fact, key, &mut rows);
        add_sources(&fact, key, pair, &keys, &mut rows);
        index_entries.push(add_fact(fact, key, &keys, &mut rows));
    }
    PairRows {
        name: pair.name.clone(),
        rows,
        index_entries,
    }
}

impl PairKeys {
    fn new(facts: &[RenderedFact<'_>]) -> Self {
        let is_relation = |one: &RenderedFact<'_>| one.fact.kind.scope == Scope::Pair;
        let relation = facts.iter().position(is_relation);
        let is_sentence = |one: &RenderedFact<'_>| one.fact.kind.scope == Scope::Sentence;
        let first_sentence = facts.iter().position(is_sentence).unwrap_or(facts.len());
        let facts = facts.iter().map(|one| one.fact.fact_ref()).zip(0..);
        Self {
            relation: relation.expect("a checked pair has a relation"),
            facts: facts.collect(),
            first_sentence,
        }
    }
}

/// Adds the rows that all kinds have, and returns the rest of the fact.
fn add_fact(one: RenderedFact<'_>, key: usize, keys: &PairKeys, rows: &mut Vec<Row>) -> IndexEntry {
    let fact = one.fact;
    let date = fact.date.as_ref().map(|date| &date.date);
    let date_text = fact.date.as_ref().and_then(|date| date.text.as_deref());
    let calendar = fact.date.as_ref().and_then(|date| date.calendar);
    let part_of = one.part_of.map(|fact| keys.facts[&fact.fact_ref()]);
    let cells = vec![
        Cell::Fact(key),
        Cell::Static(fact.kind.name),
        Cell::from(fact.id.get_ref().as_str()),
        Cell::Fact(keys.relation),
        part_of.map_or(Cell::Null, Cell::Fact),
        Cell::from(fact.title.as_str()),
        Cell::Text(one.title_key),
        Cell::from(date.map(|date| date.edtf.as_str())),
        Cell::from(date_text),
        calendar.map_or(Cell::Null, Cell::Static),
        Cell::from(date.and_then(|date| date.earliest)),
        Cell::from(date.and_then(|date| date.latest)),
        date.map_or(Cell::Null, |date| Cell::Static(date.precision)),
        Cell::from(date.is_some_and(|date| date.approximate)),
        Cell::from(date.is_some_and(|date| date.uncertain)),
        Cell::Static(fact.rank),
        Cell::from(fact.claim.as_deref()),
        Cell::from(fact.note.as_deref()),
        Cell::Text(one.url),
        Cell::Text(one.json),
        Cell::Text(one.csv),
        Cell::Text(one.timeline_json),
    ];
    rows.push(Row::new("_fact", cells));
    let [names, text] = [one.search_text.names, one.search_text.text].map(Cell::Text);
    rows.push(Row::new("_fact_text", vec![Cell::Fact(key), names, text]));
    one.index_entry
}

/// Adds the row of the kind's own table, and one for each entry of a list.
fn add_details(rendered: &RenderedFact<'_>, key: usize, rows: &mut Vec<Row>) {
    let fact = rendered.fact;
    let columns = fact.kind.sql_columns();
    let cells = columns.iter().map(|column| {
        let (first, steps) = column.path.split_first().expect("a column has a path");
        cell(column.sql_type, &fact.values[*first], steps)
    });
    let cells = std::iter::once(Cell::Fact(key)).chain(cells).collect();
    rows.push(Row::new(fact.kind.table_name(), cells));
    for table in fact.kind.list_tables() {
        let entries = fact.list(table.field).unwrap_or(&[]);
        for (entry, position) in entries.iter().zip(1..) {
            let columns = table.columns.iter();
            let cells = columns.map(|column| cell(column.sql_type, entry, &column.path));
            let keys = [Cell::Fact(key), Cell::Integer(position)];
            let cells = keys.into_iter().chain(cells).collect();
            rows.push(Row::new(table.name.clone(), cells));
        }
    }
}

/// The value at a path inside another.
fn cell(sql_type: SqlType, outer: &Value, path: &[&str]) -> Cell {
    let value = path.iter().fold(outer, |value, step| &value[*step]);
    match sql_type {
        SqlType::Integer => Cell::from(value.as_i64().or(value.as_bool().map(i64::from))),
        SqlType::Text => Cell::from(value.as_str()),
    }
}

fn add_states(rendered: &RenderedFact<'_>, key: usize, rows: &mut Vec<Row>) {
    for interval in &rendered.states {
        let cells = vec![
            Cell::Fact(key),
            Cell::from(interval.since),
            Cell::from(interval.until),
            Cell::from(interval.state["status"].as_str()),
            Cell::Text(interval.state.to_string()),
        ];
        rows.push(Row::new("_state", cells));
    }
}

fn add_temporal_terms(rendered: &RenderedFact<'_>, key: usize, rows: &mut Vec<Row>) {
    let terms = rendered.index_entry.terms.iter();
    for term in terms.filter(|term| term.is_time_dependent) {
        let cells = vec![
            Cell::Static(rendered.fact.kind.name),
            Cell::Static(term.parameter),
            Cell::from(term.value.as_str()),
            Cell::from(term.spelling.is_canonical()),
            Cell::Fact(key),
            Cell::from(term.since),
            Cell::from(term.until),
        ];
        rows.push(Row::new("_temporal_term", cells));
    }
}

fn add_sort_keys(rendered: &RenderedFact<'_>, key: usize, rows: &mut Vec<Row>) {
    for sort_key in &rendered.sort_keys {
        let value = match &sort_key.value {
            None => Cell::from(""),
            Some(Value::Number(number)) => Cell::from(number.as_i64()),
            Some(text) => Cell::from(text.as_str()),
        };
        let cells = vec![
            Cell::Static(rendered.fact.kind.name),
            Cell::Static(sort_key.sort),
            Cell::from(sort_key.value.is_none()),
            Cell::from(sort_key.value.is_some()),
            value,
            Cell::from(rendered.fact.id.get_ref().as_str()),
            Cell::Fact(key),
        ];
        rows.push(Row::new("_sort_key", cells));
    }
}

fn add_places(pair: &Pair, keys: &PairKeys, rows: &mut Vec<Row>) {
    for place in pair.places.iter().flatten() {
        let cells = |text: &str| {
            let id = Cell::from(place.id.as_str());
            vec![Cell::Fact(keys.relation), id, Cell::from(text)]
        };
        rows.push(Row::new("_place", cells(&place.country)));
        for (names, is_added) in [(&place.names, false), (&place.also, true)] {
            let cells = |name: &String| [cells(name), vec![Cell::from(is_added)]];
            let rows_of_names = names.iter().map(|name| cells(name).into_iter().flatten());
            rows.extend(rows_of_names.map(|cells| Row::new("_place_name", cells.collect())));
        }
    }
}

fn add_country_names(pair: &Pair, keys: &PairKeys, rows: &mut Vec<Row>) {
    let names = pair.country_names();
    rows.extend(names.map(|CountryName { code, name, .. }| {
        let cells = vec![
            Cell::Fact(keys.relation),
            Cell::from(code),
            Cell::from(name),
        ];
        Row::new("_country_name", cells)
    }));
}

fn add_sources(
    rendered: &RenderedFact<'_>,
    key: usize,
    pair: &Pair,
    keys: &PairKeys,
    rows: &mut Vec<Row>,
) {
    for (citation, position) in rendered.fact.citations.iter().zip(1..) {
        let sentence = pair.sentence(citation);
        let sentence = sentence.expect("a checked fact cites sentences of an index");
        let cells = vec![
            Cell::Fact(key),
            Cell::Integer(position),
            Cell::Fact(keys.first_sentence + sentence.number),
        ];
        rows.push(Row::new("_source", cells));
    }
}
